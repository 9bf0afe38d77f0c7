"""A conversation in which every request of the protocol is made once, told to whoever answers, and what came back."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from chatgraft.conformance.script import Script
from chatgraft.conformance.visitor import message

Post = Callable[[str, dict[str, Any]], Awaitable[Any]]

_ID = re.compile(r"\b(?:thr|msg|itm|tc|wf|tsk|atc|shcx)_[0-9a-f]{8,32}\b")
_TIME = re.compile(r'"\d{4}-\d\d-\d\dT[^"]+"')
_NOWHERE = "thr_" + "0" * 32
_FILLED = {"status": "answered", "answers": {"colour": {"values": ["grey"], "skipped": False}}}


class Transcript:
    """What came, by the names of the steps."""

    def __init__(self, post: Post) -> None:
        self.came: dict[str, Any] = {}
        self._post = post

    async def make(self) -> dict[str, Any]:
        """Goes through the whole conversation."""
        await self._messages()
        await self._handovers()
        await self._widgets()
        await self._threads()
        await self._what_does_not_fit()
        return self.came

    async def _step(self, name: str, kind: str, /, **params: Any) -> Any:
        self.came[name] = await self._post(kind, params)
        return self.came[name]

    async def _ask(self, name: str, script: Script, thread: str = "", quote: str | None = None) -> str:
        """A question; the id of its thread."""
        params = {"thread_id": thread} if thread else {}
        kind = "threads.add_user_message" if thread else "threads.create"
        events = await self._step(name, kind, **params, input=message(script, quote))
        return thread or str(events[0]["thread"]["id"])

    def _item(self, step: str, kind: str) -> str:
        """The id of an item of that type that was finished in a step."""
        items = [event["item"] for event in self.came[step] if event.get("type") == "thread.item.done"]
        return str(next(item["id"] for item in items if item["type"] == kind))

    async def _messages(self) -> None:
        shows = ("progress", "notice", "effect", "widget", "task", "image", "source")
        thread = await self._ask("first question", Script(words=3, show=shows))
        await self._ask("second question, with a quotation", Script(echo=True), thread, "a heron\nstands")
        await self._ask("items that change", Script(words=1, show=("growing", "workflow", "cited", "end")), thread)
        await self._ask("items replaced and removed", Script(words=1, show=("replaced", "removed")), thread)
        await self._ask("hidden items", Script(words=1, show=("hidden",)), thread)
        await self._step("thread", "threads.get_by_id", thread_id=thread)
        await self._step("items, newest first", "items.list", thread_id=thread, limit=5)
        await self._step("items, oldest first", "items.list", thread_id=thread, limit=3, order="asc")
        await self._ask("failure before the first word", Script(words=2, fail_at=0), thread)
        first = self._item("first question", "user_message")
        answer = self._item("first question", "assistant_message")
        await self._step("feedback", "items.feedback", thread_id=thread, item_ids=[answer], kind="positive")
        await self._step("retry", "threads.retry_after_item", thread_id=thread, item_id=first)
        await self._step("items after a retry", "items.list", thread_id=thread)
        await self._step("retry of an unknown item", "threads.retry_after_item", thread_id=thread, item_id="msg_none")
        await self._ask("failure in mid-answer", Script(words=3, fail_at=2))

    async def _handovers(self) -> None:
        thread = await self._ask("tool call", Script(words=0, show=("tool",)))
        await self._step("tool result", "threads.add_client_tool_output", thread_id=thread, result={"herons": 3})
        await self._step("tool result, again", "threads.add_client_tool_output", thread_id=thread, result=4)
        thread = await self._ask("tool call before a hidden item", Script(words=0, show=("tool", "hidden")))
        await self._step("its result", "threads.add_client_tool_output", thread_id=thread, result=5)
        thread = await self._ask("form", Script(words=0, show=("form",)))
        form = {"thread_id": thread, "item_id": self._item("form", "structured_input")}
        await self._step("form filled in", "threads.add_structured_input", **form, input=_FILLED)
        await self._step("form filled in again", "threads.add_structured_input", **form, input=_FILLED)
        await self._step("items after a form", "items.list", thread_id=thread, limit=2)

    async def _widgets(self) -> None:
        thread = await self._ask("widget", Script(words=1, show=("widget",)))
        place = {"thread_id": thread, "item_id": self._item("widget", "widget")}
        for kind in ("say", "replace", "fail"):
            await self._step(f"action: {kind}", "threads.custom_action", **place, action=_action(kind))
        await self._step("action at once", "threads.sync_custom_action", **place, action=_action("press"))
        await self._step(
            "action at once, of nothing", "threads.sync_custom_action", thread_id=thread, action=_action("press")
        )
        await self._step("action: remove", "threads.custom_action", **place, action=_action("remove"))
        await self._step("action of a widget that is gone", "threads.custom_action", **place, action=_action("say"))
        await self._step("items after actions", "items.list", thread_id=thread)

    async def _threads(self) -> None:
        audio = base64.b64encode(b"a heron").decode()
        await self._step("dictation", "input.transcribe", audio_base64=audio, mime_type="audio/webm;codecs=opus")
        await self._step("attachment", "attachments.create", name="a.txt", size=1, mime_type="text/plain")
        thread = await self._ask("another thread", Script(words=1))
        await self._ask("lock", Script(words=1, show=("lock",)), thread)
        await self._ask("question in a locked thread", Script(words=1), thread)
        await self._step("threads", "threads.list", limit=2)
        await self._step("new title", "threads.update", thread_id=thread, title="Herons")
        await self._step("delete", "threads.delete", thread_id=thread)
        await self._step("delete again", "threads.delete", thread_id=thread)
        await self._step("threads after a delete", "threads.list", order="asc")

    async def _what_does_not_fit(self) -> None:
        await self._step("unknown thread", "threads.get_by_id", thread_id=_NOWHERE)
        await self._step("items of an unknown thread", "items.list", thread_id=_NOWHERE)
        await self._ask("question in an unknown thread", Script(words=1), _NOWHERE)
        await self._step("unknown request", "threads.explode")
        await self._step("no parameters", "threads.create")


def _action(kind: str) -> dict[str, Any]:
    return {"type": kind, "payload": "Two herons"}


def told(raw: Any) -> Any:
    """An answer with its ids numbered as they appear, without its times, and with deltas joined."""
    numbers: dict[str, str] = {}
    text = _TIME.sub('"TIME"', json.dumps(_joined(raw)))
    return json.loads(_ID.sub(lambda found: numbers.setdefault(found[0], f"ID{len(numbers)}"), text))


def _joined(raw: Any) -> Any:
    """Text deltas that follow each other as one: how many there are is a matter of time."""
    if not isinstance(raw, list):
        return raw
    joined: list[Any] = []
    for event in raw:
        before = joined[-1].get("update", {}) if joined else {}
        if "delta" in before and event.get("update", {}).get("type") == before["type"] and "content_index" in before:
            update = {**before, "delta": before["delta"] + event["update"]["delta"]}
            joined[-1] = {**event, "update": update}
        else:
            joined.append(event)
    return joined
