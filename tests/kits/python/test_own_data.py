"""What is kept of one owner, and for how long, on each of the kit's own databases."""

import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit import own_data
from chatgraft.kits.python.chatkit_kit.attached.storage import open_files
from chatgraft.kits.python.chatkit_kit.own_data import DAY_US, OwnData
from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.service import ChatService
from chatgraft.kits.python.chatkit_store import create_store
from chatgraft.kits.python.database import open_database
from tests.fixtures.servers import KitService, Postgres, start_kit
from tests.kits.python.services import Browser, events, serving
from tests.kits.python.test_attachments import ON, kept, send, upload
from tests.kits.python.visitor import Visitor, thread_of


async def say_hello(_: Question) -> AsyncIterator[Part]:
    yield "Hello."


@pytest.fixture(params=["sqlite", "postgresql"])
def values(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "sqlite":
        return ON
    postgres: Postgres = request.getfixturevalue("postgres")
    return {**ON, "DATABASE_URL": postgres.url}


@asynccontextmanager
async def data_of(service: ChatService) -> AsyncIterator[OwnData]:
    """As the command line has it: on a connection of its own."""
    database = open_database(service.settings)
    yield OwnData(database, create_store(database), open_files(service.settings))
    await database.close()


async def test_conversations_are_as_old_as_what_was_said_last(
    tmp_path: Path, values: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_data, "BATCH", 2)
    async with serving(tmp_path, say_hello, **values) as service, data_of(service) as data:
        browser = await Browser(service).arrive()
        old = [(await send(browser, (await upload(browser))["id"]))["thread"]["id"] for _ in range(3)]
        resumed = (await events(await browser.ask("early")))[0]["thread"]["id"]
        then = time.time_ns() // 1000
        await events(await browser.ask("late", resumed))
        new = (await events(await browser.ask("new")))[0]["thread"]["id"]
        assert set(await browser.threads()) == {*old, resumed, new}
        monkeypatch.setattr(own_data, "now_us", lambda: then + 30 * DAY_US)
        await data.purge(31)
        assert set(await browser.threads()) == {*old, resumed, new}
        await data.purge(30)
        assert set(await browser.threads()) == {resumed, new}
        assert kept(tmp_path) == []


async def test_a_user_who_is_erased_loses_every_session(tmp_path: Path, values: dict[str, str]) -> None:
    async with serving(tmp_path, say_hello, **values) as service:
        one, other = await Browser(service).arrive(), await Browser(service).arrive()
        for browser in (one, other):
            await events(await browser.ask("before"))
            browser.user = "ann"
            await events(await browser.ask("after"))
        assert len(await one.threads()) == 4
        stranger = await Browser(service).arrive()
        await events(await stranger.ask("mine"))
        assert (await one.send("DELETE", "/me")).status == 204
        assert [(await browser.post("threads.list")).status for browser in (one, other)] == [401, 401]
        assert await (await Browser(service, "ann", dict(one.headers)).arrive()).threads() == []
        assert len(await stranger.threads()) == 1


async def test_more_than_a_page_is_exported_and_erased(
    tmp_path: Path, values: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_data, "PAGE", 2)
    async with serving(tmp_path, say_hello, **values) as service, data_of(service) as data:
        browser = await Browser(service).arrive()
        for number in range(5):
            thread = (await events(await browser.ask(f"{number}")))[0]["thread"]["id"]
        for _ in range(2):
            await events(await browser.ask("more", thread))
        owner = f"session:{browser.headers['x-session-id'].split('.')[1]}"
        document = json.loads(b"".join([piece async for piece in data.export(owner)]))
        assert [len(one["items"]) for one in document["threads"]] == [2, 2, 2, 2, 6]
        await data.erase(owner)
        assert (await browser.post("threads.list")).status == 401


def test_the_command_line_exports_erases_and_purges(backend: Path) -> None:
    with start_kit(backend, {**ON, "CHATKIT_RETENTION_DAYS": "30"}) as service:
        visitor = Visitor(service)
        thread_of(visitor.ask("Forget me"))
        owner = f"session:{visitor.headers['X-Session-Id'].split('.')[1]}"
        exported = json.loads(command(service, "export", owner))
        assert exported["threads"][0]["items"][0]["content"][0]["text"] == "Forget me"
        assert command(service, "purge") == "0 conversations were older than 30 days and are gone.\n"
        assert command(service, "erase", owner) == f"Nothing of {owner} is kept any more.\n"
        assert visitor.post("threads.list").status_code == 401
        assert "is no owner: write user:ID" in command(service, "erase", "ann")
        assert "export OWNER" in command(service, "export")


def command(service: KitService, *words: str) -> str:
    """What the service's own file says to such a command, in the environment of the one that runs."""
    argv = [sys.executable, "chatkit_server.py", *words]
    done = subprocess.run(
        argv, cwd=service.backend, env=service.environ, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout if done.returncode == 0 else done.stderr
