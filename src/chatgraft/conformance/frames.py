"""Reads an event stream strictly: what a lenient parser forgives, a proxy or a browser may not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, cast

from chatgraft.conformance.checks import require

END = "end"


@dataclass(frozen=True, slots=True)
class Frame:
    """One block of the stream: an event, with its id where it has one, or a comment."""

    id: str | None = None
    data: str | None = None
    comment: str | None = None

    @property
    def event(self) -> dict[str, Any]:
        """The event's JSON object."""
        value = json.loads(self.data or "null")
        require(isinstance(value, dict), f"an event is a JSON object, came: {str(self.data)[:200]}")
        return cast("dict[str, Any]", value)

    @property
    def is_end(self) -> bool:
        return self.comment == END


def parse_frame(block: str) -> Frame:
    """A block without its blank line. Lines other than `id:`, one `data:` and comments are not in the protocol."""
    event_id = data = comment = None
    for line in block.split("\n"):
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "id":
            event_id = value
        elif name == "data" and data is None:
            data = value
        elif name == "":
            comment = value
        else:
            raise AssertionError(f"the stream holds a line that the protocol does not have: {line[:120]!r}")
    return Frame(event_id, data, comment)


async def read_frames(chunks: AsyncIterator[bytes]) -> AsyncIterator[Frame]:
    """Frames as they become whole. What is left over when the body ends early is a cut stream, and is let go."""
    pending = b""
    async for chunk in chunks:
        pending += chunk
        *blocks, pending = pending.split(b"\n\n")
        for block in blocks:
            if block.strip():
                yield parse_frame(block.decode("utf-8"))
    if pending.strip() == f": {END}".encode():
        yield Frame(comment=END)
