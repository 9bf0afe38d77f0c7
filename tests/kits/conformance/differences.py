"""Where our service answers deliberately otherwise than the plain official SDK, and why.

A difference in what comes is written as what it makes of the SDK's own answer, for each step of the transcript that it
touches. One that a transcript cannot show names the scenario that does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Change = Callable[[Any], Any]

_HIDDEN = ("hidden_context_item", "sdk_hidden_context")
_GONE = "This is no longer there. Please reload the page, or start a new conversation."
_MISFIT = "This does not fit the conversation as it stands; it may have been done before."


@dataclass(frozen=True, slots=True)
class Difference:
    """`stock` is what the SDK does, `ours` what we do instead."""

    stock: str
    ours: str
    why: str
    steps: tuple[str, ...] = ()
    change: Change | None = None
    scenario: str = ""


def _without_hidden(events: list[Any]) -> list[Any]:
    return [event for event in events if event.get("item", {}).get("type") not in _HIDDEN]


def _error(message: str, *, allow_retry: bool = False) -> dict[str, Any]:
    return {"type": "error", "code": "custom", "message": message, "allow_retry": allow_retry}


def _told(message: str) -> Change:
    """In place of what escapes, or of nothing, an error event."""
    return lambda events: [*(event for event in events if "raised" not in event), _error(message)]


def _document(status: int, code: str, message: str) -> Change:
    return lambda _: {"status": status, "error": {"code": code, "message": message}}


def _finished(events: list[Any]) -> list[Any]:
    """The half message is finished before the failure is told."""
    *before, _ = events
    item = next(event["item"] for event in before if event["type"] == "thread.item.added")
    text = "".join(event["update"].get("delta", "") for event in before if "update" in event)
    part = {"type": "output_text", "text": text, "annotations": []}
    done = {"type": "assistant_message.content_part.done", "content_index": 0, "content": part}
    return [
        *before,
        {"type": "thread.item.updated", "item_id": item["id"], "update": done},
        {"type": "thread.item.done", "item": {**item, "content": [part]}},
        _error("The answer broke off. You can try again.", allow_retry=True),
    ]


def _title_first(events: list[Any]) -> list[Any]:
    """The new title is told after the question."""
    told = next(event for event in events if event["type"] == "thread.updated")
    rest = [event for event in events if event is not told]
    asked = next(place for place, event in enumerate(rest) if event["type"] == "thread.item.done")
    return [*rest[: asked + 1], told, *rest[asked + 1 :]]


def _answered(_: list[Any]) -> list[Any]:
    """The answer to a tool's result, as it comes when the call is found."""
    call = {"name": "count_herons", "arguments": {"pond": "north"}, "output": 5}
    history = [{"role": "user", "text": "script words=0 pace=0.0 show=tool,hidden"}]
    text = json.dumps({"text": "", "quote": "", "history": history, "tool": call})
    item: dict[str, Any] = {"id": "msg_00000000", "thread_id": "thr_00000000", "created_at": "2000-01-01T00:00:00Z"}
    item |= {"type": "assistant_message", "content": []}
    part = {"type": "output_text", "text": text, "annotations": []}
    updates: list[dict[str, Any]] = [
        {"type": "assistant_message.content_part.added", "content_index": 0, "content": {**part, "text": ""}},
        {"type": "assistant_message.content_part.text_delta", "content_index": 0, "delta": text},
        {"type": "assistant_message.content_part.done", "content_index": 0, "content": part},
    ]
    return [
        {"type": "stream_options", "stream_options": {"allow_cancel": True}},
        {"type": "thread.item.added", "item": item},
        *({"type": "thread.item.updated", "item_id": item["id"], "update": update} for update in updates),
        {"type": "thread.item.done", "item": {**item, "content": [part]}},
    ]


