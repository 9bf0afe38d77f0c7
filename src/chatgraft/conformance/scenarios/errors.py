"""What bad input gets: the right status, a sentence, and never a trace or a blank."""

from __future__ import annotations

from typing import Any

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.visitor import Visitor, message

_TOO_LARGE = 24 * 1024 * 1024
_NOWHERE = "thr_" + "0" * 32
_LEAKS = ("Traceback", "sqlalchemy", "asyncpg", "sqlite3", "pydantic", 'File "')


def require_plain_error(reply: httpx.Response, status: int, what: str) -> dict[str, Any]:
    """An error document: the status that the protocol says, JSON, a sentence, and no innards."""
    require_equal(reply.status_code, status, f"{what} {reply.text[:300]}")
    leaks = [word for word in _LEAKS if word in reply.text]
    require(not leaks, f"{what}: the answer shows the service's innards ({leaks}): {reply.text[:300]}")
    document: dict[str, Any] = reply.json()
    sentence = document.get("error", document)
    words = sentence.get("message", "") if isinstance(sentence, dict) else str(sentence)
    require(" " in words, f"{what}: no sentence says what went wrong: {document}")
    return document


async def _raw(visitor: Visitor, body: bytes) -> httpx.Response:
    headers = {**visitor.headers, "content-type": "application/json"}
    return await visitor.http.post(visitor.service.api, content=body, headers=headers)


@scenario("An empty object gets 400 and a hint of what a request looks like")
async def empty_object(service: Service) -> None:
    async with service.visitor() as ann:
        reply = await _raw(ann, b"{}")
        require_plain_error(reply, 400, "{}")
        require("type" in reply.text, f"the hint does not name the missing `type`: {reply.text}")


@scenario("Bodies that are no JSON object get 400")
async def malformed_bodies(service: Service) -> None:
    async with service.visitor() as ann:
        bodies = (b"", b"{", b"[]", b"null", b"7", b'"hello"', b"\xff\xfe\x00", b"a=1&b=2", b"[" * 5000, b'{"type": 5}')
        for body in bodies:
            require_plain_error(await _raw(ann, body), 400, repr(body[:30]))


@scenario("An unknown request type gets 400")
async def unknown_type(service: Service) -> None:
    async with service.visitor() as ann:
        require_plain_error(await ann.post("threads.explode"), 400, "threads.explode")


@scenario("A request with missing or wrong parameters gets 400")
async def wrong_parameters(service: Service) -> None:
    async with service.visitor() as ann:
        require_plain_error(await ann.post("threads.create"), 400, "threads.create without input")
        require_plain_error(await ann.post("threads.create", input={"content": []}), 400, "an input without its fields")
        require_plain_error(await ann.post("threads.get_by_id", thread_id=7), 400, "a number for a thread id")
        require_plain_error(await ann.post("threads.list", order="sideways"), 400, "an unknown order")


@scenario("An unknown thread gets 404 in every request for a document")
async def unknown_thread(service: Service) -> None:
    async with service.visitor() as ann:
        named: tuple[tuple[str, dict[str, Any]], ...] = (
            ("threads.get_by_id", {}),
            ("threads.update", {"title": "x"}),
            ("items.list", {}),
            ("items.feedback", {"item_ids": ["m"], "kind": "positive"}),
        )
        for kind, params in named:
            reply = await ann.post(kind, thread_id=_NOWHERE, **params)
            require_plain_error(reply, 404, f"{kind} of an unknown thread")


@scenario("An unknown thread gets 404, or a stream of one error, in every request for a stream")
async def unknown_thread_streamed(service: Service) -> None:
    async with service.visitor() as ann:
        named: tuple[tuple[str, dict[str, Any]], ...] = (
            ("threads.add_user_message", {"input": message("x")}),
            ("threads.retry_after_item", {"item_id": "m"}),
            ("threads.add_client_tool_output", {"result": 1}),
            ("threads.add_structured_input", {"item_id": "m", "input": {"status": "skipped", "answers": {}}}),
            ("threads.custom_action", {"action": {"type": "press"}}),
        )
        for kind, params in named:
            reply = await ann.post(kind, thread_id=_NOWHERE, **params)
            if reply.status_code == httpx.codes.OK:
                require_equal(
                    reply.text.count("data: "), reply.text.count('"type":"error"'), f"{kind}: {reply.text[:300]}"
                )
                require('"message":' in reply.text, f"{kind} of an unknown thread says nothing: {reply.text[:300]!r}")
            else:
                require_plain_error(reply, 404, f"{kind} of an unknown thread")


