"""Tests of the chat service: its endpoint, its store, what survives a restart, and what happens when things go wrong.

They start the service by themselves and need no key and no network: `pytest backend/` from the project's root.
CHATKIT_TEST_DATABASE_URL names an empty database that the store is tested on, in place of an SQLite file.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from . import chatkit_assistant
from .chatkit_kit.questions import Part, Question, Source
from .chatkit_kit.settings import Settings
from .chatkit_kit.store_contract import GUARANTEES, Guarantee, Kept
from .chatkit_kit.testing import served
from .chatkit_store import create_store
from .database import open_database
from .fastapi.chatkit_server import create_app

ORIGIN = "http://localhost:3000"
VALUES = {"CHATKIT_SECRET": "a secret for tests that is long enough", "CHATKIT_TURNS_RATE": "1000/minute"}

Reply = dict[str, Any]


async def tell(question: Question) -> AsyncIterator[Part]:
    """Stands in for the assistant: says back what reached it."""
    yield "You said: "
    yield question.text
    if question.quoted_text:
        yield f" about “{question.quoted_text}”"
    yield f" after {len(question.history)} messages."
    yield Source("Prices", "https://example.com/prices")


class Chat:
    """A visitor's browser."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client
        opened = client.post("/chatkit/session", json={"as": "token"}, headers={"Origin": ORIGIN})
        assert opened.status_code == 200, opened.text
        self.headers = {"Origin": ORIGIN, "X-Session-Id": opened.json()["session_id"]}

    def post(self, kind: str, headers: dict[str, str] | None = None, **params: Any) -> Any:
        body = {"type": kind, "params": params}
        return self.client.post("/chatkit", json=body, headers={**self.headers, **(headers or {})})

    def ask(self, text: str, thread: str | None = None, quote: str | None = None) -> list[Reply]:
        message: Reply = {"content": [{"type": "input_text", "text": text}], "attachments": [], "inference_options": {}}
        if quote:
            message["quoted_text"] = quote
        reply = (
            self.post("threads.add_user_message", thread_id=thread, input=message)
            if thread
            else self.post("threads.create", input=message)
        )
        assert reply.status_code == 200, reply.text
        return events_of(reply.text)

    def items(self, thread: str) -> list[Reply]:
        found: list[Reply] = self.post("items.list", thread_id=thread, order="asc").json()["data"]
        return found


def events_of(stream: str) -> list[Reply]:
    return [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]


def thread_of(events: list[Reply]) -> str:
    return str(events[0]["thread"]["id"])


def answer_in(events: list[Reply]) -> str:
    done = [event["item"] for event in events if event["type"] == "thread.item.done"]
    return str(done[-1]["content"][0]["text"])


@contextmanager
def service(folder: Path, **values: str) -> Iterator[httpx.Client]:
    """The chat on a free port, with settings and data of its own, and a client for it."""
    app = create_app(Settings.from_values(folder, {**VALUES, **values}))
    with served(app) as url, httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    monkeypatch.setattr(chatkit_assistant, "answer", tell)
    with service(tmp_path) as client:
        yield client


@pytest.fixture
def chat(client: httpx.Client) -> Chat:
    return Chat(client)


# The endpoint


def test_an_answer_streams_and_ends_with_the_whole_message(chat: Chat) -> None:
    events = chat.ask("hello")
    kinds = [event["type"] for event in events]
    assert kinds[:4] == ["thread.created", "thread.item.done", "thread.updated", "stream_options"]
    assert kinds[-1] == "thread.item.done"
    assert answer_in(events) == "You said: hello after 0 messages."


def test_the_sources_of_an_answer_become_citations(chat: Chat) -> None:
    message = chat.ask("hello")[-1]["item"]
    assert message["content"][0]["annotations"][0]["source"]["url"] == "https://example.com/prices"


def test_quoted_text_and_earlier_messages_reach_the_assistant(chat: Chat) -> None:
    thread = thread_of(chat.ask("hello"))
    assert answer_in(chat.ask("and this?", thread, quote="営業時間\n“nine” to five")).endswith(
        "You said: and this? about “営業時間\n“nine” to five” after 2 messages."
    )


def test_a_conversation_gets_its_title_from_the_first_question(chat: Chat) -> None:
    chat.ask("What does a night cost?")
    assert chat.post("threads.list").json()["data"][0]["title"] == "What does a night cost?"


def test_a_lost_connection_is_resumed_where_it_was_cut(chat: Chat) -> None:
    message = {"content": [{"type": "input_text", "text": "hi"}], "attachments": [], "inference_options": {}}
    first = chat.post("threads.create", {"Idempotency-Key": "0f8b6e6e-1"}, input=message)
    again = chat.post("threads.create", {"Idempotency-Key": "0f8b6e6e-1"}, input=message)
    assert first.text == again.text
    assert first.text.endswith(": end\n\n")
    run = f"/chatkit/runs/{first.headers['x-run-id']}"
    rest = chat.client.get(run, headers={**chat.headers, "Last-Event-ID": "3"})
    assert events_of(rest.text) == events_of(first.text)[3:]


