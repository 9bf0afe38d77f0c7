"""One assistant message that grows, as ChatKit's events."""

import time
from datetime import datetime, timezone
from typing import Any

from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    FileSource,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
    URLSource,
)

from ..questions import Source, Usage
from ..running.open_items import apply_update
from ..running.run import Run


class ModelMessageItem(AssistantMessageItem):
    """A message as it is stored: with what the model took for it, which no visitor is sent."""

    usage: dict[str, str | int | float] | None = None


class MessageWriter:
    """Text becomes deltas, sources become annotations at its end; nothing is begun before something is said.

    Once begun, text goes to the run by itself: an event for each piece, handed through the SDK, costs more than all
    that the event brings about.
    """

    def __init__(self, item_id: str, thread_id: str, run: Run | None) -> None:
        now = datetime.now(timezone.utc)
        self._item = ModelMessageItem(id=item_id, thread_id=thread_id, created_at=now, content=[])
        self._run = run
        self._by_event = True
        self._finished = False
        self._pieces: list[str] = []
        self._begun = time.perf_counter()
        self.tokens = 0
        """What models said that they took; 0 while they said nothing."""

    @property
    def started(self) -> bool:
        return bool(self._item.content)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def size(self) -> int:
        """Of the text, in bytes."""
        return len(self.text.encode())

    def events(self, part: str | Source) -> list[ThreadStreamEvent]:
        if isinstance(part, Source):
            return self._source(part)
        return self._text(part) if part else []

    def join_events(self) -> None:
        """Have the next text be an event, after which the SDK looks at the thread."""
        self._by_event = True

    def note(self, usage: Usage) -> dict[str, str | int | float]:
        """Keep with the message what a model took for it; of several the sum. Returns what is kept."""
        self.tokens += usage.input_tokens + usage.output_tokens
        before = self._item.usage or {}
        self._item.usage = {
            "model": usage.model,
            "input_tokens": int(before.get("input_tokens", 0)) + usage.input_tokens,
            "output_tokens": int(before.get("output_tokens", 0)) + usage.output_tokens,
            "seconds": round(time.perf_counter() - self._begun, 3),
        }
        return self._item.usage

    def finish(self) -> list[ThreadStreamEvent]:
        """The events that end the message, once; none when nothing was said."""
        if self._finished or not self.started:
            return []
        self._finished = True
        self._item.content[0].text = self.text
        return [
            self._updated(AssistantMessageContentPartDone(content_index=0, content=self._item.content[0])),
            ThreadItemDoneEvent(item=self._item),
        ]

    def _begin(self) -> list[ThreadStreamEvent]:
        if self.started:
            return []
        added = ThreadItemAddedEvent(item=self._item.model_copy(update={"content": []}))
        self._item.content.append(AssistantMessageContent(text="", annotations=[]))
        part = AssistantMessageContent(text="", annotations=[])
        return [added, self._updated(AssistantMessageContentPartAdded(content_index=0, content=part))]

    def says(self, text: str) -> bool:
        """Say more text, where that needs no event; False where it does."""
        if self._run is None or self._by_event:
            return False
        if text:
            self._pieces.append(text)
            self._run.say(self._item.id, 0, text)
        return True

    def require_going_on(self) -> None:
        """Raise `CancelledError` where the run goes on though it was told to end."""
        if self._run is not None:
            self._run.require_going_on()

    def _text(self, text: str) -> list[ThreadStreamEvent]:
        self._pieces.append(text)
        self._by_event = False
        return [*self._begin(), self._updated(AssistantMessageContentPartTextDelta(content_index=0, delta=text))]

    def _source(self, source: Source) -> list[ThreadStreamEvent]:
        events = self._begin()
        title, description = source.title, source.snippet or None
        shown = (
            URLSource(title=title, url=source.url, description=description)
            if source.url
            else FileSource(title=title, filename=title, description=description)
        )
        update = AssistantMessageContentPartAnnotationAdded(
            content_index=0,
            annotation_index=len(self._item.content[0].annotations),
            annotation=Annotation(source=shown, index=len(self.text)),
        )
        apply_update(self._item, update)
        return [*events, self._updated(update)]

    def _updated(self, update: Any) -> ThreadItemUpdatedEvent:
        return ThreadItemUpdatedEvent(item_id=self._item.id, update=update)
