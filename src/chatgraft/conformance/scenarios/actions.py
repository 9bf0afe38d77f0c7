"""Buttons and forms of widgets: actions that are answered by a stream, and actions that are answered at once."""

from __future__ import annotations

from typing import Any

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.scenarios.items import of_type
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream
from chatgraft.conformance.visitor import Visitor


async def _press(visitor: Visitor, shown: Stream, kind: str, payload: Any = None) -> Stream:
    """A streamed action of the widget that an answer has shown."""
    params = {"thread_id": shown.thread_id, "item_id": shown.item("widget")["id"]}
    async with visitor.stream("threads.custom_action", **params, action={"type": kind, "payload": payload}) as stream:
        return await stream.rest()


def _text(widget: dict[str, Any]) -> str:
    return str(widget["widget"]["children"][0]["value"])


@scenario(
    "An action replaces its widget, for the visitor and in the thread",
    Need.SCRIPT,
    covers="threads.custom_action thread.item.replaced",
)
async def replaces(service: Service) -> None:
    async with service.visitor() as ann:
        shown = await ann.ask(Script(words=1, show=("widget",)))
        acted = await _press(ann, shown, "replace", "Two herons")
        require_equal(acted.types, ["stream_options", "thread.item.replaced"])
        require_equal(_text(acted.of("thread.item.replaced")[0]["item"]), "Two herons")
        kept = await ann.items(shown.thread_id)
        require_equal(_text(of_type(kept, "widget")), "Two herons")
        require_equal([item["type"] for item in kept], ["user_message", "widget", "assistant_message"], "order")


@scenario("An action removes its widget, for the visitor and in the thread", Need.SCRIPT, covers="thread.item.removed")
async def removes(service: Service) -> None:
    async with service.visitor() as ann:
        shown = await ann.ask(Script(words=1, show=("widget",)))
        acted = await _press(ann, shown, "remove")
        require_equal([event["item_id"] for event in acted.of("thread.item.removed")], [shown.item("widget")["id"]])
        kept = await ann.items(shown.thread_id)
        require_equal([item["type"] for item in kept], ["user_message", "assistant_message"])


@scenario("An action is answered in words, with its payload and the conversation known", Need.SCRIPT)
async def says(service: Service) -> None:
    async with service.visitor() as ann:
        shown = await ann.ask(Script(words=1, show=("widget",)))
        acted = await _press(ann, shown, "say", {"pond": "北"})
        require_equal(acted.text, '{"pond": "\\u5317"} after 2 messages')
        require_equal((await ann.items(shown.thread_id))[-1], acted.item("assistant_message"), "the kept answer")


@scenario("An action of the page itself, with no widget, reaches the assistant", Need.SCRIPT)
async def without_a_widget(service: Service) -> None:
    async with service.visitor() as ann:
        thread = (await ann.ask(Script(words=1))).thread_id
        async with ann.stream("threads.custom_action", thread_id=thread, action={"type": "replace"}) as stream:
            acted = await stream.rest()
        require_equal([event["level"] for event in acted.of("notice")], ["warning"], f"{acted.types}")


@scenario("An action that fails is told as an error, without the failure's own words", Need.SCRIPT, covers="error")
async def fails(service: Service) -> None:
    async with service.visitor() as ann:
        shown = await ann.ask(Script(words=1, show=("widget",)))
        acted = await _press(ann, shown, "fail")
        require(acted.ended, "a failed action ends its stream like any other")
        require(acted.of("error"), f"nobody was told of the failure: {acted.types}")
        sent = "".join(frame.data or "" for frame in acted.frames)
        require("the script says" not in sent, "the exception's own words were sent to the visitor")


@scenario(
    "An action at once answers with the changed widget, which is kept; one that changes nothing with an empty document",
    Need.SCRIPT,
    covers="threads.sync_custom_action",
)
async def at_once(service: Service) -> None:
    async with service.visitor() as ann:
        shown = await ann.ask(Script(words=1, show=("widget",)))
        place = {"thread_id": shown.thread_id, "item_id": shown.item("widget")["id"]}
        pressed = {"type": "press", "payload": "Three herons"}
        changed = await ann.get("threads.sync_custom_action", **place, action=pressed)
        require_equal(_text(changed["updated_item"]), "Three herons")
        require_equal(of_type(await ann.items(shown.thread_id), "widget"), changed["updated_item"], "the kept widget")
        require_equal(await ann.get("threads.sync_custom_action", **place, action={"type": "press"}), {})


@scenario("An action at once is answered while an answer is running", Need.SCRIPT)
async def at_once_beside_an_answer(service: Service) -> None:
    async with service.visitor() as ann:
        script = Script(words=8, pace=0.08, show=("widget",))
        async with ann.asking(script) as answer:
            await answer.until_words(1)
            place = {"thread_id": answer.thread_id, "item_id": answer.item("widget")["id"]}
            changed = await ann.get("threads.sync_custom_action", **place, action={"type": "press", "payload": "Now"})
            require_equal(_text(changed["updated_item"]), "Now")
            require(len(answer.text.split()) < script.words, "the action waited for the answer")
            await answer.rest()
        require_equal(answer.text, script.answer)
        require_equal(_text(of_type(await ann.items(answer.thread_id), "widget")), "Now")


@scenario("An action of an item that is no widget is refused, both ways", Need.SCRIPT)
async def of_no_widget(service: Service) -> None:
    async with service.visitor() as ann:
        first = await ann.ask(Script(words=1))
        place = {"thread_id": first.thread_id, "item_id": first.item("user_message")["id"]}
        streamed = await ann.post("threads.custom_action", **place, action={"type": "replace", "payload": "x"})
        require('"type":"error"' in streamed.text, f"{streamed.status_code} {streamed.text[:200]!r}")
        at_once = await ann.post("threads.sync_custom_action", **place, action={"type": "press", "payload": "x"})
        require_equal(at_once.status_code, 400, at_once.text[:200])
