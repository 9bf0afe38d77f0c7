"""Threads and items: opening, naming, rating, deleting, asking again."""

from __future__ import annotations

from typing import Any

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream
from chatgraft.conformance.visitor import message

_FIRST_PAGE = 20


@scenario(
    "A thread opens with its oldest 20 items and a cursor to the rest",
    Need.SCRIPT,
    covers="threads.get_by_id items.list",
)
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


@scenario(
    "The list of threads shows each with an empty page of items, newest first", Need.SCRIPT, covers="threads.list"
)
async def lists_threads(service: Service) -> None:
    async with service.visitor() as ann:
        made = [(await ann.ask(Script(words=1))).thread_id for _ in range(3)]
        page = await ann.get("threads.list")
        require_equal([thread["id"] for thread in page["data"]], made[::-1])
        require(all(not thread["items"]["data"] for thread in page["data"]), "a listed thread carries items")
        forward = await ann.get("threads.list", order="asc")
        require_equal([thread["id"] for thread in forward["data"]], made)


@scenario("A thread can be given a title, and keeps it", Need.SCRIPT, covers="threads.update")
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


@scenario("A deleted thread is gone, and deleting it again is no error", Need.SCRIPT, covers="threads.delete")
async def deletes(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1))).thread_id
        require_equal(await ann.get("threads.delete", thread_id=thread), {})
        require_equal(await ann.get("threads.delete", thread_id=thread), {})
        require_equal((await ann.get("threads.list"))["data"], [], "threads after the only one was deleted")
        gone = await ann.post("threads.get_by_id", thread_id=thread)
        require_equal(gone.status_code, httpx.codes.NOT_FOUND, f"a deleted thread answers {gone.status_code}")


@scenario("Feedback on an answer is accepted", Need.SCRIPT, covers="items.feedback")
async def takes_feedback(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1))
        ids = [answer.item("assistant_message")["id"]]
        for kind in ("positive", "negative"):
            require_equal(await ann.get("items.feedback", thread_id=answer.thread_id, item_ids=ids, kind=kind), {})
        odd = await ann.post("items.feedback", thread_id=answer.thread_id, item_ids=ids, kind="so-so")
        require_equal(odd.status_code, httpx.codes.BAD_REQUEST)


@scenario(
    "Asking again drops what came after the question and answers it anew",
    Need.SCRIPT,
    covers="threads.retry_after_item",
)
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


@scenario(
    "A locked or closed thread says so, takes nothing more, and loses nothing by what is tried",
    Need.SCRIPT,
    covers="status.active status.locked status.closed thread.updated",
)
async def takes_no_more(service: Service) -> None:
    for show, status in (("lock", "locked"), ("close", "closed")):
        async with service.visitor() as ann:
            first = await ann.ask(Script(words=1, show=("widget", "tool")))
            last = await ann.ask(Script(words=1, show=(show,)), first.thread_id)
            told = last.of("thread.updated")[-1]["thread"]["status"]
            require_equal(told["type"], status)
            before = await ann.get("threads.get_by_id", thread_id=first.thread_id)
            require_equal(before["status"], told, "the kept status")
            for kind, params in _further(first):
                reply = await ann.post(kind, thread_id=first.thread_id, **params)
                require(told["reason"] in reply.text, f"{kind} of a {status} thread: {reply.text[:300]}")
                require(reply.status_code in {200, 409}, f"{kind} of a {status} thread: {reply.status_code}")
            after = await ann.get("threads.get_by_id", thread_id=first.thread_id)
            require_equal(after, before, f"the {status} thread after more was tried")


def _further(first: Stream) -> tuple[tuple[str, dict[str, Any]], ...]:
    """All that can be asked for in a thread."""
    widget, action = first.item("widget")["id"], {"type": "replace", "payload": "x"}
    return (
        ("threads.add_user_message", {"input": message(Script(words=1))}),
        ("threads.retry_after_item", {"item_id": first.item("user_message")["id"]}),
        ("threads.add_client_tool_output", {"result": 1}),
        ("threads.custom_action", {"item_id": widget, "action": action}),
        ("threads.sync_custom_action", {"item_id": widget, "action": action}),
    )


@scenario("An assistant's own title comes after the answer, and gives way to the visitor's", Need.SCRIPT)
async def own_title(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=3, title="Herons"))
        told = [event["thread"].get("title") for event in answer.of("thread.updated")]
        require_equal(told[-1], "Herons 3", f"titles in the order in which they were told: {told}")
        second = await ann.ask(Script(words=2, title="Storks"), answer.thread_id)
        require(not second.of("thread.updated"), "a later answer changed the title")
        async with ann.asking(Script(words=8, pace=0.05, title="Herons")) as renamed:
            await renamed.until_words(1)
            await ann.get("threads.update", thread_id=renamed.thread_id, title="Mine")
            await renamed.rest()
        require_equal((await ann.get("threads.get_by_id", thread_id=renamed.thread_id))["title"], "Mine")


@scenario("An assistant that fails to name a conversation leaves it with the first words of its question", Need.SCRIPT)
async def failed_title(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2, title="fail"))
        require(not answer.of("error"), f"the failed title was told as an error: {answer.of('error')}")
        title = (await ann.get("threads.get_by_id", thread_id=answer.thread_id)).get("title", "")
        require(title.startswith("script words=2"), f"the title {title!r}")
