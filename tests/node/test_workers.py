"""Workers on one database and one Redis, of the Node kit and of both kits together: any of them reads, joins and stops
what another writes, and knows the sessions of another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from chatgraft.conformance import Service
from chatgraft.conformance.script import Script
from chatgraft.conformance.stream import said
from chatgraft.conformance.visitor import Visitor
from tests.fixtures.node_kit import node_assistant, start_node_kit
from tests.fixtures.redis_server import RedisServer, start_redis
from tests.fixtures.servers import KitService, start_kit
from tests.fixtures.standing import scripted

pytestmark = pytest.mark.xdist_group("workers")
ORIGIN = "http://localhost:3000"
SECRET = "a secret for tests that is long enough"
LONG = Script(words=40, pace=0.05)
KITS = {
    "node": lambda folder, settings: start_node_kit(folder, settings, node_assistant()),
    "python": lambda folder, settings: start_kit(folder, settings, scripted()),
}
PAIRS = (("node", "node"), ("node", "python"), ("python", "node"))


@dataclass
class Workers:
    """Two workers that share all there is to share, and one visitor whose requests reach the one or the other."""

    one: KitService
    other: KitService
    here: Visitor = field(init=False)
    there: Visitor = field(init=False)

    async def let_in(self, stack: AsyncExitStack) -> None:
        clients = [await stack.enter_async_context(httpx.AsyncClient(timeout=20, trust_env=False)) for _ in range(2)]
        self.here, self.there = (
            Visitor(Service(api=kit.api, origin=ORIGIN), client)
            for kit, client in zip((self.one, self.other), clients, strict=True)
        )
        await self.here.arrive()
        self.there.headers = self.here.headers


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with start_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module", params=PAIRS, ids=" then ".join)
def pair(
    request: pytest.FixtureRequest, redis: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[KitService, KitService]]:
    folder: Path = tmp_path_factory.mktemp("workers")
    first, second = request.param
    settings = {
        "CHATKIT_SECRET": SECRET,
        "DATABASE_URL": f"sqlite:///{folder.as_posix()}/chat.sqlite3",
        "REDIS_URL": redis.url,
        "CHATKIT_REDIS_PREFIX": f"{first}-{second}:",
    }
    with KITS[first](folder / "one", settings) as one, KITS[second](folder / "other", settings) as other:
        yield one, other


@pytest.fixture
async def workers(pair: tuple[KitService, KitService]) -> AsyncIterator[Workers]:
    async with AsyncExitStack() as stack:
        both = Workers(*pair)
        await both.let_in(stack)
        yield both


async def test_a_session_of_one_is_a_session_of_the_other(workers: Workers) -> None:
    answer = await workers.here.ask(Script(words=2))
    listed = await workers.there.get("threads.list")
    assert [thread["id"] for thread in listed["data"]] == [answer.thread_id]
    went_on = await workers.there.ask(Script(echo=True), answer.thread_id)
    assert "word0 word1" in went_on.text
    assert [item["id"] for item in await workers.here.items(answer.thread_id)] == [
        item["id"] for item in await workers.there.items(answer.thread_id)
    ]
    workers.there.headers = {**workers.here.headers, "x-session-id": workers.here.headers["x-session-id"] + "x"}
    assert (await workers.there.post("threads.list")).status_code == 401


async def test_an_answer_is_read_on_at_the_other(workers: Workers) -> None:
    async with workers.here.asking(LONG) as answer:
        await answer.until_words(5)
        seen = len(answer.events)
        rest = asyncio.create_task(workers.there.resume(answer.run_id, answer.ids[-1]))
        await answer.rest()
    assert (await rest).events == answer.events[seen:]
    assert (await rest).ended
    again = await workers.there.resume(answer.run_id)
    assert again.events == answer.events
    assert await workers.there.try_resume(answer.run_id, answer.ids[-1]) == 204


async def test_the_same_key_joins_at_the_other(workers: Workers) -> None:
    key = str(uuid4())
    async with workers.here.asking(LONG, key=key) as answer:
        await answer.until_words(3)
        joined = asyncio.create_task(workers.there.ask(LONG, key=key))
        await answer.rest()
    assert (await joined).run_id == answer.run_id
    assert (await joined).events == answer.events
    assert len((await workers.here.get("threads.list"))["data"]) == 1


async def test_the_same_key_joins_at_the_other_before_the_first_event(workers: Workers) -> None:
    key = str(uuid4())
    async with workers.there.asking(Script(words=40, pace=0.2)) as before:
        await before.until_words(1)
        async with workers.here.asking(Script(words=2), before.thread_id, key=key) as answer:
            # The answer waits for the one before it.
            joined = asyncio.create_task(workers.there.ask(Script(words=2), before.thread_id, key=key))
            await asyncio.sleep(0.1)
            assert (await workers.there.stop(before.run_id)).status_code == 202
            await answer.rest()
        assert (await joined).run_id == answer.run_id
        assert (await joined).events == answer.events
        await before.rest()


async def test_what_runs_is_told_at_the_other(workers: Workers) -> None:
    async with workers.here.asking(LONG) as answer:
        await answer.until_words(5)
        state = (await workers.there.running(answer.thread_id)).json()
        rest = await workers.there.resume(answer.run_id, state["last_event_id"])
    assert state["run_id"] == answer.run_id
    updates = [event["update"] for event in rest.of("thread.item.updated")]
    assert said(state["items"][0]) + "".join(update.get("delta", "") for update in updates) == LONG.answer


async def checkpoint(reader: Visitor, thread: str) -> None:
    """Returns when more of a running answer has been written; the next time is a second later."""
    before = await reader.items(thread)
    for _ in range(500):
        if await reader.items(thread) != before:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nothing more is written")


async def test_stop_at_the_other_is_quick(workers: Workers) -> None:
    slow = Script(words=40, pace=0.2)
    async with workers.here.asking(slow) as answer:
        await answer.until_words(3)
        await checkpoint(workers.there, answer.thread_id)
        begun = asyncio.get_running_loop().time()
        assert (await workers.there.stop(answer.run_id)).status_code == 202
        await answer.rest()
        assert asyncio.get_running_loop().time() - begun < 0.9, "it was left to the next checkpoint"
    kept = said((await workers.there.items(answer.thread_id))[1])
    assert slow.answer.startswith(kept)
    assert "word2" in kept


async def test_a_second_question_at_the_other_waits_for_the_first_answer(workers: Workers) -> None:
    async with workers.here.asking(Script(words=10, pace=0.05)) as answer:
        await answer.until_words(2)
        second = asyncio.create_task(workers.there.ask(Script(words=2), answer.thread_id))
        await answer.rest()
    await second
    kinds = [item["type"] for item in await workers.here.items(answer.thread_id)]
    assert kinds == ["user_message", "assistant_message"] * 2


async def test_the_other_ends_the_answer_of_one_that_was_killed(workers: Workers) -> None:
    async with workers.here.asking(Script(words=200, pace=0.1)) as answer:
        await answer.until_words(20)
        workers.one.kill()
    try:
        rest = await workers.there.resume(answer.run_id, answer.ids[-1])
        assert [event["type"] for event in rest.events[-2:]] == ["thread.item.done", "error"]
        assert rest.events[-1]["allow_retry"]
        assert rest.text.startswith("word0 word1 word2 word3 word4 word5 word6 word7 ")
        assert (await workers.there.running(answer.thread_id)).status_code == 204
    finally:
        workers.one.restart()
