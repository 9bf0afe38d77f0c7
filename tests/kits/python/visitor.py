"""A visitor's browser over real HTTP, as the tests of the Python kit need it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import uuid4

import httpx

from tests.fixtures.servers import KitService

ORIGIN = "http://localhost:3000"
Json = dict[str, Any]


def message(text: str, quote: str | None = None) -> Json:
    found: Json = {"content": [{"type": "input_text", "text": text}], "attachments": [], "inference_options": {}}
    return found | ({"quoted_text": quote} if quote else {})


class Stream:
    """A streaming reply while it is read. `finished` tells whether `: end` came."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.run = response.headers.get("x-run-id", "")
        self.last_id = ""
        self._lines = response.iter_lines()
        self.finished = False

    def events(self) -> Iterator[Json]:
        for line in self._lines:
            if line.startswith("id: "):
                self.last_id = line.removeprefix("id: ")
            elif line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))
            elif line == ": end":
                self.finished = True

    def until(self, part: str) -> list[Json]:
        """The events up to the one that holds `part`."""
        seen = []
        for event in self.events():
            seen.append(event)
            if part in json.dumps(event):
                return seen
        raise AssertionError(f"{part!r} never came: {seen}")


class Visitor:
    """One browser with its own token session."""

    opened: ClassVar[list[httpx.Client]] = []
    """Clients to close after a test."""

    def __init__(self, service: KitService, origin: str = ORIGIN) -> None:
        self.service = service
        self.http = httpx.Client(timeout=30)
        self.opened.append(self.http)
        reply = self.http.post(f"{service.api}/session", json={"as": "token"}, headers={"Origin": origin})
        assert reply.status_code == 200, reply.text
        self.headers = {"Origin": origin, "X-Session-Id": reply.json()["session_id"]}

    def post(self, kind: str, /, **params: Any) -> httpx.Response:
        return self.http.post(self.service.api, json={"type": kind, "params": params}, headers=self.headers)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(self.service.api + path, headers={**self.headers, **headers})

    def stop(self, run: str) -> httpx.Response:
        return self.http.post(f"{self.service.api}/runs/{run}/stop", headers=self.headers)

    @contextmanager
    def stream(
        self, kind: str, /, key: str | None = "", metadata: Json | None = None, **params: Any
    ) -> Iterator[Stream]:
        """A streaming request; `key` None sends none, "" a new one."""
        headers = {} if key is None else {"Idempotency-Key": key or str(uuid4())}
        body = {"type": kind, "params": params, "metadata": metadata or {}}
        with self.http.stream("POST", self.service.api, json=body, headers={**self.headers, **headers}) as response:
            yield Stream(response)

    @contextmanager
    def asking(self, text: str, thread: str | None = None, key: str | None = "") -> Iterator[Stream]:
        params: Json = {"thread_id": thread} if thread else {}
        kind = "threads.add_user_message" if thread else "threads.create"
        with self.stream(kind, key, None, input=message(text), **params) as stream:
            yield stream

    def ask(self, text: str, thread: str | None = None, key: str | None = "") -> list[Json]:
        with self.asking(text, thread, key) as stream:
            return list(stream.events())

    @contextmanager
    def resuming(self, run: str, after: str = "") -> Iterator[Stream]:
        headers = {"Last-Event-ID": after} if after else {}
        url = f"{self.service.api}/runs/{run}"
        with self.http.stream("GET", url, headers={**self.headers, **headers}) as response:
            yield Stream(response)

    def items(self, thread: str) -> list[Json]:
        reply = self.post("items.list", thread_id=thread, order="asc", limit=100)
        assert reply.status_code == 200, reply.text
        found: list[Json] = reply.json()["data"]
        return found


def thread_of(events: list[Json]) -> str:
    return str(events[0]["thread"]["id"])


def text_of(item: Json) -> str:
    return "".join(part["text"] for part in item["content"])


def deltas(events: list[Json]) -> str:
    return "".join(event["update"].get("delta", "") for event in events if event["type"] == "thread.item.updated")


def last_item(events: list[Json]) -> Json:
    found: Json = [event["item"] for event in events if event["type"] == "thread.item.done"][-1]
    return found
