"""A user claims what was said before the sign-in, between any two steps of what a run reads and writes just then."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

import pytest
from chatkit.types import AssistantMessageItem, ThreadMetadata

from chatgraft.kits.python.chatkit_kit.context import Context
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.store_contract.kept import NOON, Kept, attachment, ids, in_run, message
from chatgraft.kits.python.chatkit_kit.stores.database import now_us
from chatgraft.kits.python.chatkit_kit.stores.mongo import MongoDatabase
from chatgraft.kits.python.chatkit_kit.stores.mongo_client import Mongo
from chatgraft.kits.python.chatkit_kit.stores.mongo_rows import MongoSessions
from chatgraft.kits.python.chatkit_kit.stores.mongo_store import MongoStore
from tests.databases.claims import PLANS
from tests.fixtures.database_servers import MongoServer

pytestmark = pytest.mark.xdist_group("mongo")

T = TypeVar("T")
LATER_US = 3_600_000_000


class Gated(Mongo):
    """One step at a time, each when it is told to."""

    def __init__(self, url: str) -> None:
        super().__init__(url, 1)
        self._told, self._taken = asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def do(self, operation: str, asked: Awaitable[T]) -> T:
        await self._told.acquire()
        try:
            return await super().do(operation, asked)
        finally:
            self._taken.release()

    async def step(self) -> None:
        self._told.release()
        await self._taken.acquire()


class Interrupted(Mongo):
    """Before each of its steps another goes on by as many as are planned for that place."""

    def __init__(self, url: str) -> None:
        super().__init__(url, 1)
        self.plan: list[int] = []
        self.other: Gated | None = None

    async def do(self, operation: str, asked: Awaitable[T]) -> T:
        for _ in range(self.plan.pop(0) if self.plan else 0):
            assert self.other
            await self.other.step()
        return await super().do(operation, asked)


@dataclass
class Claimed:
    """A conversation of one visitor's, which a run writes to and a user claims."""

    kept: Kept
    """As others see it: nothing comes between its steps."""
    store: MongoStore
    """The run's, which the claim interrupts."""
    run: Context
    ann: Context
    thread: str
    said: list[AssistantMessageItem]
    file: str


async def _adds(at: Claimed) -> None:
    await at.store.add_thread_item(at.thread, message(at.thread, "new"), at.run)


async def _added(at: Claimed) -> None:
    assert await at.kept.texts(at.ann, at.thread) == ["first", "open", "new"]


async def _finishes(at: Claimed) -> None:
    done = at.said[1].model_copy(deep=True)
    done.content[0].text = "whole"
    await at.store.add_thread_item(at.thread, done, at.run)


async def _finished(at: Claimed) -> None:
    assert await at.kept.texts(at.ann, at.thread) == ["first", "whole"]
    assert await at.kept.store.open_items(at.thread, at.ann) == []


async def _checkpoints(at: Claimed) -> None:
    more = at.said[1].model_copy(deep=True)
    more.content[0].text = "open and longer"
    await at.store.checkpoint_item(at.thread, more, at.run)


async def _checkpointed(at: Claimed) -> None:
    assert await at.kept.texts(at.ann, at.thread) == ["first", "open and longer"]
    assert len(await at.kept.store.open_items(at.thread, at.ann)) == 1


async def _names(at: Claimed) -> None:
    await at.store.put_thread(ThreadMetadata(id=at.thread, title="Another", created_at=NOON), at.run)


async def _renames(at: Claimed) -> None:
    assert await at.store.name_thread(at.thread, "Another", "A title", at.run)


async def _named(at: Claimed) -> None:
    threads = await at.kept.store.load_threads(20, None, "asc", at.ann)
    assert [(each.id, each.title) for each in threads.data] == [(at.thread, "Another")]


async def _begins(at: Claimed) -> None:
    await at.store.put_thread(ThreadMetadata(id="thr_new", created_at=NOON), at.run)


