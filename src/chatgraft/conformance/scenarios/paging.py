"""Pages: order, limits, cursors of one's own and cursors that are not."""

from __future__ import annotations

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.visitor import Visitor

_MOST = 100


async def _thread(visitor: Visitor, turns: int) -> str:
    thread = (await visitor.ask(Script(words=1, note="0"))).thread_id
    for number in range(1, turns):
        await visitor.ask(Script(words=1, note=str(number)), thread)
    return thread


async def _walk(visitor: Visitor, kind: str, **params: object) -> list[str]:
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = await visitor.get(kind, **params, **after)
        found += [one["id"] for one in page["data"]]
        if not page["has_more"]:
            require("after" not in page, "a last page has no cursor")
            return found
        require(page.get("after"), "a page with more behind it has a cursor")
        after = {"after": page["after"]}


@scenario("Items page in both orders without a gap or a repetition", Need.SCRIPT)
async def items_page(service: Service) -> None:
    async with service.visitor() as ann:
        thread = await _thread(ann, 4)
        forward = await _walk(ann, "items.list", thread_id=thread, limit=3, order="asc")
        backward = await _walk(ann, "items.list", thread_id=thread, limit=3, order="desc")
        require_equal(len(forward), 8)
        require_equal(len(set(forward)), 8)
        require_equal(backward, forward[::-1])
        require_equal(await _walk(ann, "items.list", thread_id=thread, limit=3), backward, "the default order is desc")


@scenario("Threads page in both orders without a gap or a repetition", Need.SCRIPT)
async def threads_page(service: Service) -> None:
    async with service.visitor() as ann:
        made = [await _thread(ann, 1) for _ in range(5)]
        require_equal(await _walk(ann, "threads.list", limit=2, order="asc"), made)
        require_equal(await _walk(ann, "threads.list", limit=2), made[::-1])


@scenario("A limit of 0, below 0 or beyond a hundred is brought into bounds", Need.SCRIPT)
async def limits_are_clamped(service: Service) -> None:
    async with service.visitor() as ann:
        thread = await _thread(ann, 2)
        for limit in (0, -5, 1000):
            for kind, params in (("items.list", {"thread_id": thread}), ("threads.list", {})):
                page = await ann.get(kind, limit=limit, **params)
                require(1 <= len(page["data"]) <= _MOST, f"{kind} limit={limit}: {len(page['data'])} rows")
        huge = await ann.get("items.list", thread_id=thread, limit=2**63)
        require_equal(len(huge["data"]), 4)


@scenario("A cursor that is forged, or of another visitor's thread, is refused and shows nothing", Need.SCRIPT)
async def foreign_cursors(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        mine, other = await _thread(ann, 2), await _thread(ben, 2)
        cursor = (await ben.get("items.list", thread_id=other, limit=1))["after"]
        elsewhere = (await ann.get("items.list", thread_id=await _thread(ann, 1), limit=1))["after"]
        for forged in (cursor, elsewhere, "forged", "' OR 1=1 --", "-1", ""):
            reply = await ann.post("items.list", thread_id=mine, after=forged)
            _require_refused(reply, f"items.list after {forged!r}")
        foreign = (await ben.get("threads.list", limit=1)).get("after", other)
        for forged in (foreign, other, "forged"):
            _require_refused(await ann.post("threads.list", after=forged), f"threads.list after {forged!r}")


def _require_refused(reply: httpx.Response, what: str) -> None:
    refused = reply.status_code in {httpx.codes.NOT_FOUND, httpx.codes.BAD_REQUEST}
    require(refused, f"{what}: {reply.status_code} {reply.text[:200]}")
