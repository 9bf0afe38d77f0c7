"""Users of the host application: their conversations follow them, and the anonymous ones are claimed once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.service import ChatService
from chatgraft.kits.python.chatkit_kit.stores.sql_database import SqlDatabase
from tests.kits.python.services import Browser, Reader, events, serving
from tests.kits.python.visitor import deltas, text_of

# Answers that wait to be told to go on, by their question.
going_on: dict[str, asyncio.Event] = {}


async def answer(question: Question) -> AsyncIterator[Part]:
    yield "first "
    if question.text in going_on:
        await going_on[question.text].wait()
    yield "last"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "sqlite":
        return {}
    postgres = request.getfixturevalue("postgres")
    return {"DATABASE_URL": postgres.create_database(f"users_{uuid4().hex}")}


@pytest.fixture
async def service(tmp_path: Path, settings: dict[str, str]) -> AsyncIterator[ChatService]:
    async with serving(tmp_path, answer, **settings) as running:
        yield running


async def said_in(browser: Browser, text: str) -> str:
    """The thread of a question that was answered."""
    reader = Reader(await browser.ask(text))
    await reader.rest()
    return reader.thread


async def test_a_user_finds_the_same_conversations_in_every_browser(service: ChatService) -> None:
    one, other = await Browser(service, "ann").arrive(), await Browser(service, "ann").arrive()
    thread = await said_in(one, "hello")
    assert await other.threads() == [thread]
    assert await (await Browser(service, "ben").arrive()).threads() == []


async def test_what_was_said_before_signing_in_belongs_to_the_user(service: ChatService) -> None:
    browser = await Browser(service).arrive()
    first, second = await said_in(browser, "one"), await said_in(browser, "two")
    item = (await browser.items(first))[1]["id"]
    await browser.post("items.feedback", thread_id=first, item_ids=[item], kind="positive")
    browser.user = "ann"
    assert await browser.threads() == [second, first]
    assert [text_of(item) for item in await browser.items(first)] == ["one", "first last"]
    assert await (await Browser(service, "ann").arrive()).threads() == [second, first]
    assert isinstance(service._database, SqlDatabase)
    tables = service._database.executor
    rows = await tables.fetch("SELECT owner, thread_id, item_id FROM chatkit_feedback")
    assert [tuple(row) for row in rows] == [("user:ann", first, item)]
    assert await tables.fetch("SELECT 1 FROM chatkit_items WHERE owner <> 'user:ann'") == []
    assert await tables.fetch("SELECT 1 FROM chatkit_runs WHERE owner <> 'user:ann'") == []
    assert deltas(await events(await browser.ask("three", first))) == "first last"


async def test_signed_out_again_the_browser_has_none_of_them(service: ChatService) -> None:
    browser = await Browser(service).arrive()
    thread = await said_in(browser, "one")
    browser.user = "ann"
    await browser.threads()
    browser.user = ""
    assert await browser.threads() == []
    assert (await browser.post("threads.get_by_id", thread_id=thread)).status == 404
    later = await said_in(browser, "anonymous again")
    assert await browser.threads() == [later]
    browser.user = "ann"
    assert await browser.threads() == [thread], "a session is claimed once"


async def test_the_second_user_of_a_browser_gets_nothing_of_the_first(service: ChatService) -> None:
    browser = await Browser(service).arrive()
    thread = await said_in(browser, "ann's question")
    browser.user = "ann"
    await browser.threads()
    browser.user = ""
    await said_in(browser, "whose question?")
    browser.user = "ben"
    assert await browser.threads() == []
    assert (await browser.post("threads.get_by_id", thread_id=thread)).status == 404


async def test_of_two_users_at_the_same_moment_one_gets_all(service: ChatService) -> None:
    browser = await Browser(service).arrive()
    threads = {await said_in(browser, "one"), await said_in(browser, "two")}
    ann, ben = (Browser(service, user, browser.headers) for user in ("ann", "ben"))
    seen = await asyncio.gather(*(who.threads() for who in (ann, ben, ann, ben)))
    assert sorted(len(set(found)) for found in ({*seen[0], *seen[2]}, {*seen[1], *seen[3]})) == [0, 2]
    assert {thread for found in seen for thread in found} == threads


async def test_a_running_answer_goes_on_under_its_user(service: ChatService) -> None:
    browser, stranger = await Browser(service).arrive(), await Browser(service, "ben").arrive()
    going_on["slow one"] = asyncio.Event()
    reader = Reader(await browser.ask("slow one", key="key-of-the-slow-one"))
    await reader.until('"first "')
    browser.user = "ann"
    state = await browser.send("GET", f"/threads/{reader.thread}/run")
    assert state.status == 200
    resumed = Reader(await browser.send("GET", f"/runs/{reader.run}"))
    joined = Reader(await browser.ask("slow one", key="key-of-the-slow-one"))
    assert joined.run == reader.run
    assert (await stranger.send("GET", f"/runs/{reader.run}")).status == 404
    anonymous = Browser(service, "", browser.headers)
    assert (await anonymous.send("GET", f"/runs/{reader.run}")).status == 404
    assert (await anonymous.send("POST", f"/runs/{reader.run}/stop")).status == 404
    going_on.pop("slow one").set()
    assert await reader.rest() == await resumed.rest() == await joined.rest()
    assert [text_of(item) for item in await browser.items(reader.thread)] == ["slow one", "first last"]
    assert await anonymous.threads() == []
    assert (await browser.send("GET", f"/threads/{reader.thread}/run")).status == 204
    assert (await browser.send("POST", f"/runs/{reader.run}/stop")).status == 202


async def test_an_answer_of_another_worker_goes_on_under_its_user(
    service: ChatService, tmp_path: Path, settings: dict[str, str]
) -> None:
    async with serving(tmp_path, answer, **settings) as other:
        browser = await Browser(service).arrive()
        going_on["elsewhere"] = asyncio.Event()
        reader = Reader(await browser.ask("elsewhere"))
        await reader.until('"first "')
        claiming = Browser(other, "ann", browser.headers)
        assert await claiming.threads() == [reader.thread]
        follow_up = asyncio.create_task(claiming.ask("and then?", reader.thread))
        going_on.pop("elsewhere").set()
        await reader.rest()
        assert deltas(await events(await follow_up)) == "first last"
        assert [text_of(item) for item in await claiming.items(reader.thread)] == [
            "elsewhere", "first last", "and then?", "first last",
        ]  # fmt: skip
        assert await Browser(service, "", browser.headers).threads() == []
