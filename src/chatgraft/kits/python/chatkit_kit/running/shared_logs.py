"""Logs of runs in Redis Streams, where every worker can read them.

The worker that carries a run keeps its log in memory as ever, and copies it: 20 ms of events to an entry, the first at
once. An entry's id is the number of its last event, `<number>-0`, so that a copy can be continued where it stopped and
a reader's place is its own; `<last>-1` is the end. A stream goes five minutes after its run.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from ..redis_link import ANSWER_SECONDS, RedisAwayError, RedisLink
from .run_log import KEPT_SECONDS, LoggedEvent, RunLog, TrimmedError

BATCH_SECONDS = 0.02
STOPS = "stops"
WAIT_SECONDS = 1.0
"""How long a reader waits for news before it asks whether the worker is still alive."""


@dataclass(frozen=True, slots=True)
class News:
    """What follows a reader's place; `finished` says that nothing more will."""

    events: list[LoggedEvent]
    finished: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers of the oldest and the newest event of a log."""

    first: int
    last: int
    finished: bool


class SharedLogs:
    """The logs of all workers, and their word to each other that a run is to stop.

    `longest_run` is in seconds: what is left of a killed worker's runs goes after it.
    """

    def __init__(self, link: RedisLink, longest_run: float) -> None:
        self._link = link
        self._expiry = int(longest_run) + 2 * KEPT_SECONDS
        self._copies: dict[str, asyncio.Task[None]] = {}

    def copy(self, run_id: str, log: RunLog) -> None:
        """Begin to copy a log, until it has ended. What an outage of Redis holds up or wipes out follows after it."""
        self._copies[run_id] = asyncio.create_task(self._copy(run_id, log))

    def forget(self, run_id: str) -> None:
        """Copy no more of a run: here it is forgotten."""
        if copy := self._copies.pop(run_id, None):
            copy.cancel()

    async def close(self, seconds: float) -> None:
        """Give the ends of the last answers so long to reach Redis."""
        if self._copies:
            await asyncio.wait(self._copies.values(), timeout=seconds)
        for run_id in list(self._copies):
            self.forget(run_id)

    async def tell_to_stop(self, run_id: str) -> None:
        """Tell the worker that carries the run. It does not hear while Redis is away."""
        with contextlib.suppress(RedisAwayError):
            await self._link.say(STOPS, run_id)

    async def told_to_stop(self) -> AsyncIterator[str]:
        """The runs that are to stop, as it is told."""
        while True:
            with contextlib.suppress(RedisAwayError):
                async for run_id in self._link.hear(STOPS):
                    yield run_id
            await asyncio.sleep(WAIT_SECONDS)

    async def _copy(self, run_id: str, log: RunLog) -> None:
        key, written = self._key(run_id), 0
        while not await self._copy_from(written, key, log):
            written = await self._find_written(key)

    async def _copy_from(self, written: int, key: str, log: RunLog) -> bool:
        """Copy what follows `written`, to the end; False when it could not be done."""
        try:
            async for batch in log.read(max(written, log.first - 1)):
                if batch:
                    await self._write(key, batch, log.first, is_first=written == 0)
                    written = batch[-1].number
                    await asyncio.sleep(BATCH_SECONDS)
            await self._link.ask_all(("XADD", key, f"{log.last}-1", "end", 1), ("EXPIRE", key, KEPT_SECONDS))
        except (RedisAwayError, TrimmedError):
            return False
        return True

    async def read(self, run_id: str, after: int, wait: float) -> News:
        """What follows `after`, as soon as there is something, or nothing after so many seconds.

        Raises `TrimmedError` for a reader left behind and `RedisAwayError`.
        """
        block = ("BLOCK", int(wait * 1000)) if wait else ()
        found = await self._link.wait(WAIT_SECONDS, "XREAD", *block, "STREAMS", self._key(run_id), f"{after}-0")
        return _news(found[0][1] if found else [], after)

    async def read_all(self, run_id: str) -> list[LoggedEvent]:
        """All that is kept of a run."""
        return _events(await self._link.ask("XRANGE", self._key(run_id), "-", "+"))

    async def find_span(self, run_id: str) -> "Span | None":
        """What is kept of a run, or None where nothing is."""
        key = self._key(run_id)
        start, end = await self._link.ask_all(
            ("XRANGE", key, "-", "+", "COUNT", 1), ("XREVRANGE", key, "+", "-", "COUNT", 1)
        )
        if not start:
            return None
        return Span(int(_fields(start[0]).get(b"first", 1)), _number(end[0]), b"end" in _fields(end[0]))

    async def _write(self, key: str, batch: list[LoggedEvent], oldest: int, *, is_first: bool) -> None:
        # JSON holds no line ends of its own.
        data = b"\n".join(event.data for event in batch)
        trim = ("MINID", oldest) if oldest > 1 else ()
        entry = ("XADD", key, *trim, f"{batch[-1].number}-0", "first", batch[0].number, "data", data)
        if is_first:
            await self._link.ask_all(entry, ("EXPIRE", key, self._expiry))
        else:
            await self._link.ask(*entry)

    async def _find_written(self, key: str) -> int:
        """The last event that is in Redis, as soon as Redis can tell."""
        while True:
            await asyncio.sleep(ANSWER_SECONDS)
            try:
                entries = await self._link.ask("XREVRANGE", key, "+", "-", "COUNT", 1)
            except RedisAwayError:
                continue
            return _number(entries[0]) if entries else 0

    def _key(self, run_id: str) -> str:
        return self._link.key("run", run_id)


def _news(entries: list[Any], after: int) -> News:
    """Entries as what follows `after`, without a gap."""
    events = [event for event in _events(entries) if event.number > after]
    if events and events[0].number != after + 1:
        raise TrimmedError
    return News(events, finished=any(b"end" in _fields(entry) for entry in entries))


def _events(entries: list[Any]) -> list[LoggedEvent]:
    events: list[LoggedEvent] = []
    for fields in map(_fields, entries):
        if b"end" not in fields:
            data = fields[b"data"].split(b"\n")
            events += [LoggedEvent(number, one) for number, one in enumerate(data, int(fields[b"first"]))]
    return events


def _number(entry: Any) -> int:
    return int(entry[0].partition(b"-")[0])


def _fields(entry: Any) -> dict[bytes, bytes]:
    """An entry's fields, which some versions of the client hand over as a flat list."""
    fields = entry[1]
    return fields if isinstance(fields, dict) else dict(zip(fields[::2], fields[1::2], strict=True))
