"""The kit's service without a web framework: requests as values, for what a framework's adapter would add."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

from chatgraft.kits.python.chatkit_kit.assistant import Assistant
from chatgraft.kits.python.chatkit_kit.questions import Answer, Part, Question
from chatgraft.kits.python.chatkit_kit.service import ChatService
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex
from chatgraft.kits.python.chatkit_kit.stores.chat_store import ChatStore
from chatgraft.kits.python.chatkit_kit.web import Reply, Request
from chatgraft.kits.python.chatkit_store import create_store
from chatgraft.kits.python.database import open_database
from tests.fixtures.servers import GENEROUS
from tests.kits.python.visitor import ORIGIN, Json, message

SECRET = "a secret for tests that is long enough"


async def count_to_30(question: Question) -> AsyncIterator[Part]:
    """Answers with the numbers up to 30, as many seconds apart as the question says."""
    for number in range(1, 31):
        yield f"{number} "
        await asyncio.sleep(float(question.text))


@asynccontextmanager
async def serving(
    folder: Path, answer: Answer | ModuleType, make_store: Callable[[Any], ChatStore] = create_store, /, **values: str
) -> AsyncIterator[ChatService]:
    """A worker of its own on the data in `folder`, or where `DATABASE_URL` says; a whole assistant may answer."""
    settings = Settings.from_values(folder, {"CHATKIT_SECRET": SECRET, **GENEROUS, **values})
    database = open_database(settings)
    pages = SiteIndex(settings)
    assistant = Assistant.of(answer, pages) if isinstance(answer, ModuleType) else Assistant(answer, False, pages)
    service = ChatService(settings, database, make_store(database), assistant)
    await service.start()
    try:
        yield service
    finally:
        await service.close()


@dataclass
class Browser:
    """One browser with its session. `user` is whom the host application has signed in there."""

    service: ChatService
    user: str = ""
    headers: dict[str, str] = field(default_factory=lambda: {"origin": ORIGIN, "host": "testserver"})

    async def arrive(self) -> "Browser":
        reply = await self.send("POST", "/session", {"as": "token"})
        self.headers["x-session-id"] = json.loads(await whole(reply))["session_id"]
        return self

    async def send(self, method: str, path: str, body: Json | bytes | None = None, **headers: str) -> Reply:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return await self.service.handle(
            Request(method, "/chatkit" + path, given, data, peer="127.0.0.1", user=self.user)
        )

    async def post(self, kind: str, /, **params: Any) -> Reply:
        return await self.send("POST", "", {"type": kind, "params": params})

    async def ask(self, text: str, thread: str | None = None, key: str = "") -> Reply:
        params: Json = {"input": message(text)} | ({"thread_id": thread} if thread else {})
        body = {"type": "threads.add_user_message" if thread else "threads.create", "params": params}
        return await self.send("POST", "", body, idempotency_key=key or str(uuid4()))

    async def threads(self) -> list[str]:
        return [thread["id"] for thread in json.loads(await whole(await self.post("threads.list")))["data"]]

    async def items(self, thread: str) -> list[Json]:
        reply = await self.post("items.list", thread_id=thread, order="asc", limit=100)
        assert reply.status == 200, reply
        found: list[Json] = json.loads(await whole(reply))["data"]
        return found


async def whole(reply: Reply) -> bytes:
    if isinstance(reply.body, bytes):
        return reply.body
    return b"".join([piece async for piece in reply.body])


async def events(reply: Reply) -> list[Json]:
    """All events of a streaming reply."""
    assert reply.status == 200, reply
    return events_in((await whole(reply)).decode())


def events_in(stream: str) -> list[Json]:
    return [json.loads(line.removeprefix("data: ")) for line in stream.splitlines() if line.startswith("data: ")]


class Reader:
    """A streaming reply, read piece by piece."""

    def __init__(self, reply: Reply) -> None:
        assert reply.status == 200, reply
        assert not isinstance(reply.body, bytes)
        self.run = reply.headers["X-Run-Id"]
        self.text = ""
        self._pieces = reply.body

    async def until(self, part: str) -> str:
        async for piece in self._pieces:
            self.text += piece.decode()
            if part in self.text:
                return self.text
        raise AssertionError(f"{part!r} never came: {self.text}")

    async def rest(self) -> str:
        return await self.until(": end")

    @property
    def thread(self) -> str:
        first = next(line for line in self.text.splitlines() if line.startswith("data: "))
        return str(json.loads(first.removeprefix("data: "))["thread"]["id"])
