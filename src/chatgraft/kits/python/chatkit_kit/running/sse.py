"""Server-sent events: ChatKit's plain framing, and the framing with ids from which a cut stream can be resumed."""

from collections.abc import AsyncIterator
from contextlib import suppress

from .. import watch
from .run_log import LoggedEvent, TrimmedError

END = b": end\n\n"
KEEP_ALIVE = b": keep-alive\n\n"

Batches = AsyncIterator[list[LoggedEvent]]


async def plain_events(batches: Batches) -> AsyncIterator[bytes]:
    """Framing for clients that know nothing of runs: data lines and nothing else."""
    with watch.open_stream(), suppress(TrimmedError):
        async for batch in batches:
            yield b"".join(b"data: %b\n\n" % event.data for event in batch)


async def keyed_events(batches: Batches) -> AsyncIterator[bytes]:
    """Framing with an id per event, comments against silence, and `: end` as the proof that nothing is missing.

    A reader that was left behind gets no such proof: it comes back, and is told that the rest is gone.
    """
    with watch.open_stream(), suppress(TrimmedError):
        async for batch in batches:
            yield b"".join(b"id: %d\ndata: %b\n\n" % event for event in batch) or KEEP_ALIVE
        yield END
