"""Runs whose end goes wrong: their readers are let go, and the conversation goes on."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest
from chatkit.types import HiddenContextItem, ThreadItem, ThreadItemDoneEvent

from chatgraft.kits.python.chatkit_kit.context import Context
from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.stores.sql_database import SqlDatabase
from chatgraft.kits.python.chatkit_kit.stores.sql_rows import SqlRuns
from chatgraft.kits.python.chatkit_kit.stores.sql_store import SqlStore
from tests.kits.python.services import Browser, Reader, events, events_in, serving
from tests.kits.python.visitor import last_item, text_of, thread_of


async def answer(_: Question) -> AsyncIterator[Part]:
    yield "Ninety euros."


async def test_readers_are_let_go_whatever_happens_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a driver's own error")

    async with serving(tmp_path, answer) as service:
        browser = await Browser(service).arrive()
        with monkeypatch.context() as patch:
            patch.setattr(SqlRuns, "end", broken)
            stream = Reader(await browser.ask("What does a night cost?"))
            assert "Ninety euros." in await asyncio.wait_for(stream.rest(), 10)


async def test_an_open_item_of_an_unknown_kind_stops_no_conversation(tmp_path: Path) -> None:
    async with serving(tmp_path, answer) as service:
        browser = await Browser(service).arrive()
        thread = thread_of(await events(await browser.ask("What does a night cost?")))
        with closing(sqlite3.connect(tmp_path / ".chatkit" / "chatkit.sqlite3")) as database, database:
            database.execute("""UPDATE chatkit_items SET open = 1, data = '{"type": "of another version"}'""")
        told = await events(await browser.ask("And two?", thread))
        assert text_of(last_item(told)) == "Ninety euros."
        with closing(sqlite3.connect(tmp_path / ".chatkit" / "chatkit.sqlite3")) as database:
            assert database.execute("SELECT count(*) FROM chatkit_items WHERE open = 1").fetchone() == (0,)


class SlowStore(SqlStore):
    """Keeps a note within a limit of time, as drivers of databases keep everything."""

    def __init__(self, database: SqlDatabase) -> None:
        super().__init__(database.executor)
        self.has_begun = asyncio.Event()
        self.is_kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard_no_stop = False

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await super().add_thread_item(thread_id, item, context)
        if isinstance(item, HiddenContextItem):
            self.has_begun.set()
            await asyncio.wait_for(self.is_kept, 30)
            self.heard_no_stop = True


async def note_and_count(question: Question) -> AsyncIterator[Part]:
    """Keeps a note in the middle of what it says, then says much more."""
    yield "A night "
    now, thread = datetime.now(timezone.utc), question.thread_id
    yield ThreadItemDoneEvent(item=HiddenContextItem(id="note", thread_id=thread, created_at=now, content="prices"))
    for number in range(30):
        yield f"{number} "
        await asyncio.sleep(0.01)


async def test_a_stop_that_comes_at_the_moment_in_which_an_item_is_kept_stops_the_answer(tmp_path: Path) -> None:
    stores: list[SlowStore] = []

    def make_store(database: SqlDatabase) -> SlowStore:
        stores.append(SlowStore(database))
        return stores[0]

    async with serving(tmp_path, note_and_count, make_store) as service:
        browser, [store] = await Browser(service).arrive(), stores
        stream = Reader(await browser.ask("What does a night cost?"))
        await asyncio.wait_for(store.has_begun.wait(), 10)
        assert (await browser.send("POST", f"/runs/{stream.run}/stop")).status == 202
        store.is_kept.set_result(None)
        told = events_in(await stream.rest())
        assert store.heard_no_stop or sys.version_info >= (3, 12), "the two did not come together"
        assert text_of(last_item(told)) == "A night "
        assert [text_of(item) for item in await browser.items(stream.thread)] == ["What does a night cost?", "A night "]
