"""One run: a turn that goes on whoever listens. It writes a log; HTTP responses only read it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from chatkit.types import (
    AssistantMessageContentPartTextDelta,
    ErrorEvent,
    ThreadItem,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
)
from pydantic import BaseModel

from .open_items import OpenItems, has_text, is_hidden
from .run_log import RunLog


class Ending(Enum):
    """Why a run was told to end before its answer did."""

    STOP = "stop"
    TIME = "time"
    SHUTDOWN = "shutdown"


OUTCOMES = {Ending.STOP: "stopped", Ending.TIME: "timed_out", Ending.SHUTDOWN: "shut_down"}
ENDING_MESSAGES = {
    Ending.TIME: "The answer took too long and was ended here.",
    Ending.SHUTDOWN: "The chat was restarted while it was answering.",
}


@dataclass(eq=False)
class Run:
    """A turn of one thread. Used on the event loop alone."""

    id: str
    owner: str
    thread_id: str
    delta_seconds: float = 0.02
    """A fast model costs mostly framing: the deltas of so long travel together, the first of them at once."""
    log: RunLog = field(default_factory=RunLog)
    items: OpenItems = field(default_factory=OpenItems)
    ending: Ending | None = None
    task: "asyncio.Task[None] | None" = None
    checkpointed: bool = False
    """Whether unfinished items were stored, which its end must close."""
    failed: bool = False
    """Whether an error was told."""
    first_word: float | None = None
    """Seconds from the question to the first words of its answer."""
    _begun: float = field(default_factory=time.monotonic)
    _interruptible: bool = False
    _held: "_Delta | None" = None
    _flush: asyncio.TimerHandle | None = None
    _last_delta: float = 0

    def end(self, ending: Ending) -> None:
        """End the run as soon as what the visitor said is stored; later calls change nothing."""
        if self.ending is None:
            self.ending = ending
            if self._interruptible and self.task is not None:
                self.task.cancel()

    @property
    def outcome(self) -> str:
        """How it ended, in a word."""
        if self.ending is not None:
            return OUTCOMES[self.ending]
        return "failed" if self.failed else "answered"

    def begin_answer(self) -> None:
        """From here on the run may be interrupted at any await. Raises `CancelledError` when it already was."""
        if self.ending is not None:
            raise asyncio.CancelledError
        self._interruptible = True

    def finish_answer(self) -> None:
        self._interruptible = False

    def append(self, event: ThreadStreamEvent) -> None:
        """Log an event. Text deltas that follow each other closely become one; the first goes out at once."""
        delta = _delta_of(event)
        loop = asyncio.get_running_loop()
        if delta is None:
            self.flush()
            self.failed = self.failed or isinstance(event, ErrorEvent)
            self._write(event)
        elif self._held is not None and delta.place == self._held.place:
            self._held.text += delta.text
        elif self._held is None and loop.time() - self._last_delta >= self.delta_seconds:
            self._last_delta = loop.time()
            if self.first_word is None:
                self.first_word = time.monotonic() - self._begun
            self._write(event)
        else:
            self.flush()
            self._held = delta
            self._flush = loop.call_at(self._last_delta + self.delta_seconds, self.flush)

    def flush(self) -> None:
        """Log the deltas that are held back."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if self._held is not None:
            held, self._held = self._held, None
            self._last_delta = asyncio.get_running_loop().time()
            self._write(held.event())

    def snapshot(self) -> dict[str, Any]:
        """The run's open items exactly as of its last logged event."""
        return snapshot(self.id, self.log.last, self.items.all())

    def close_items(self) -> None:
        """Tell readers how the items ended that no event has ended: kept where something was said, else gone."""
        self.flush()
        for item in self.items.all():
            if is_hidden(item):
                continue
            self._write(ThreadItemDoneEvent(item=item) if has_text(item) else ThreadItemRemovedEvent(item_id=item.id))

    def fail(self, message: str, *, allow_retry: bool) -> None:
        self.append(ErrorEvent(code="custom", message=message, allow_retry=allow_retry))

    def _write(self, event: ThreadStreamEvent) -> None:
        self.items.apply(event)
        self.log.append(to_json(event))


@dataclass(frozen=True, slots=True)
class Turn:
    """What a run is to do: whose it is, the key that makes it unique, its thread, and its events."""

    owner: str
    key: str
    thread_id: str
    events: Callable[[Run], AsyncIterator[ThreadStreamEvent]]
    begins_thread: bool = False


@dataclass(slots=True)
class _Delta:
    """Text for a place: an item's id and the number of its part."""

    place: tuple[str, int]
    text: str

    def event(self) -> ThreadItemUpdatedEvent:
        item_id, part = self.place
        update = AssistantMessageContentPartTextDelta(content_index=part, delta=self.text)
        return ThreadItemUpdatedEvent(item_id=item_id, update=update)


def snapshot(run_id: str, last: int, items: list[ThreadItem]) -> dict[str, Any]:
    """A run as `GET …/threads/{id}/run` tells it: its open items as of the event with the number `last`."""
    shown = [json.loads(to_json(item)) for item in items if not is_hidden(item)]
    return {"run_id": run_id, "last_event_id": str(last), "items": shown}


def to_json(value: BaseModel) -> bytes:
    """A value as ChatKit sends it: no nulls, no server-side metadata."""
    return value.model_dump_json(by_alias=True, exclude_none=True, context={"exclude_metadata": True}).encode()


def _delta_of(event: ThreadStreamEvent) -> _Delta | None:
    if isinstance(event, ThreadItemUpdatedEvent) and isinstance(event.update, AssistantMessageContentPartTextDelta):
        return _Delta((event.item_id, event.update.content_index), event.update.delta)
    return None