@scenario("Odd ids are no more than unknown ids")
async def odd_ids(service: Service) -> None:
    async with service.visitor() as ann:
        for odd in ("' OR '1'='1", "../../etc/passwd", "%00", "x" * 5000, "鷺"):
            require_plain_error(await ann.post("threads.get_by_id", thread_id=odd), 404, f"the thread id {odd[:20]!r}")
        reply = await ann.post("threads.get_by_id", thread_id="a\x00b")
        require(reply.status_code in {400, 404}, f"an id with a NUL: {reply.status_code} {reply.text[:200]}")
        for path in ("/runs/%00", "/threads/%00/run", "/runs/..%2f..", "/runs/%ff"):
            reply = await ann.http.get(service.api + path, headers=ann.headers)
            require(reply.status_code in {204, 400, 404}, f"{path}: {reply.status_code} {reply.text[:200]}")


@scenario("A body over the limit gets 413")
async def too_large(service: Service) -> None:
    async with service.visitor() as ann:
        reply = await _raw(ann, b'{"type": "threads.create", "params": "' + b"x" * _TOO_LARGE + b'"}')
        require_plain_error(reply, 413, "24 MB")


@scenario("A body over the limit that does not say its length gets 413")
async def too_large_in_chunks(service: Service) -> None:
    async def pour() -> Any:
        for _ in range(_TOO_LARGE // 65536):
            yield b"x" * 65536

    async with service.visitor() as ann:
        try:
            reply = await ann.http.post(service.api, content=pour(), headers=ann.headers)
        except httpx.TransportError:
            return  # a service may also stop listening once it has heard enough
        require_plain_error(reply, 413, "24 MB in chunks")


@scenario("Characters that databases dislike are kept, left out or refused, and break nothing", Need.SCRIPT)
async def odd_characters(service: Service) -> None:
    async with service.visitor() as ann:
        for odd in ("a\x00b", "\x1b[31m", "\u202eflip", "\ufffe", "\U0001f469\u200d\U0001f680", "e\u0301" * 50):
            answer = await ann.ask(Script(words=2, note=odd), quote=odd)
            require_equal(answer.text, Script(words=2).answer, f"a question with {odd[:8]!r}")
            require_equal(len(await ann.items(answer.thread_id)), 2, f"items of a thread with {odd[:8]!r}")
            renamed = await ann.post("threads.update", thread_id=answer.thread_id, title=odd)
            require(
                renamed.status_code in {200, 400}, f"the title {odd[:8]!r}: {renamed.status_code} {renamed.text[:200]}"
            )
        lone = b'{"type": "threads.update", "params": {"thread_id": "x", "title": "\\ud800"}}'
        reply = await _raw(ann, lone)
        require(reply.status_code in {400, 404}, f"half a character: {reply.status_code} {reply.text[:200]}")


@scenario("A message beyond all measure is answered whole or refused in plain words, and leaves no empty thread")
async def endless_message(service: Service) -> None:
    async with service.visitor() as ann:
        reply = await ann.post("threads.create", input=message("x" * 120_000))
        if reply.status_code != httpx.codes.OK:
            require(reply.status_code in {400, 413}, f"120000 characters: {reply.status_code} {reply.text[:200]}")
            require_plain_error(reply, reply.status_code, "120000 characters")
            require_equal((await ann.get("threads.list"))["data"], [], "threads after a refused message")


@scenario("Requests that do not fit the thread end in a plain error, not in a blank answer", Need.SCRIPT)
async def requests_that_do_not_fit(service: Service) -> None:
    async with service.visitor() as ann:
        first = await ann.ask(Script(words=1))
        asked: tuple[tuple[str, dict[str, Any]], ...] = (
            ("threads.add_client_tool_output", {"result": {"ok": True}}),
            (
                "threads.add_structured_input",
                {"item_id": first.item("user_message")["id"], "input": {"status": "skipped", "answers": {}}},
            ),
            ("threads.custom_action", {"action": {"type": "press"}, "item_id": first.item("user_message")["id"]}),
            ("threads.retry_after_item", {"item_id": first.item("assistant_message")["id"]}),
        )
        for kind, params in asked:
            reply = await ann.post(kind, thread_id=first.thread_id, **params)
            told = '"type":"error"' in reply.text if reply.status_code == httpx.codes.OK else " " in reply.text
            require(told, f"{kind} where it does not fit: {reply.status_code} {reply.text[:200]!r}")
            require(
                reply.status_code < 500 or reply.status_code == 501, f"{kind}: {reply.status_code} {reply.text[:200]}"
            )


@scenario("Paths and methods that are not there get 404 and 405")
async def unknown_paths(service: Service) -> None:
    async with service.visitor() as ann:
        nowhere = await ann.http.get(f"{service.api}/nowhere", headers=ann.headers)
        require_equal(nowhere.status_code, 404)
        require_equal((await ann.http.get(service.api, headers=ann.headers)).status_code, 405)


@scenario("The service says that it lives and that it is ready")
async def health(service: Service) -> None:
    async with service.http() as http:
        for path in ("/healthz", "/readyz"):
            reply = await http.get(service.api + path)
            require_equal(reply.status_code, 200, f"{path}: {reply.status_code} {reply.text[:200]}")
