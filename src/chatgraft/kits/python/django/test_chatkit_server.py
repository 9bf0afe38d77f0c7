"""Tests of the chat in this project: its endpoint, its tables, its users, and what happens when things go wrong.

They need no key and no network: `python manage.py test chatkit_backend`, or pytest with pytest-django.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from unittest import SkipTest, mock

from django.apps import apps
from django.conf import settings

if not settings.configured or not apps.ready:
    raise SkipTest("These run with the project: python manage.py test chatkit_backend")

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, TransactionTestCase, override_settings
from django.urls import reverse

from .. import chatkit_assistant
from ..chatkit_kit.mounts.wsgi import WsgiService
from ..chatkit_kit.questions import Part, Question, Source
from ..chatkit_kit.store_contract import GUARANTEES, Guarantee, Kept
from ..chatkit_store import create_store
from . import views
from .chatkit_server import create_service
from .database import open_database
from .models import Item, Thread

ORIGIN = "http://localhost:3000"
VALUES = {
    "DEBUG": True,
    "CHATKIT_ENV": "development",
    "CHATKIT_TURNS_RATE": "1000/minute",
    "CHATKIT_SESSIONS_RATE": "1000/minute",
    "SECURE_SSL_REDIRECT": False,
}

Reply = dict[str, Any]


async def tell(question: Question) -> AsyncIterator[Part]:
    """Stands in for the assistant: says back what reached it."""
    yield "You said: "
    yield question.text
    if question.quoted_text:
        yield f" about “{question.quoted_text}”"
    yield f" after {len(question.history)} messages."
    yield Source("Prices", "https://example.com/prices")


async def break_off(question: Question) -> AsyncIterator[Part]:
    yield "The price is "
    raise RuntimeError("connection to the model lost, key sk-secret")


class Chat:
    """A visitor's browser."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.headers = {"HTTP_ORIGIN": ORIGIN}
        opened = self.send("/session", {"as": "token"})
        if opened.status_code != 200:
            raise AssertionError(opened.content)
        self.headers["HTTP_X_SESSION_ID"] = opened.json()["session_id"]

    def send(self, path: str, body: Any, **headers: str) -> Any:
        address = reverse(views.endpoint).rstrip("/") + path
        return self.client.post(address, json.dumps(body), "application/json", **{**self.headers, **headers})

    def post(self, kind: str, **params: Any) -> Any:
        return self.send("", {"type": kind, "params": params})

    def ask(self, text: str, thread: str | None = None, quote: str | None = None) -> list[Reply]:
        message: Reply = {"content": [{"type": "input_text", "text": text}], "attachments": [], "inference_options": {}}
        if quote:
            message["quoted_text"] = quote
        reply = (
            self.post("threads.add_user_message", thread_id=thread, input=message)
            if thread
            else self.post("threads.create", input=message)
        )
        if reply.status_code != 200:
            raise AssertionError(reply.content)
        return events_of(reply)

    def items(self, thread: str) -> list[Reply]:
        found: list[Reply] = self.post("items.list", thread_id=thread, order="asc").json()["data"]
        return found


def events_of(reply: Any) -> list[Reply]:
    lines = b"".join(reply.streaming_content).decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def thread_of(events: list[Reply]) -> str:
    return str(events[0]["thread"]["id"])


def answer_in(events: list[Reply]) -> str:
    done = [event["item"] for event in events if event["type"] == "thread.item.done"]
    return str(done[-1]["content"][0]["text"])


class ChatTestCase(TransactionTestCase):
    """The service on the test database; its threads see what is committed there, hence no transaction around."""

    settings_of_test: dict[str, Any] = {}
    assistant = staticmethod(tell)

    def setUp(self) -> None:
        for patch in (
            override_settings(**{**VALUES, **self.settings_of_test}),
            mock.patch.object(chatkit_assistant, "answer", self.assistant),
            mock.patch.object(views, "in_threads", WsgiService(create_service)),
        ):
            patch.__enter__()
            self.addCleanup(patch.__exit__, None, None, None)
        self.addCleanup(views.in_threads.close)
        self.chat = Chat(self.client)