async def _begun(at: Claimed) -> None:
    assert ids(await at.kept.store.load_threads(20, None, "asc", at.ann)) == [at.thread, "thr_new"]


async def _reads(at: Claimed) -> None:
    found = await at.store.load_thread_items(at.thread, None, 20, "asc", at.run)
    assert ids(found) == [each.id for each in at.said]
    assert (await at.store.load_thread(at.thread, at.run)).title == "A title"
    assert (await at.store.load_item(at.thread, at.said[0].id, at.run)).id == at.said[0].id


async def _takes_back(at: Claimed) -> None:
    await at.store.delete_thread_item(at.thread, at.said[1].id, at.run)


async def _taken_back(at: Claimed) -> None:
    assert await at.kept.texts(at.ann, at.thread) == ["first"]


async def _closes(at: Claimed) -> None:
    assert [each.id for each in await at.store.close_items(at.thread, at.run)] == [at.said[1].id]


async def _closed(at: Claimed) -> None:
    assert await at.kept.store.open_items(at.thread, at.ann) == []


async def _attaches(at: Claimed) -> None:
    file = await at.store.load_attachment(at.file, at.run)
    await at.store.save_attachment(file.model_copy(update={"thread_id": at.thread}), at.run)


async def _attached(at: Claimed) -> None:
    assert await at.kept.database.attachments.of_thread(at.ann.owner, at.thread) == [at.file]


async def _unchanged(at: Claimed) -> None:
    assert await at.kept.texts(at.ann, at.thread) == ["first", "open"]


Work = Callable[[Claimed], Awaitable[None]]
EACH: Sequence[tuple[Work, Work]] = (
    *((_adds, _added), (_finishes, _finished), (_checkpoints, _checkpointed), (_names, _named), (_renames, _named)),
    *((_begins, _begun), (_reads, _unchanged), (_takes_back, _taken_back), (_closes, _closed), (_attaches, _attached)),
)


@pytest.fixture
async def database(mongo: MongoServer, tmp_path: Path) -> AsyncIterator[tuple[str, MongoDatabase]]:
    url = mongo.create_database(f"claims{token_hex(4)}")
    values = {"CHATKIT_SECRET": "a secret for tests that is long enough", "DATABASE_URL": url}
    opened = MongoDatabase(Settings.from_values(tmp_path, values), 2)
    await opened.tables.require()
    yield url, opened
    await opened.close()


@pytest.mark.parametrize(("work", "seen"), EACH, ids=[work.__name__.strip("_") for work, _ in EACH])
async def test_nothing_is_lost(work: Work, seen: Work, database: tuple[str, MongoDatabase]) -> None:
    url, opened = database
    interrupted, gated = Interrupted(url), Gated(url)
    try:
        for plan in PLANS:
            at = await _conversation(opened, MongoStore(interrupted))
            session = at.run.owner.removeprefix("session:")
            claim = asyncio.create_task(MongoSessions(gated).claim(session, at.run.owner, at.ann.owner))
            interrupted.plan, interrupted.other = [*plan], gated
            await work(at)
            interrupted.plan = []
            while not claim.done():
                await asyncio.wait([claim, asyncio.create_task(gated.step())], return_when=asyncio.FIRST_COMPLETED)
            await claim
            await seen(at)
    finally:
        await interrupted.close()
        await gated.close()


async def _conversation(database: MongoDatabase, store: MongoStore) -> Claimed:
    kept, session = Kept(database, database.create_store()), token_hex(16)
    visitor, ann = Context(f"session:{session}"), Context(f"user:{session}")
    await database.sessions.insert(session, "", now_us() + LATER_US)
    thread = await kept.thread(visitor)
    run = in_run(await kept.run(visitor, thread))
    said = [message(thread, "first"), message(thread, "open")]
    await kept.store.add_thread_item(thread, said[0], visitor)
    await kept.store.checkpoint_item(thread, said[1], visitor)
    file = attachment()
    await kept.store.save_attachment(file, visitor)
    return Claimed(kept, store, run, ann, thread, said, file.id)
