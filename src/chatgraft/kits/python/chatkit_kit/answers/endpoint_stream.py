"""What a chat route sends, as text and sources: one JSON document, server-sent events, lines of JSON, or plain text."""

import codecs
import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

from ..errors import NoOutageError
from ..questions import Part, Question
from .given import at, sources_of, text_in

LONGEST = 4_000_000
"""Bytes of a JSON document, or of a line, that is still read."""
DONE = frozenset({"[DONE]", "[END]", "[done]"})
PAGE = re.compile(r"\s*<(!doctype html|html)\b", re.IGNORECASE)


class EndpointError(Exception):
    """The owner's route did not answer as it should. The text is for the log: it holds nothing that was said."""


class EndpointRefusedError(EndpointError, NoOutageError):
    """The owner's route is there and does not take this question."""


async def parts_of(response: httpx.Response, gives: str, field: str | None, question: Question) -> AsyncIterator[Part]:
    """`gives` is what the contract says; the Content-Type wins where it names a stream."""
    kind = response.headers.get("content-type", "")
    if "event-stream" in kind or (gives == "sse" and "json" not in kind):
        events = _events(_lines(response))
    elif "ndjson" in kind or "jsonl" in kind or (gives == "ndjson" and kind != "application/json"):
        events = _lines(response)
    elif "x-vercel-ai-data-stream" in response.headers:
        events = _data_stream(_lines(response))
    elif gives == "json" or "json" in kind:
        for part in _document(await _whole(response), field, question):
            yield part
        return
    else:
        async for text in _text(response):
            yield text
        return
    async for event in events:
        if event.strip() in DONE:
            return
        for part in _parts(_read(event), field, question):
            yield part


async def _whole(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > LONGEST:
            raise EndpointError("The route's answer is longer than any that is read.")
    return bytes(body)


def _document(body: bytes, field: str | None, question: Question) -> Iterator[Part]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise EndpointError("The route did not answer in JSON.") from None
    found = at(value, field) if field else value
    if isinstance(found, int | float) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str):
        raise EndpointError(f"The route's JSON has no text in {field or 'it'}. Run: chatgraft doctor")
    yield found
    yield from sources_of(value, question)


async def _text(response: httpx.Response) -> AsyncIterator[str]:
    """Plain text; a character that lies in two chunks is kept whole."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    begun = False
    async for chunk in response.aiter_bytes():
        text = decoder.decode(chunk)
        if not begun and PAGE.match(text):
            raise EndpointError("The route gave a page, not an answer.")
        begun = begun or bool(text.strip())
        yield text
    yield decoder.decode(b"", final=True)


async def _lines(response: httpx.Response) -> AsyncIterator[str]:
    r"""Lines that end in `\n` or `\r\n`: no other character ends one, as it may stand in a text."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    rest = ""
    async for chunk in response.aiter_bytes():
        rest += decoder.decode(chunk)
        *lines, rest = rest.split("\n")
        for line in lines:
            yield line.removesuffix("\r")
        if len(rest) > LONGEST:
            raise EndpointError("The route sent a line that is longer than any that is read.")
    if rest := rest + decoder.decode(b"", final=True):
        yield rest.removesuffix("\r")


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    """The data of each server-sent event. One named `error` ends it all."""
    data: list[str] = []
    name = ""
    async for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
        elif field == "event":
            name = value
        elif not line:
            if data and name == "error":
                raise EndpointError("The route's stream reported an error.")
            if data:
                yield "\n".join(data)
            data, name = [], ""
    if data and name != "error":
        yield "\n".join(data)


async def _data_stream(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    """The texts of version 4 of the AI SDK: lines such as `0:"Hello"` (ai-sdk.dev, stream protocol)."""
    async for line in lines:
        kind, _, value = line.partition(":")
        if kind == "0":
            yield value
        elif kind == "3":
            raise EndpointError("The route's stream reported an error.")


def _read(event: str) -> Any:
    """The JSON of an event; the text itself where it is none, as numbers and names may be words of an answer."""
    try:
        value = json.loads(event)
    except (ValueError, RecursionError):
        return event
    return value if isinstance(value, dict | str) else event


def _parts(value: Any, field: str | None, question: Question) -> Iterator[Part]:
    if isinstance(value, str):
        if field is None:
            yield value
        return
    if value.get("error") and not (field and at(value, field)):
        raise EndpointError("The route's stream reported an error.")
    text = at(value, field) if field else None
    if text is None:
        text = text_in(value)
    if isinstance(text, str) and text:
        yield text
    yield from sources_of(value, question)
