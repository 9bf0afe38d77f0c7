"""Threads and items: opening, naming, rating, deleting, asking again."""

from __future__ import annotations

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service

_FIRST_PAGE = 20


@scenario("A thread opens with its oldest 20 items and a cursor to the rest", Need.SCRIPT)
async def opens_with_oldest_items(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1, note="0"))).thread_id
        for number in range(1, 11):
            await ann.ask(Script(words=1, note=str(number)), thread)
        page = (await ann.get("threads.get_by_id", thread_id=thread))["items"]
        require_equal(len(page["data"]), _FIRST_PAGE, f"the first page holds {len(page['data'])} of 22 items")
        require(page["has_more"] is True, "the first page of 22 items says that no more follow")
        rest = await ann.get("items.list", thread_id=thread, order="asc", after=page["after"])
        kept = [item["id"] for item in page["data"] + rest["data"]]
        require_equal(kept, [item["id"] for item in await ann.items(thread)], "the pages do not join")
        require(rest["has_more"] is False, "the last page says that more follow")


@scenario("The list of threads shows each with an empty page of items, newest first", Need.SCRIPT)
async def lists_threads(service: Service) -> None:
    async with service.visitor() as ann:
        made = [(await ann.ask(Script(words=1))).thread_id for _ in range(3)]
        page = await ann.get("threads.list")
        require_equal([thread["id"] for thread in page["data"]], made[::-1])
        require(all(not thread["items"]["data"] for thread in page["data"]), "a listed thread carries items")
        forward = await ann.get("threads.list", order="asc")
        require_equal([thread["id"] for thread in forward["data"]], made)


@scenario("A thread can be given a title, and keeps it", Need.SCRIPT)
async def renames(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1))).thread_id
        renamed = await ann.get("threads.update", thread_id=thread, title="鷺について")
        require_equal(renamed["title"], "鷺について")
        require(not renamed["items"]["data"], "threads.update answers with an empty page of items")
        require_equal((await ann.get("threads.get_by_id", thread_id=thread))["title"], "鷺について")
        await ann.ask(Script(words=1), thread)
        require_equal(
            (await ann.get("threads.get_by_id", thread_id=thread))["title"],
            "鷺について",
            "a later turn took the title away",
        )


@scenario("A deleted thread is gone, and deleting it again is no error", Need.SCRIPT)
async def deletes(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1))).thread_id
        require_equal(await ann.get("threads.delete", thread_id=thread), {})
        require_equal(await ann.get("threads.delete", thread_id=thread), {})
        require_equal((await ann.get("threads.list"))["data"], [], "threads after the only one was deleted")
        gone = await ann.post("threads.get_by_id", thread_id=thread)
        require_equal(gone.status_code, httpx.codes.NOT_FOUND, f"a deleted thread answers {gone.status_code}")


@scenario("Feedback on an answer is accepted", Need.SCRIPT)
async def takes_feedback(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1))
        ids = [answer.item("assistant_message")["id"]]
        for kind in ("positive", "negative"):
            require_equal(await ann.get("items.feedback", thread_id=answer.thread_id, item_ids=ids, kind=kind), {})
        odd = await ann.post("items.feedback", thread_id=answer.thread_id, item_ids=ids, kind="so-so")
        require_equal(odd.status_code, httpx.codes.BAD_REQUEST)


@scenario("Asking again drops what came after the question and answers it anew", Need.SCRIPT)
async def retries(service: Service) -> None:
    async with service.visitor() as ann:
        first = await ann.ask(Script(words=2))
        later = await ann.ask(Script(words=3), first.thread_id)
        question = first.item("user_message")["id"]
        async with ann.stream("threads.retry_after_item", thread_id=first.thread_id, item_id=question) as stream:
            again = await stream.rest()
        require_equal(again.text, Script(words=2).answer)
        kept = [item["id"] for item in await ann.items(first.thread_id)]
        require_equal(
            kept, [question, again.item("assistant_message")["id"]], "an item after the question outlived the retry"
        )
        require(later.item("assistant_message")["id"] not in kept, "a later answer outlived the retry")


@scenario("A retry after an item that is not there is an error, not an empty success", Need.SCRIPT)
async def retry_of_nothing(service: Service) -> None:
    async with service.visitor() as ann:
        first = await ann.ask(Script(words=1))
        reply = await ann.post("threads.retry_after_item", thread_id=first.thread_id, item_id="msg_none")
        refused = reply.status_code in {httpx.codes.NOT_FOUND, httpx.codes.BAD_REQUEST}
        require(refused or '"type":"error"' in reply.text, f"{reply.status_code} {reply.text[:200]!r}")
        require_equal(len(await ann.items(first.thread_id)), 2, "a retry of nothing deleted items")