class EndpointTest(ChatTestCase):
    def test_an_answer_streams_and_ends_with_the_whole_message(self) -> None:
        events = self.chat.ask("hello")
        kinds = [event["type"] for event in events]
        self.assertEqual(kinds[:4], ["thread.created", "thread.item.done", "thread.updated", "stream_options"])
        self.assertEqual(kinds[-1], "thread.item.done")
        self.assertEqual(answer_in(events), "You said: hello after 0 messages.")

    def test_the_sources_of_an_answer_become_citations(self) -> None:
        message = self.chat.ask("hello")[-1]["item"]
        self.assertEqual(message["content"][0]["annotations"][0]["source"]["url"], "https://example.com/prices")

    def test_quoted_text_and_earlier_messages_reach_the_assistant(self) -> None:
        thread = thread_of(self.chat.ask("hello"))
        answer = answer_in(self.chat.ask("and this?", thread, quote="営業時間\n“nine” to five"))
        self.assertTrue(answer.endswith("and this? about “営業時間\n“nine” to five” after 2 messages."), answer)

    def test_a_form_token_is_neither_needed_nor_in_the_way(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        self.assertTrue(Chat(strict).ask("hello"))


class TablesTest(ChatTestCase):
    def test_conversations_are_rows_of_the_project(self) -> None:
        thread = thread_of(self.chat.ask("hello"))
        self.assertTrue(Thread.objects.get(thread_id=thread).owner.startswith("session:"))
        self.assertEqual(Item.objects.filter(thread_id=thread, open=0).count(), 2)

    def test_a_deleted_conversation_takes_its_messages_along(self) -> None:
        thread = thread_of(self.chat.ask("hello"))
        self.assertEqual(self.chat.post("threads.delete", thread_id=thread).json(), {})
        self.assertEqual(self.chat.post("threads.get_by_id", thread_id=thread).status_code, 404)
        self.assertEqual(Item.objects.count(), 0)

    def test_a_visitor_sees_only_their_own_conversations(self) -> None:
        other = Chat(Client())
        thread = thread_of(self.chat.ask("a secret"))
        self.assertEqual(other.post("threads.list").json()["data"], [])
        self.assertEqual(other.post("items.list", thread_id=thread).status_code, 404)
        self.assertEqual(len(self.chat.items(thread)), 2)

    def test_models_and_migrations_agree(self) -> None:
        call_command("makemigrations", "chatkit_backend", check=True, dry_run=True, verbosity=0)


class StoreTest(TransactionTestCase):
    def test_the_store_holds_to_what_every_store_must(self) -> None:
        for guarantee in GUARANTEES:
            with self.subTest(guarantee.__name__):
                asyncio.run(self.hold(guarantee))

    async def hold(self, guarantee: Guarantee) -> None:
        database = open_database()
        try:
            await guarantee(Kept(database, create_store(database)))
        finally:
            await database.close()


class UsersTest(ChatTestCase):
    def test_who_signs_in_takes_the_conversation_along(self) -> None:
        thread = thread_of(self.chat.ask("hello"))
        user = get_user_model()(pk=1)
        with mock.patch.object(views, "user_of", return_value=str(user.pk)):
            self.assertEqual(len(self.chat.items(thread)), 2)
        self.assertEqual(Thread.objects.get(thread_id=thread).owner, "user:1")
        self.assertEqual(self.chat.post("threads.get_by_id", thread_id=thread).status_code, 404)


class TroubleTest(ChatTestCase):
    def test_what_is_no_request_gets_a_hint(self) -> None:
        bodies: list[Any] = [{}, [], {"type": "threads.fly", "params": {}}, {"type": "threads.create"}]
        for body in bodies:
            reply = self.chat.send("", body)
            self.assertEqual(reply.status_code, 400)
            self.assertTrue(reply.json()["error"]["hint"])
            self.assertEqual(reply["Access-Control-Allow-Origin"], ORIGIN)

    def test_a_request_without_a_session_is_told_to_get_one(self) -> None:
        del self.chat.headers["HTTP_X_SESSION_ID"]
        self.assertEqual(self.chat.post("threads.list").status_code, 401)

    def test_pages_of_other_sites_are_refused(self) -> None:
        reply = self.chat.send("/session", {"as": "token"}, HTTP_ORIGIN="https://elsewhere.example")
        self.assertEqual(reply.status_code, 403)
        self.assertNotIn("Access-Control-Allow-Origin", reply)


class BrokenOffTest(ChatTestCase):
    assistant = staticmethod(break_off)

    def test_an_assistant_that_breaks_off_keeps_what_it_said(self) -> None:
        events = self.chat.ask("price?")
        self.assertEqual(answer_in(events), "The price is ")
        self.assertEqual(events[-1]["type"], "error")
        self.assertTrue(events[-1]["allow_retry"])
        self.assertNotIn("sk-secret", json.dumps(events))


class HurryTest(ChatTestCase):
    settings_of_test = {"CHATKIT_TURNS_RATE": "1/minute"}

    def test_a_visitor_in_a_hurry_is_told_when_to_come_back(self) -> None:
        self.chat.ask("one")
        reply = self.chat.post("threads.create", input={"content": [], "attachments": [], "inference_options": {}})
        self.assertEqual(reply.status_code, 429)
        self.assertLessEqual(int(reply["Retry-After"]), 60)
