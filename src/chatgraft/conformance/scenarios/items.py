"""Items other than messages: shown, changed while they are open, replaced, removed."""

from __future__ import annotations

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.official import judge
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Event


def of_type(items: list[Event], kind: str) -> Event:
    """The one item of a type."""
    found = [item for item in items if item["type"] == kind]
    require_equal(len(found), 1, f"items of the type {kind} among {[item['type'] for item in items]}")
    return found[0]


@scenario(
    "Progress, notices, effects, widgets, tasks, images and sources reach the visitor",
    Need.SCRIPT,
    covers="progress_update notice client_effect item.task",
)
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


@scenario(
    "An item that is replaced or removed is so in the thread as well",
    Need.SCRIPT,
    covers="thread.item.replaced thread.item.removed",
)
async def changed(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1, show=("replaced", "removed")))
        require(answer.of("thread.item.replaced"), f"the replacement was not told: {answer.types}")
        require(answer.of("thread.item.removed"), f"the removal was not told: {answer.types}")
        task = of_type(await ann.items(answer.thread_id), "task")
        require_equal(task["task"]["title"], "The final version")


@scenario("Items that are still open are told with the run, as far as they have come", Need.SCRIPT)
async def still_open(service: Service) -> None:
    async with service.visitor() as ann, ann.asking(Script(words=40, pace=0.08, show=("open",))) as answer:
        await answer.until_words(2)
        told = (await ann.running(answer.thread_id)).json()["items"]
        for item in told:
            judge("item", item)
        tasks = of_type(told, "workflow")["workflow"]["tasks"]
        require_equal(
            [(task["title"], task["status_indicator"]) for task in tasks], [("Look into the reeds", "complete")]
        )
        require_equal(of_type(told, "widget")["widget"]["children"][0]["value"], "A heron", "the widget's text so far")
        await ann.stop(answer.run_id)
        await answer.rest()


@scenario(
    "A widget's text grows, its parts change and it changes as a whole; what is kept is the last of it",
    Need.SCRIPT,
    covers="thread.item.added thread.item.updated widget.streaming_text.value_delta widget.component.updated "
    "widget.root.updated item.widget",
)
async def growing_widget(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1, show=("growing",)))
        kept = of_type(await ann.items(answer.thread_id), "widget")
        require_equal([child["value"] for child in kept["widget"]["children"]], ["A heron", "In the reeds"])
        require_equal(kept, answer.item("widget"), "the kept widget")


@scenario(
    "A workflow's tasks of every kind are told one by one and kept",
    Need.SCRIPT,
    covers="item.workflow workflow.task.added workflow.task.updated task.custom task.web_search task.thought "
    "task.file task.image",
)
async def workflow(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1, show=("workflow",)))
        added = [
            event for event in answer.of("thread.item.updated") if event["update"]["type"] == "workflow.task.added"
        ]
        kept = of_type(await ann.items(answer.thread_id), "workflow")["workflow"]
        require_equal([event["update"]["task_index"] for event in added], list(range(5)))
        require_equal(
            [task["type"] for task in kept["tasks"]], ["custom", "web_search", "thought", "file", "image"], "kept tasks"
        )
        require_equal((kept["tasks"][-1]["status_indicator"], kept["summary"]["title"]), ("complete", "A heron"))


@scenario(
    "An image that is being made shows how far it is, and is kept",
    Need.SCRIPT,
    covers="item.generated_image generated_image.updated",
)
async def generated_image(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=1, show=("image",)))
        told = next(event["update"] for event in answer.of("thread.item.updated"))
        require_equal((told["type"], told["progress"]), ("generated_image.updated", 0.5))
        kept = of_type(await ann.items(answer.thread_id), "generated_image")
        require_equal(kept["image"], {"id": "img_heron", "url": "https://example.org/heron.png"})


@scenario(
    "Citations of pages, files and entities are told as they come and kept with the message",
    Need.SCRIPT,
    covers="assistant_message.content_part.annotation_added source.url source.file source.entity item.end_of_turn",
)
async def citations(service: Service) -> None:
    async with service.visitor() as ann:
        answer = await ann.ask(Script(words=0, show=("cited", "end")))
        kept = await ann.items(answer.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message", "end_of_turn"])
        cited = kept[1]["content"][0]["annotations"]
        require_equal([one["source"]["type"] for one in cited], ["url", "file", "entity"])
        require_equal(cited, answer.item("assistant_message")["content"][0]["annotations"])
