"""Holds one conversation with a chat service as a visitor's browser does: session, question, stream, history."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any, cast

from chatgraft.core.errors import ChatgraftError, Finding

PATIENCE = 60.0
"""Seconds that may pass between two pieces of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`deltas` counts the pieces in which the text came; `sources` are the URLs that it cites."""

    text: str
    deltas: int
    sources: tuple[str, ...]


def converse(api: str, origin: str, question: str) -> Answer:
    """Asks, and reads the answer back from the history. Raises ChatgraftError where either fails."""
    visitor = _Visitor(api, origin)
    events = list(visitor.ask(question))
    if errors := [event for event in events if event["type"] == "error"]:
        raise _failed(f"The answer ended with an error: {errors[0].get('message') or errors[0]['code']}")
    done = [event["item"] for event in events if event["type"] == "thread.item.done"]
    answers = [item for item in done if item["type"] == "assistant_message"]
    if not answers:
        raise _failed("No answer came.")
    thread = next(event["thread"]["id"] for event in events if event["type"] == "thread.created")
    kept = visitor.call({"type": "items.list", "params": {"thread_id": thread, "order": "asc"}})["data"]
    if [item["id"] for item in kept] != [item["id"] for item in done]:
        raise _failed("The answer was not kept: the history shows something else.")
    parts = [part for item in answers for part in item["content"]]
    cited = [note["source"].get("url") for part in parts for note in part.get("annotations", ())]
    deltas = sum(event.get("update", {}).get("type", "").endswith("text_delta") for event in events)
    return Answer("".join(part["text"] for part in parts), deltas, tuple(url for url in cited if url))


class _Visitor:
    def __init__(self, api: str, origin: str) -> None:
        self._api = api
        self._headers = {"Content-Type": "application/json", "Origin": origin}
        with self._open("/session", {"as": "token"}) as response:
            self._headers["X-Session-Id"] = json.load(response)["session_id"]

    def ask(self, question: str) -> Iterator[dict[str, Any]]:
        words = {"content": [{"type": "input_text", "text": question}], "attachments": [], "inference_options": {}}
        self._headers["Idempotency-Key"] = str(uuid.uuid4())
        with self._open("", {"type": "threads.create", "params": {"input": words}}) as response:
            for line in response:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def call(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._open("", request) as response:
            return cast("dict[str, Any]", json.load(response))

    def _open(self, path: str, body: dict[str, Any]) -> HTTPResponse:
        request = urllib.request.Request(self._api + path, json.dumps(body).encode(), self._headers)  # noqa: S310
        try:
            return cast("HTTPResponse", urllib.request.urlopen(request, timeout=PATIENCE))  # noqa: S310
        except urllib.error.HTTPError as error:
            raise _failed(
                f"{self._api}{path} answered {error.code}: {error.read(300).decode(errors='replace')}"
            ) from None
        except OSError as error:
            raise _failed(f"{self._api}{path} cannot be reached: {error}") from None


def _failed(what: str) -> ChatgraftError:
    return ChatgraftError(Finding("no-conversation", what, cure="Look at the chat service's lines above."))
