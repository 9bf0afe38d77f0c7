"""Items other than messages: shown, replaced, removed, and those that wait for the visitor."""

from __future__ import annotations

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.official import judge
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Event


def _of_type(items: list[Event], kind: str) -> Event:
    found = [item for item in items if item["type"] == kind]
    require_equal(len(found), 1, f"items of the type {kind} among {[item['type'] for item in items]}")
    return found[0]


@scenario("Progress, notices, effects, widgets, tasks, images and sources reach the visitor", Need.SCRIPT)
async def shown(service: Service) -> None:
    show = ("progress", "notice", "effect", "widget", "task", "image", "source")
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=2, show=show))
        lost = {"progress_update", "notice", "client_effect"} - set(answer.types)
        require(not lost, f"events are lost: {sorted(lost)}")
        annotations = answer.item("assistant_message")["content"][0]["annotations"]
        require_equal([one["source"]["url"] for one in annotations], ["https://example.org/herons"], "cited sources")
        kept = await ann.items(answer.thread_id)
        require_equal(
            [item["type"] for item in kept],
            ["user_message", "widget", "task", "generated_image", "assistant_message"],
            "kept items, in the order in which they were finished",
        )
        require_equal(
            kept[1:], [event["item"] for event in answer.of("thread.item.done")][1:], "what was streamed is kept"
        )


@scenario("An item that is replaced or removed is so in the thread as well", Need.SCRIPT)
async def changed(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1, show=("replaced", "removed")))
        require(answer.of("thread.item.replaced"), f"the replacement was not told: {answer.types}")
        require(answer.of("thread.item.removed"), f"the removal was not told: {answer.types}")
        task = _of_type(await ann.items(answer.thread_id), "task")
        require_equal(task["task"]["title"], "The final version")


@scenario("Items that are still open are told with the run, as far as they have come", Need.SCRIPT)
async def still_open(service: Service) -> None:
    async with service.visitor() as ann, ann.asking(Script(words=12, pace=0.08, show=("open",))) as answer:
        await answer.until_words(2)
        told = (await ann.running(answer.thread_id)).json()["items"]
        for item in told:
            judge("item", item)
        tasks = _of_type(told, "workflow")["workflow"]["tasks"]
        require_equal(
            [(task["title"], task["status_indicator"]) for task in tasks], [("Look into the reeds", "complete")]
        )
        require_equal(_of_type(told, "widget")["widget"]["children"][0]["value"], "A heron", "the widget's text so far")
        await answer.rest()


@scenario("A tool call waits for the browser; its result is kept and the answer goes on", Need.SCRIPT)
async def client_tool(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("tool",)))
        call = asked.item("client_tool_call")
        require_equal((call["status"], call["name"], call["arguments"]), ("pending", "count_herons", {"pond": "north"}))
        thread = asked.thread_id
        async with ann.stream("threads.add_client_tool_output", thread_id=thread, result={"herons": 3}) as stream:
            answer = await stream.rest()
        require(answer.text, f"nobody answered to the tool's result: {answer.types}")
        kept = _of_type(await ann.items(thread), "client_tool_call")
        require_equal((kept["status"], kept["output"]), ("completed", {"herons": 3}), "the kept tool call")


@scenario("A form waits for the visitor; what they fill in is kept and the answer goes on", Need.SCRIPT)
async def structured_input(service: Service) -> None:
    async with service.visitor() as ann:
        asked = await ann.ask(Script(words=0, show=("form",)))
        form, thread = asked.item("structured_input"), asked.thread_id
        filled = {"status": "answered", "answers": {"colour": {"values": ["灰色"], "skipped": False}}}
        params = {"thread_id": thread, "item_id": form["id"], "input": filled}
        async with ann.stream("threads.add_structured_input", **params) as stream:
            answer = await stream.rest()
        require(answer.text, f"nobody answered to the form: {answer.types}")
        require(answer.of("thread.item.replaced"), f"the filled form was not told: {answer.types}")
        kept = _of_type(await ann.items(thread), "structured_input")
        require_equal((kept["status"], kept["inputs"][0]["answer"]["values"]), ("answered", ["灰色"]), "the kept form")
        again = await ann.post("threads.add_structured_input", **params)
        told = '"type":"error"' in again.text if again.is_success else again.status_code < 500
        require(told, f"a form that is filled in twice: {again.status_code} {again.text[:200]!r}")
