"""One visitor's things look to another exactly like things that are not there."""

from __future__ import annotations

from typing import Any

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.visitor import Visitor, message

Requests = tuple[tuple[str, dict[str, Any]], ...]


def _requests(thread: str, item: str) -> Requests:
    """Every request that names a thread or an item."""
    return (
        ("threads.get_by_id", {"thread_id": thread}),
        ("threads.update", {"thread_id": thread, "title": "mine now"}),
        ("items.list", {"thread_id": thread}),
        ("items.feedback", {"thread_id": thread, "item_ids": [item], "kind": "positive"}),
        ("threads.add_user_message", {"thread_id": thread, "input": message(Script(words=1))}),
        ("threads.retry_after_item", {"thread_id": thread, "item_id": item}),
        ("threads.add_client_tool_output", {"thread_id": thread, "result": 1}),
        (
            "threads.add_structured_input",
            {"thread_id": thread, "item_id": item, "input": {"status": "skipped", "answers": {}}},
        ),
        ("threads.custom_action", {"thread_id": thread, "item_id": item, "action": {"type": "press"}}),
        ("threads.sync_custom_action", {"thread_id": thread, "item_id": item, "action": {"type": "press"}}),
        ("threads.delete", {"thread_id": thread}),
    )


async def _look(visitor: Visitor, kind: str, params: dict[str, Any], *, hide: tuple[str, ...]) -> tuple[int, str]:
    reply = await visitor.post(kind, **params)
    text = reply.text
    for name in (*hide, reply.headers.get("x-request-id", "\0")):
        text = text.replace(name, "ID")
    return reply.status_code, text


@scenario("Another visitor's thread looks like a missing one in every request", Need.SCRIPT)
async def foreign_thread(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        answer = await ann.ask(Script(words=2))
        item = answer.item("user_message")["id"]
        missing_thread, missing_item = "thr_" + "0" * 32, "msg_" + "0" * 32
        before = await ann.get("threads.get_by_id", thread_id=answer.thread_id)
        foreign, missing = _requests(answer.thread_id, item), _requests(missing_thread, missing_item)
        hide = (answer.thread_id, item, missing_thread, missing_item)
        for (kind, theirs), (_, nobodys) in zip(foreign, missing, strict=True):
            seen, nothing = await _look(ben, kind, theirs, hide=hide), await _look(ben, kind, nobodys, hide=hide)
            require_equal(seen, nothing, f"{kind} tells a foreign thread {seen} from a missing one {nothing}")
        require_equal(
            await ann.get("threads.get_by_id", thread_id=answer.thread_id), before, "a stranger changed the thread"
        )


@scenario("An item of another thread, one's own or not, looks like a missing one", Need.SCRIPT)
async def foreign_item(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        mine, elsewhere = await ann.ask(Script(words=1)), await ann.ask(Script(words=1))
        theirs = await ben.ask(Script(words=1))
        before = await ann.items(mine.thread_id)
        missing_item = "msg_" + "0" * 32
        for other in (elsewhere, theirs):
            item = other.item("user_message")["id"]
            pairs = zip(_requests(mine.thread_id, item), _requests(mine.thread_id, missing_item), strict=True)
            for (kind, foreign), (_, nothing) in pairs:
                if "item_id" not in foreign:
                    continue
                hide = (item, missing_item)
                seen, unseen = await _look(ann, kind, foreign, hide=hide), await _look(ann, kind, nothing, hide=hide)
                require_equal(seen, unseen, f"{kind} tells a foreign item {seen} from a missing one {unseen}")
        require_equal(await ann.items(mine.thread_id), before)


@scenario("Another visitor's run looks like a missing one: to resume, to stop, and in its thread", Need.SCRIPT)
async def foreign_run(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        script = Script(words=10, pace=0.1)
        async with ann.asking(script) as answer:
            await answer.until_words(1)
            require_equal(await ben.try_resume(answer.run_id), 404)
            require_equal(await ben.try_resume("run_" + "0" * 32), 404)
            stopped, nobodys = await ben.stop(answer.run_id), await ben.stop("run_" + "0" * 32)
            require(stopped.status_code == nobodys.status_code == 404, f"{stopped.status_code}, {nobodys.status_code}")
            seen, nothing = await ben.running(answer.thread_id), await ben.running("thr_" + "0" * 32)
            require_equal(
                seen.status_code,
                nothing.status_code,
                f"a foreign running thread {seen.status_code}, a missing one {nothing.status_code}",
            )
            await answer.rest()
        require_equal(answer.text, script.answer, "a stranger stopped the run")


@scenario("The same Idempotency-Key of another visitor starts a run of its own", Need.SCRIPT)
async def foreign_key(service: Service) -> None:
    key = "5f0c6bd0-5c43-4e5c-9b0e-0d6f1e8f2a11"
    async with service.visitor() as ann, service.visitor() as ben:
        mine, theirs = await ann.ask(Script(words=1), key=key), await ben.ask(Script(words=2), key=key)
        require(mine.run_id != theirs.run_id, "a key led to another visitor's run")
        require(mine.thread_id != theirs.thread_id, "a key led to another visitor's thread")
        require_equal(theirs.text, Script(words=2).answer)


@scenario("Deleting another visitor's thread leaves it alone", Need.SCRIPT)
async def foreign_delete(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        thread = (await ann.ask(Script(words=1))).thread_id
        reply = await ben.post("threads.delete", thread_id=thread)
        require(reply.status_code in {200, 404}, f"a foreign delete: {reply.status_code}")
        require_equal(len(await ann.items(thread)), 2)
