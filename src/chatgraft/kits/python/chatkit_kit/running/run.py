"""One run: a turn that goes on whoever listens. It writes a log; HTTP responses only read it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any

import pydantic_core
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

LONGEST_HOLD = 1.25
"""When a delta goes out that no other has taken along, in windows: a little later than the next one may come."""


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
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    """To ask which loop is running costs a system call before Python 3.12."""
    _begun: float = field(default_factory=time.monotonic)
    _interruptible: bool = False
    _place: tuple[str, int] = ("", 0)
    """Whose text is held back: an item's id and the number of its part."""
    _held: list[str] = field(default_factory=list)
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

    def require_going_on(self) -> None:
        """Raise `CancelledError` where the answer goes on though it was told to end.

        Before Python 3.12 `asyncio.wait_for`, which clients of databases and Redis use, forgets a cancellation that
        arrives at the moment of its result.
        """
        if self._interruptible and self.ending is not None:
            raise asyncio.CancelledError

    def append(self, event: ThreadStreamEvent) -> None:
        """Log an event."""
        if isinstance(event, ThreadItemUpdatedEvent) and isinstance(event.update, AssistantMessageContentPartTextDelta):
            self.say(event.item_id, event.update.content_index, event.update.delta)
            return
        self.flush()
        self.failed = self.failed or isinstance(event, ErrorEvent)
        self._write(event)

    def say(self, item_id: str, index: int, text: str) -> None:
        """Log a text delta. Those that follow each other closely become one; the first goes out at once."""
        if self._held and self._place != (item_id, index):
            self.flush()
        self._place = (item_id, index)
        self._held.append(text)
        if self._loop.time() >= self._last_delta + self.delta_seconds:
            self.flush()
        elif self._flush is None:
            self._flush = self._loop.call_at(self._last_delta + LONGEST_HOLD * self.delta_seconds, self.flush)

    def flush(self) -> None:
        """Log the deltas that are held back."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if self._held:
            if self.first_word is None:
                self.first_word = time.monotonic() - self._begun
            text = "".join(self._held)
            self._held.clear()
            self._last_delta = self._loop.time()
            self._write_text(*self._place, text)

    def open_items(self) -> list[ThreadItem]:
        """The items that are not done, with all that was said."""
        self.flush()
        return self.items.all()

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

    def _write_text(self, item_id: str, index: int, text: str) -> None:
        self.items.add_text(item_id, index, text)
        self.log.append(delta_json(item_id, index, text))


@dataclass(frozen=True, slots=True)
class Turn:
    """What a run is to do: whose it is, the key that makes it unique, its thread, and its events."""

    owner: str
    key: str
    thread_id: str
    events: Callable[[Run], AsyncIterator[ThreadStreamEvent]]
    begins_thread: bool = False


def snapshot(run_id: str, last: int, items: list[ThreadItem]) -> dict[str, Any]:
    """A run as `GET …/threads/{id}/run` tells it: its open items as of the event with the number `last`."""
    shown = [json.loads(to_json(item)) for item in items if not is_hidden(item)]
    return {"run_id": run_id, "last_event_id": str(last), "items": shown}


def to_json(value: BaseModel) -> bytes:
    """A value as ChatKit sends it: no nulls, no server-side metadata."""
    return value.model_dump_json(by_alias=True, exclude_none=True, context={"exclude_metadata": True}).encode()


def delta_json(item_id: str, index: int, text: str) -> bytes:
    """What `to_json` makes of a text delta. A model is built for each place, not for each delta."""
    head, tail = _around_text(item_id, index)
    return head + pydantic_core.to_json(text) + tail


@lru_cache(maxsize=1024)
def _around_text(item_id: str, index: int) -> tuple[bytes, bytes]:
    update = AssistantMessageContentPartTextDelta(content_index=index, delta="")
    head, _, tail = to_json(ThreadItemUpdatedEvent(item_id=item_id, update=update)).rpartition(b'""')
    return head, tail
