"""One visitor of the service: a session, and the requests that a ChatKit element and `transport` make."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.official import judge
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Event, Stream
from chatgraft.conformance.vocabulary import words_of

# In place of a key: ask without Idempotency-Key, as curl and stock clients do.
PLAIN = "plain"
_ANSWERS = {
    "threads.sync_custom_action": "changed",
    "input.transcribe": "transcript",
    "attachments.create": "attachment",
    "threads.get_by_id": "thread",
    "threads.update": "thread",
    "threads.list": "threads",
    "items.list": "items",
}


class Visitor:
    """Sends requests with its session and origin. `headers` may be changed to play a visitor with other rights."""

    def __init__(self, service: Service, http: httpx.AsyncClient) -> None:
        self.service = service
        self.http = http
        self.headers = {"origin": service.origin}

    async def arrive(self, kind: str = "token") -> dict[str, Any]:
        """Gets a session. A cookie is kept by the client, a token goes into the headers."""
        reply = await self.http.post(f"{self.service.api}/session", json={"as": kind}, headers=self.headers)
        require_equal(reply.status_code, httpx.codes.OK, f"POST /session as {kind}: {reply.status_code} {reply.text}")
        session: dict[str, Any] = reply.json()
        if kind == "token":
            self.headers["x-session-id"] = session["session_id"]
        return session

    async def post(self, kind: str, /, **params: Any) -> httpx.Response:
        """One request of the ChatKit protocol, whatever comes back; a stream is read as a whole."""
        self.service.seen.add(kind)
        return await self.http.post(self.service.api, json={"type": kind, "params": params}, headers=self.headers)

    async def get(self, kind: str, /, **params: Any) -> dict[str, Any]:
        """One request that is answered by one document, judged by the official types where they have one for it."""
        reply = await self.post(kind, **params)
        require_equal(reply.status_code, httpx.codes.OK, f"{kind} {params}: {reply.status_code} {reply.text[:300]}")
        document: dict[str, Any] = reply.json()
        return self._judged(_ANSWERS[kind], document) if kind in _ANSWERS else document

    @asynccontextmanager
    async def stream(self, kind: str, /, *, key: str | None = None, **params: Any) -> AsyncIterator[Stream]:
        """One streaming request. Without a `key` it gets one of its own; `PLAIN` asks as a stock client does."""
        headers = {"accept": "text/event-stream", **self.headers}
        if key != PLAIN:
            headers["idempotency-key"] = key or str(uuid4())
        self.service.seen.add(kind)
        body = {"type": kind, "params": params}
        async with self.http.stream("POST", self.service.api, json=body, headers=headers) as response:
            yield await self._stream(response, kind)

    @asynccontextmanager
    async def asking(
        self, what: Script | str, thread: str | None = None, *, key: str | None = None, quote: str | None = None
    ) -> AsyncIterator[Stream]:
        """A question, in a new thread or in `thread`, whose answer is being read."""
        params: dict[str, Any] = {"input": message(what, quote)}
        if thread is not None:
            params["thread_id"] = thread
        kind = "threads.create" if thread is None else "threads.add_user_message"
        async with self.stream(kind, key=key, **params) as stream:
            yield stream

    async def ask(
        self, what: Script | str, thread: str | None = None, *, key: str | None = None, quote: str | None = None
    ) -> Stream:
        """A question and its whole answer."""
        async with self.asking(what, thread, key=key, quote=quote) as stream:
            return await stream.rest()

    @asynccontextmanager
    async def resuming(self, run: str, after: str | None = None) -> AsyncIterator[Stream]:
        """A run being read from the event after `after`, or from its start."""
        headers = {"accept": "text/event-stream", **self.headers}
        if after is not None:
            headers["last-event-id"] = after
        async with self.http.stream("GET", f"{self.service.api}/runs/{run}", headers=headers) as response:
            yield await self._stream(response, f"GET runs/{run} after {after}")

    async def resume(self, run: str, after: str | None = None) -> Stream:
        """All of a run from the event after `after`, or from its start."""
        async with self.resuming(run, after) as stream:
            return await stream.rest()

    async def try_resume(self, run: str, after: str | None = None) -> int:
        """The status with which a resume is answered; a body is not read."""
        headers = self.headers | ({} if after is None else {"last-event-id": after})
        async with self.http.stream("GET", f"{self.service.api}/runs/{run}", headers=headers) as response:
            return response.status_code

    async def running(self, thread: str) -> httpx.Response:
        """What goes on in a thread: a run's document, or 204."""
        return await self.http.get(f"{self.service.api}/threads/{thread}/run", headers=self.headers)

    async def stop(self, run: str) -> httpx.Response:
        """Asks a run to stop."""
        return await self.http.post(f"{self.service.api}/runs/{run}/stop", headers=self.headers)

    async def items(self, thread: str) -> list[Event]:
        """A thread's items, oldest first (up to a hundred)."""
        page = await self.get("items.list", thread_id=thread, limit=100, order="asc")
        items: list[Event] = page["data"]
        return items

    def _judged(self, kind: str, document: dict[str, Any]) -> dict[str, Any]:
        self.service.seen.update(words_of(judge(kind, document)))
        return document

    async def _stream(self, response: httpx.Response, what: str) -> Stream:
        if response.status_code != httpx.codes.OK:
            await response.aread()
            raise AssertionError(f"{what}: {response.status_code} {response.text[:300]}")
        kind = response.headers.get("content-type", "")
        require(kind.startswith("text/event-stream"), f"{what}: a stream is text/event-stream, came {kind!r}")
        return Stream(response, self.service.seen)


def message(what: Script | str, quote: str | None = None) -> dict[str, Any]:
    """The `input` of a user's message."""
    text = what.question if isinstance(what, Script) else what
    content = [{"type": "input_text", "text": text}]
    quoted = {} if quote is None else {"quoted_text": quote}
    return {"content": content, "attachments": [], "inference_options": {}, **quoted}