DIFFERENCES = (
    Difference(
        "A title given while answering is stored and told between the first event and the first word.",
        "A new thread is named after its question, before the assistant is asked.",
        "A write to the database would hold up the first word.",
        (
            *("first question", "failure in mid-answer", "tool call", "tool call before a hidden item", "form"),
            *("widget", "another thread"),
        ),
        _title_first,
    ),
    Difference(
        "Hidden items go to the browser with `added` and `replaced` events.",
        "They are stored and never sent.",
        "Their content is for the server alone.",
        ("hidden items", "tool call before a hidden item"),
        _without_hidden,
    ),
    Difference(
        "A tool's result is refused when any item was stored after the call.",
        "The pending call is looked for among the last 40 items.",
        "Hidden items and ties of the clock would break every tool call.",
        ("its result",),
        _answered,
    ),
    Difference(
        "An answer that fails leaves its half message open; it is gone after a reload.",
        "The message is finished as it stands and kept, and the error has words.",
        "What the visitor has read does not vanish.",
        ("failure in mid-answer",),
        _finished,
    ),
    Difference(
        "What fails before the answer begins escapes after status 200: an empty or cut stream.",
        "The stream ends with an `error` event in plain words.",
        "A blank chat tells nobody anything.",
        ("tool result, again", "form filled in again"),
        _told(_MISFIT),
    ),
    Difference(
        "The same for a thread or an item that is not there.",
        "An `error` event.",
        "The same.",
        ("question in an unknown thread", "action of a widget that is gone"),
        _told(_GONE),
    ),
    Difference(
        "A retry of an unknown item is an empty stream.",
        "An `error` event.",
        "The element would wait for an answer that never comes.",
        ("retry of an unknown item",),
        _told("This message is no longer there, so it cannot be answered again."),
    ),
    Difference(
        "A locked or closed thread goes on answering.",
        "Messages, actions, results and retries are refused with the thread's reason; nothing is stored or deleted.",
        "The status is a promise to the owner, not a hint to the page.",
        ("question in a locked thread",),
        lambda _: [_error("The pond is closed.")],
    ),
    Difference(
        "A thread that is not there: an exception, which web frameworks answer with 500 and without CORS headers.",
        "404 as a JSON document with CORS headers.",
        "A browser reports the 500 as a CORS error, and people look for it there.",
        ("unknown thread", "items of an unknown thread"),
        _document(404, "not_found", "This is no longer there."),
    ),
    Difference(
        "A request that is not valid: an exception, so 500.",
        "400 with a hint at the field.",
        "The client is wrong, not the service.",
        ("unknown request", "no parameters"),
        _document(400, "bad_request", "The request is not one that ChatKit knows."),
    ),
    Difference(
        "A feature that is not there: an exception, so 500.",
        "501.",
        "It will not work when it is tried again.",
        ("attachment",),
        _document(501, "not_implemented", "This chat does not offer that."),
    ),
    Difference(
        "Ids of 32 random bits.",
        "Ids of 128.",
        "Of 32 bits two meet after some ten thousand rows.",
        scenario="answers.wide_ids",
    ),
    Difference(
        "Times in the server's own zone, without an offset.",
        "UTC with an offset.",
        "Browsers read a time without an offset as their own.",
        scenario="answers.honest_times",
    ),
    Difference(
        "A lost connection counts as the stop button: the answer is cut.",
        "An answer goes on whoever listens; stop is a request of its own.",
        "Reloads and tunnels are not wishes.",
        scenario="runs.disconnect_goes_on",
    ),
    Difference(
        "Two turns of one thread run at once and mix their items.",
        "The second waits for the first.",
        "An answer reads the history that it belongs to.",
        scenario="answers.turns_queue",
    ),
    Difference(
        "Any `limit` reaches the store, a negative one too.",
        "Between 1 and 100.",
        "A request must not read a whole table.",
        scenario="paging.limits_are_clamped",
    ),
    Difference(
        "Feedback is thrown away.",
        "It is kept, in `chatkit_feedback`.",
        "Somebody took the trouble.",
        scenario="threads.takes_feedback",
    ),
    Difference(
        "Each delta is an event.",
        "Deltas that follow within 20 ms travel as one; the first goes at once.",
        "A fast model costs mostly framing.",
        scenario="answers.deltas_add_up",
    ),
)


def expected(step: str, stock: Any) -> Any:
    """What our service is to answer where the SDK answers `stock`."""
    for difference in DIFFERENCES:
        if step in difference.steps and difference.change is not None:
            stock = difference.change(stock)
    return stock


def rows() -> Iterator[str]:
    """The table for the documents."""
    yield "| the plain SDK | our service | why |"
    yield "|---|---|---|"
    for difference in DIFFERENCES:
        yield f"| {difference.stock} | {difference.ours} | {difference.why} |"
