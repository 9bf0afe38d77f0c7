"""Server-sent events: ChatKit's plain framing, and the framing with ids from which a cut stream can be resumed."""

from collections.abc import AsyncIterator

from . import watch
from .run_log import LoggedEvent, TrimmedError

END = b": end\n\n"
KEEP_ALIVE = b": keep-alive\n\n"

Batches = AsyncIterator[list[LoggedEvent]]


async def plain_events(batches: Batches) -> AsyncIterator[bytes]:
    """Framing for clients that know nothing of runs: data lines and nothing else."""
    try:
        async for batch in batches:
            yield b"".join(b"data: %b\n\n" % event.data for event in batch)
    except TrimmedError:
        return


async def keyed_events(batches: Batches) -> AsyncIterator[bytes]:
    """Framing with an id per event, comments against silence, and `: end` as the proof that nothing is missing.

    A reader that was left behind gets no such proof: it comes back, and is told that the rest is gone.
    """
    try:
        async for batch in batches:
            yield b"".join(b"id: %d\ndata: %b\n\n" % (event.number, event.data) for event in batch) or KEEP_ALIVE
    except TrimmedError:
        return
    yield END


async def counted(events: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The events, as one of the open streams for as long as they are read."""
    watch.stream_opened()
    try:
        async for event in events:
            yield event
    finally:
        watch.stream_closed()
