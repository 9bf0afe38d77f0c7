"""The events of one run, kept so that any number of readers can follow from any place, also after its end."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import islice

KEPT_SECONDS = 300
"""How long a run that has ended can be read on."""
LOG_BYTES = 4 * 1024 * 1024
# Proxies and mobile networks drop a connection that says nothing for a minute, some sooner.
SILENCE_SECONDS = 15.0


class TrimmedError(Exception):
    """The events that follow a reader's place have been dropped."""


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event: its number within the run, from 1, and its JSON."""

    number: int
    data: bytes


class RunLog:
    """Grows at one end; over `LOG_BYTES` it drops its oldest events. Used on the event loop alone."""

    def __init__(self, limit: int = LOG_BYTES) -> None:
        self.finished = False
        self.last = 0
        self._limit = limit
        self._size = 0
        self._events: deque[LoggedEvent] = deque()
        self._waiting: set[asyncio.Future[bool]] = set()

    @property
    def first(self) -> int:
        """The number of the oldest event that is kept, or of the one that will be."""
        return self._events[0].number if self._events else self.last + 1

    def append(self, data: bytes) -> None:
        self.last += 1
        self._events.append(LoggedEvent(self.last, data))
        self._size += len(data)
        while self._size > self._limit and len(self._events) > 1:
            self._size -= len(self._events.popleft().data)
        self._wake()

    def finish(self) -> None:
        self.finished = True
        self._wake()

    def holds(self, after: int) -> bool:
        """Whether every event after that number is still here."""
        return after >= self.first - 1

    async def read(self, after: int) -> AsyncIterator[list[LoggedEvent]]:
        """What follows `after`, as it comes, until the run has finished; an empty list says that it is silent.

        Raises `TrimmedError` for a reader left behind.
        """
        while True:
            if not self.holds(after):
                raise TrimmedError
            if self.last > after:
                # Readers mostly need the newest event or two: count from the end.
                start = len(self._events) - (self.last - after)
                after = self.last
                yield list(islice(self._events, start, None))
            elif self.finished:
                return
            elif not await self._grows(SILENCE_SECONDS):
                yield []

    async def _grows(self, seconds: float) -> bool:
        """Wait until there is news; False when there was none for so long.

        A future and a timer: what `wait_for` adds costs more than all else that a reader does for a delta.
        """
        loop = asyncio.get_running_loop()
        news: asyncio.Future[bool] = loop.create_future()
        silence = loop.call_later(seconds, _settle, news, False)
        self._waiting.add(news)
        try:
            return await news
        finally:
            silence.cancel()
            self._waiting.discard(news)

    def _wake(self) -> None:
        for news in self._waiting:
            _settle(news, True)


def _settle(news: "asyncio.Future[bool]", grown: bool) -> None:
    if not news.done():
        news.set_result(grown)
