"""The way of an answer's words from the assistant to its run."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator

from .. import watch
from ..closing import close, end
from ..questions import Part
from .message_writer import MessageWriter

log = logging.getLogger(__name__)


async def more_than_words(parts: AsyncIterator[Part], message: MessageWriter) -> AsyncGenerator[Part, None]:
    """The parts that bring about more than words of a message that has begun: those are said on the way.

    The assistant is read in a task of its own: else each of its words would wake every generator between it and the
    run, a dozen with the SDK's. Whoever closes this, or is cancelled, ends it, and has waited for its end.
    """
    handing = _Handing()
    reading = asyncio.create_task(_read(parts, message, handing))
    reading.add_done_callback(handing.end)
    try:
        while (part := await handing.take()) is not None:
            yield part
            message.require_going_on()  # whoever kept the part may have swallowed a stop, and only words may follow
    finally:
        await end(reading)


async def _read(parts: AsyncIterator[Part], message: MessageWriter, handing: "_Handing") -> None:
    times, is_first = watch.ModelTimes(), True
    try:
        async for part in parts:
            if is_first:
                times.first()
                is_first = False
            if not (isinstance(part, str) and message.says(part)):
                await handing.give(part)
    finally:
        await close(parts)
        times.last()


class _Handing:
    """From one task to another, one part at a time: the next is asked for when the last one was dealt with."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._given: asyncio.Future[Part | None] = self._loop.create_future()
        self._taken: asyncio.Future[None] = self._loop.create_future()
        self._is_first = True

    async def give(self, part: Part) -> None:
        self._taken = self._loop.create_future()
        self._given.set_result(part)
        await self._taken

    async def take(self) -> Part | None:
        """The next part, None at the end; raises what ended the other task."""
        if not self._is_first:
            self._given = self._loop.create_future()
            if not self._taken.done():
                self._taken.set_result(None)
        self._is_first = False
        return await self._given

    def end(self, reading: "asyncio.Task[None]") -> None:
        error = None if reading.cancelled() else reading.exception()
        if self._given.done():
            if error is not None:  # nobody waits for a part any more
                log.error("The assistant failed as it was ended", exc_info=error)
        elif reading.cancelled():
            self._given.cancel()
        elif error is not None:
            self._given.set_exception(error)
        else:
            self._given.set_result(None)
