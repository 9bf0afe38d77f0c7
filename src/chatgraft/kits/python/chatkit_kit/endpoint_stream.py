"""What a chat route sends, as text and sources: one JSON document, server-sent events, lines of JSON, or plain text."""

import codecs
import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx

from .questions import Part, Question, Source

LONGEST = 4_000_000
"""Bytes of a JSON document, or of a line, that is still read."""
SOURCES = ("sources", "citations", "references")
# Where streams of many makes have their text.
USUAL = ("delta", "token", "content", "text", "chunk", "answer", "message", "response")
DONE = frozenset({"[DONE]", "[END]", "[done]"})
PAGE = re.compile(r"\s*<(!doctype html|html)\b", re.IGNORECASE)


class EndpointError(Exception):
    """The owner's route did not answer as it should. The text is for the log: it holds nothing that was said."""


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
    found = _at(value, field) if field else value
    if isinstance(found, int | float) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str):
        raise EndpointError(f"The route's JSON has no text in {field or 'it'}. Run: chatgraft doctor")
    yield found
    yield from _sources(value, question)


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
    if value.get("error") and not (field and _at(value, field)):
        raise EndpointError("The route's stream reported an error.")
    text = _at(value, field) if field else None
    if text is None:
        text = _usual(value)
    if isinstance(text, str) and text:
        yield text
    yield from _sources(value, question)


def _usual(value: dict[str, Any]) -> Any:
    """The text of an event as OpenAI's Chat Completions, its Responses, the AI SDK and most others have it."""
    choices = value.get("choices")
    if isinstance(choices, list):
        first = choices[0] if choices and isinstance(choices[0], dict) else {}
        return _at(first, "delta.content") or _at(first, "text")
    kind = value.get("type")
    if isinstance(kind, str) and not any(
        word in kind for word in ("delta", "token", "text", "content", "chunk", "message")
    ):
        return None
    return next((value[name] for name in USUAL if isinstance(value.get(name), str)), None)


def _at(value: Any, path: str) -> Any:
    """What lies at `data.answer`, or under that very name."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _sources(value: Any, question: Question) -> Iterator[Source]:
    """The pages that an answer names beside its text. Only addresses of the web are shown."""
    known = value if isinstance(value, dict) else {}
    listed: list[Any] = next((known[name] for name in SOURCES if isinstance(known.get(name), list)), [])
    for each in listed[:20]:
        entry = {"url": each} if isinstance(each, str) else each if isinstance(each, dict) else {}
        url = next((entry[name] for name in ("url", "link", "href", "source") if isinstance(entry.get(name), str)), "")
        if url.startswith(("https://", "http://", "/")) and not url.startswith("//"):
            title = next((entry[name] for name in ("title", "name") if isinstance(entry.get(name), str)), "")
            yield Source(title or urlsplit(url).path.strip("/") or url, question.absolute(url), _snippet(entry))


def _snippet(entry: dict[str, Any]) -> str:
    found = next(
        (entry[name] for name in ("snippet", "excerpt", "description") if isinstance(entry.get(name), str)), ""
    )
    return str(found)[:300]
