"""A visitor's own data: given out as a whole, and erased for good, to its owner alone."""

from __future__ import annotations

from typing import Any

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.scenarios.errors import require_plain_error
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import STRANGER, Service
from chatgraft.conformance.visitor import Visitor, message

_TEXT = "鷺は立つ".encode()


async def _exported(visitor: Visitor) -> dict[str, Any]:
    reply = await visitor.http.get(f"{visitor.service.api}/me/export", headers=visitor.headers)
    require_equal(reply.status_code, httpx.codes.OK, reply.text[:300])
    require_equal(reply.headers["content-disposition"], 'attachment; filename="chat.json"')
    document: dict[str, Any] = reply.json()
    return document


async def _erase(visitor: Visitor, **headers: str) -> httpx.Response:
    return await visitor.http.delete(f"{visitor.service.api}/me", headers={**visitor.headers, **headers})


async def _attach(visitor: Visitor) -> dict[str, Any]:
    form = {"file": ("a.txt", _TEXT, "text/plain")}
    reply = await visitor.http.post(f"{visitor.service.api}/attachments", files=form, headers=visitor.headers)
    require_equal(reply.status_code, httpx.codes.OK, reply.text[:300])
    attachment: dict[str, Any] = reply.json()
    return attachment


@scenario("A visitor gets all that is kept of them, and nothing of anybody else", Need.SCRIPT, Need.FILES)
async def exports(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        await ben.ask("Of Ben")
        require_equal((await _exported(ann))["threads"], [], "threads of somebody who has said nothing")
        attachment = await _attach(ann)
        asked = {**message("Of Ann"), "attachments": [attachment["id"]]}
        async with ann.stream("threads.create", input=asked) as stream:
            answer = await stream.rest()
        items = await ann.items(answer.thread_id)
        await ann.get("items.feedback", thread_id=answer.thread_id, item_ids=[items[-1]["id"]], kind="positive")
        await ann.ask("Again", answer.thread_id)
        await ann.ask("Elsewhere")
        document = await _exported(ann)
        first, second = document["threads"]
        require_equal(first["id"], answer.thread_id)
        require_equal([item["id"] for item in first["items"]], [item["id"] for item in await ann.items(first["id"])])
        require_equal([(one["item_id"], one["kind"]) for one in first["feedback"]], [(items[-1]["id"], "positive")])
        require_equal((len(second["items"]), second["feedback"]), (2, []))
        kept = [(one["id"], one["name"], one["thread_id"], one["size"]) for one in document["attachments"]]
        require_equal(kept, [(attachment["id"], "a.txt", first["id"], len(_TEXT))])


@scenario("Who erases their data has nothing left, not even the session; others keep theirs", Need.SCRIPT, Need.FILES)
async def erases(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        kept = await ben.ask("Of Ben")
        sent, unsent = await _attach(ann), await _attach(ann)
        async with ann.stream("threads.create", input={**message("Hi"), "attachments": [sent["id"]]}) as stream:
            await stream.rest()
        async with ann.asking(Script(words=200, pace=0.05)) as running:
            await running.until_words(2)
            reply = await _erase(ann)
            require_equal((reply.status_code, reply.text), (204, ""))
        require_plain_error(await ann.post("threads.list"), 401, "a session that was erased")
        old = dict(ann.headers)
        ann.headers.pop("x-session-id")
        await ann.arrive()
        require_equal((await ann.get("threads.list"))["data"], [], "threads of a new session")
        require_equal((await _exported(ann))["attachments"], [], "files of a new session")
        for attachment in (sent, unsent):
            for headers in (old, ann.headers):
                place = f"{service.api}/attachments/{attachment['id']}"
                require_equal((await ann.http.get(place, headers=headers)).status_code, 404, "an erased file")
        require_equal(len(await ben.items(kept.thread_id)), 2, "what another visitor has said")


@scenario("An erased cookie session is taken out of the browser")
async def erases_cookies(service: Service) -> None:
    async with service.visitor(session="cookie") as ann:
        reply = await _erase(ann)
        require_equal(reply.status_code, 204, reply.text[:300])
        require("Max-Age=0" in reply.headers["set-cookie"], "the browser keeps the cookie")
        require_plain_error(await ann.post("threads.list"), 401, "a session that was erased")


@scenario("Nobody's data, and no other site's visitor's, can be had or erased")
async def refuses(service: Service) -> None:
    async with service.http() as nobody:
        for method in ("GET", "DELETE"):
            place = f"{service.api}/me/export" if method == "GET" else f"{service.api}/me"
            reply = await nobody.request(method, place, headers={"origin": service.origin})
            require_plain_error(reply, 401, f"{method} without a session")
    async with service.visitor(session="cookie") as ann:
        require_plain_error(await _erase(ann, origin=STRANGER), 403, "an erasure that another site asks for")
        seen = await ann.http.get(f"{service.api}/me/export", headers={"origin": STRANGER})
        require("access-control-allow-origin" not in seen.headers, "another site may read the data")
        require_equal((await ann.post("threads.list")).status_code, 200)
