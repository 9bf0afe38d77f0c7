"""The events of one run, kept so that any number of readers can follow from any place, also after its end."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from itertools import islice
from typing import NamedTuple

KEPT_SECONDS = 300
"""How long a run that has ended can be read on."""
LOG_BYTES = 4 * 1024 * 1024
# Proxies and mobile networks drop a connection that says nothing for a minute, some sooner.
SILENCE_SECONDS = 15.0


class TrimmedError(Exception):
    """The events that follow a reader's place have been dropped."""


class LoggedEvent(NamedTuple):
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
        self._events: deque[bytes] = deque()
        """Without their numbers: thousands of small objects that stay would keep the garbage collector busy."""
        self._readers: set[_Reader] = set()

    @property
    def first(self) -> int:
        """The number of the oldest event that is kept, or of the one that will be."""
        return self.last - len(self._events) + 1

    def append(self, data: bytes) -> None:
        self.last += 1
        self._events.append(data)
        self._size += len(data)
        while self._size > self._limit and len(self._events) > 1:
            self._size -= len(self._events.popleft())
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
        reader = _Reader(asyncio.get_running_loop())
        self._readers.add(reader)
        try:
            while True:
                if not self.holds(after):
                    raise TrimmedError
                if self.last > after:
                    events = self._since(after)
                    after = self.last
                    yield events
                elif self.finished:
                    return
                elif not await reader.news():
                    yield []
        finally:
            self._readers.discard(reader)
            reader.close()

    def _since(self, after: int) -> list[LoggedEvent]:
        """Read from the end, as readers mostly need the newest event or two of thousands."""
        newest = list(islice(reversed(self._events), self.last - after))
        return [LoggedEvent(number, data) for number, data in enumerate(reversed(newest), after + 1)]

    def _wake(self) -> None:
        for reader in self._readers:
            reader.tell()


class _Reader:
    """Waits for news: by a future, and a timer that goes on over many of them.

    What `wait_for` and an event would add costs more than all else that is done for a delta.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._news: asyncio.Future[bool] | None = None
        self._since = loop.time()
        self._timer = loop.call_later(SILENCE_SECONDS, self._look)

    def news(self) -> "asyncio.Future[bool]":
        """Done when there is news; False when there was none for so long."""
        self._news = self._loop.create_future()
        return self._news

    def tell(self, *, news: bool = True) -> None:
        if self._news is not None and not self._news.done():
            self._since = self._loop.time()
            self._news.set_result(news)

    def close(self) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        now = self._loop.time()
        if now >= self._since + SILENCE_SECONDS:
            self._since = now
            self.tell(news=False)
        self._timer = self._loop.call_later(self._since + SILENCE_SECONDS - now, self._look)
