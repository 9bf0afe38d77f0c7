"""Runs whose end goes wrong: their readers are let go, and the conversation goes on."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.stores.sql_rows import SqlRuns
from tests.kits.python.services import Browser, Reader, events, serving
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
