"""A streamed answer being read: its frames, the run it belongs to, and whether it ended or was cut."""

from __future__ import annotations

from typing import Any

import httpx

from chatgraft.conformance.checks import require
from chatgraft.conformance.frames import Frame, read_frames
from chatgraft.conformance.official import judge
from chatgraft.conformance.vocabulary import words_of

Event = dict[str, Any]


class Stream:
    """Reads one streaming response. Every event that comes is judged by the official types."""

    def __init__(self, response: httpx.Response, seen: set[str] | None = None) -> None:
        self.response = response
        self._seen = set() if seen is None else seen
        self.frames: list[Frame] = []
        self.lines = read_frames(response.aiter_bytes())

    @property
    def run_id(self) -> str:
        """The run that this answer is, as `X-Run-Id` names it."""
        run_id = self.response.headers.get("x-run-id")
        require(run_id, "the stream came without X-Run-Id: nobody could resume or stop it")
        return str(run_id)

    @property
    def events(self) -> list[Event]:
        return [frame.event for frame in self.frames if frame.data is not None]

    @property
    def types(self) -> list[str]:
        return [event["type"] for event in self.events]

    @property
    def ids(self) -> list[str]:
        return [frame.id for frame in self.frames if frame.id is not None]

    @property
    def ended(self) -> bool:
        """Whether `: end` was the last line."""
        return bool(self.frames) and self.frames[-1].is_end

    @property
    def text(self) -> str:
        """What the assistant has said in this stream: the finished answer, else the deltas so far."""
        done = [event["item"] for event in self.of("thread.item.done") if event["item"]["type"] == "assistant_message"]
        if done:
            return said(done[-1])
        updates = [event["update"] for event in self.of("thread.item.updated")]
        return "".join(
            update["delta"] for update in updates if update["type"] == "assistant_message.content_part.text_delta"
        )

    @property
    def thread_id(self) -> str:
        """The thread that the stream's first item or `thread.created` names."""
        for event in self.events:
            if event["type"] == "thread.created":
                return str(event["thread"]["id"])
            if "item" in event:
                return str(event["item"]["thread_id"])
        raise AssertionError(f"no event so far names the thread: {self.types}")

    def of(self, kind: str) -> list[Event]:
        """The events of one type."""
        return [event for event in self.events if event["type"] == kind]

    def item(self, kind: str) -> Event:
        """The last finished item of one type."""
        items: list[Event] = [event["item"] for event in self.of("thread.item.done") if event["item"]["type"] == kind]
        require(items, f"no {kind} was finished in this stream: {self.types}")
        return items[-1]

    def __aiter__(self) -> Stream:
        return self

    async def __anext__(self) -> Frame:
        frame = await self.lines.__anext__()
        if frame.data is not None:
            self._seen |= words_of(judge("event", frame.event))
        self.frames.append(frame)
        return frame

    async def until_words(self, count: int) -> Stream:
        """Reads on until `count` words have come as deltas."""
        async for _ in self:
            if len(self.text.split()) >= count:
                return self
        raise AssertionError(f"the stream ended after {self.text!r}, before {count} words: {self.types}")

    async def until(self, kind: str) -> Stream:
        """Reads on until an event of this type has come."""
        async for frame in self:
            if frame.data is not None and frame.event["type"] == kind:
                return self
        raise AssertionError(f"the stream ended without {kind}: {self.types}")

    async def rest(self) -> Stream:
        """Reads to the end of the body, or to where it was cut."""
        try:
            async for _ in self:
                pass
        except httpx.TransportError:
            require(not self.ended, "the connection broke after `: end`")
        return self


def said(item: Event) -> str:
    """The text of an assistant message."""
    return "".join(part["text"] for part in item["content"])