# The store


def test_conversations_survive_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chatkit_assistant, "answer", tell)
    with service(tmp_path) as client:
        chat = Chat(client)
        thread = thread_of(chat.ask("remember me"))
    with service(tmp_path) as client:
        chat.client = client
        assert [item["type"] for item in chat.items(thread)] == ["user_message", "assistant_message"]


def test_a_visitor_sees_only_their_own_conversations(client: httpx.Client) -> None:
    mine, other = Chat(client), Chat(client)
    thread = thread_of(mine.ask("a secret"))
    assert other.post("threads.list").json()["data"] == []
    assert other.post("threads.get_by_id", thread_id=thread).status_code == 404
    assert other.post("items.list", thread_id=thread).status_code == 404
    other.post("threads.delete", thread_id=thread)
    assert len(mine.items(thread)) == 2


def test_lists_come_in_pages_in_the_order_of_writing(chat: Chat) -> None:
    thread = thread_of(chat.ask("one"))
    for text in ("two", "three"):
        chat.ask(text, thread)
    first = chat.post("items.list", thread_id=thread, limit=4, order="asc").json()
    rest = chat.post("items.list", thread_id=thread, limit=4, order="asc", after=first["after"]).json()
    texts = [item["content"][0]["text"] for item in first["data"] + rest["data"] if item["type"] == "user_message"]
    assert texts == ["one", "two", "three"]
    assert (first["has_more"], rest["has_more"]) == (True, False)


def test_a_deleted_conversation_is_gone(chat: Chat) -> None:
    thread = thread_of(chat.ask("hello"))
    assert chat.post("threads.delete", thread_id=thread).json() == {}
    assert chat.post("threads.get_by_id", thread_id=thread).status_code == 404


# What happens when things go wrong


@pytest.mark.parametrize(
    "body", ["", "{", "{}", "[]", '{"type": "threads.fly", "params": {}}', '{"type": "threads.create"}']
)
def test_what_is_no_request_gets_a_hint(chat: Chat, body: str) -> None:
    reply = chat.client.post("/chatkit", content=body, headers=chat.headers)
    assert reply.status_code == 400
    assert reply.json()["error"]["hint"]
    assert reply.headers["access-control-allow-origin"] == ORIGIN


def test_a_request_without_a_session_is_told_to_get_one(client: httpx.Client) -> None:
    reply = client.post("/chatkit", json={"type": "threads.list", "params": {}}, headers={"Origin": ORIGIN})
    assert reply.status_code == 401


def test_pages_of_other_sites_are_refused(client: httpx.Client) -> None:
    reply = client.post("/chatkit/session", json={"as": "token"}, headers={"Origin": "https://elsewhere.example"})
    assert reply.status_code == 403
    assert "access-control-allow-origin" not in reply.headers


def test_a_visitor_in_a_hurry_is_told_when_to_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chatkit_assistant, "answer", tell)
    with service(tmp_path, CHATKIT_TURNS_RATE="1/minute") as client:
        chat = Chat(client)
        chat.ask("one")
        reply = chat.post(
            "threads.create",
            input={"content": [], "attachments": [], "inference_options": {}},
        )
        assert reply.status_code == 429
        assert 1 <= int(reply.headers["retry-after"]) <= 60


def test_an_assistant_that_breaks_off_keeps_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def break_off(_: Question) -> AsyncIterator[Part]:
        yield "The price is "
        raise RuntimeError("connection to the model lost, key sk-secret")

    monkeypatch.setattr(chatkit_assistant, "answer", break_off)
    with service(tmp_path) as client:
        events = Chat(client).ask("price?")
    assert answer_in(events) == "The price is "
    assert events[-1]["type"] == "error"
    assert events[-1]["allow_retry"] is True
    assert "sk-secret" not in json.dumps(events)


def test_production_needs_a_secret_and_the_tables(tmp_path: Path) -> None:
    with service(tmp_path, CHATKIT_ENV="production") as client:
        assert client.get("/chatkit/healthz").status_code == 200
        ready = client.get("/chatkit/readyz")
    assert ready.status_code == 503
    assert " migrate" in ready.json()["cure"]


@pytest.mark.parametrize("guarantee", GUARANTEES, ids=lambda guarantee: guarantee.__name__)
def test_the_store(tmp_path: Path, guarantee: Guarantee) -> None:
    """What chatkit_store.py returns holds to what every store must, whatever you make of it."""
    values = {**VALUES, "DATABASE_URL": os.environ.get("CHATKIT_TEST_DATABASE_URL", "")}

    async def hold() -> None:
        database = open_database(Settings.from_values(tmp_path, values))
        try:
            await database.tables.migrate()
            await guarantee(Kept(database, create_store(database)))
        finally:
            await database.close()

    asyncio.run(hold())
