"""Runs that other workers carry, or carried when they died: what can be told of them here, and who buries them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from chatkit.types import ErrorEvent, ThreadItem, ThreadItemDoneEvent, ThreadStreamEvent
from pydantic import TypeAdapter

from .. import watch
from ..context import Context
from ..redis_link import RedisAwayError
from ..stores.chat_store import ChatStore
from ..stores.database import ENDED, LOST, RUNNING, RunRow, RunRows
from .open_items import OpenItems
from .run import snapshot, to_json
from .run_log import SILENCE_SECONDS, LoggedEvent, TrimmedError
from .shared_logs import WAIT_SECONDS, News, SharedLogs, Span

# Events that end a lost run are numbered from here: after every number its worker can have given.
LOST_NUMBER = 1 << 40
LOST_END = LOST_NUMBER + 1000
LOST_MESSAGE = "The answer was interrupted by a restart of the chat. What had arrived is kept."

_event_form: TypeAdapter[ThreadStreamEvent] = TypeAdapter(ThreadStreamEvent)


class Elsewhere:
    """Reads the logs that the workers share; without Redis, or while it is away, only what the tables tell."""

    def __init__(self, rows: RunRows, store: ChatStore, logs: SharedLogs | None) -> None:
        self._rows = rows
        self._store = store
        self._logs = logs

    async def find_span(self, row: RunRow) -> Span | None:
        """What the common log has of a run, or None."""
        if self._logs is not None:
            with contextlib.suppress(RedisAwayError):
                return await self._logs.find_span(row.id)
        return None

    async def has_beginning(self, row: RunRow) -> bool:
        """Whether the common log has a run from its first event on.

        That of one that may have only just begun is waited for, but not for long: its worker may write no common log.
        """
        if self._logs is None:
            return False
        with contextlib.suppress(RedisAwayError, TrimmedError):
            span = await self._logs.find_span(row.id)
            if span is not None:
                return span.first == 1
            if row.state == RUNNING and not row.expired:
                news = await self._logs.read(row.id, 0, WAIT_SECONDS)
                return bool(news.events) or news.finished
        return False

    async def read(self, row: RunRow, after: int) -> AsyncIterator[list[LoggedEvent]]:
        """A run from its place on: its events while its worker lives, then what was kept and the offer of a retry.

        An empty list says that it is silent.

        Raises `TrimmedError` where what follows cannot be told.
        """
        seconds, silent, ended = 0.0, 0.0, False
        while True:
            news = await self._news(row.id, after, seconds)
            silent, seconds = silent + seconds, WAIT_SECONDS
            if news.events or silent >= SILENCE_SECONDS:
                silent = 0.0
                yield news.events
            if news.finished:
                return
            if news.events:
                after = news.events[-1].number
                continue
            if ended:  # and its end has not come, though it was waited for
                raise TrimmedError
            current = await self._rows.find(row.owner, row.id)
            if current is None:
                raise TrimmedError
            if current.state == LOST or current.expired:
                break
            ended = current.state == ENDED
        for event in await self._last_words(row):
            if event.number > after:
                yield [event]

    async def state(self, row: RunRow) -> dict[str, Any]:
        """A run with its open items, as `GET …/threads/{id}/run` tells it."""
        if not row.expired and (told := await self._told(row)):
            return told
        stored = await self._store.open_items(row.thread_id, Context(row.owner))
        if row.expired:
            await self._bury(row)
        return snapshot(row.id, 0, stored)

    async def _told(self, row: RunRow) -> dict[str, Any] | None:
        """The state by the events so far, where the common log has them all."""
        events: list[LoggedEvent] = []
        if self._logs is not None:
            with contextlib.suppress(RedisAwayError):
                events = await self._logs.read_all(row.id)
        if not events or events[0].number != 1:
            return None
        items = OpenItems()
        for event in events:
            items.apply(_event_form.validate_json(event.data))
        return snapshot(row.id, events[-1].number, items.all())

    async def _news(self, run_id: str, after: int, seconds: float) -> News:
        """What follows, or nothing after so many seconds."""
        if self._logs is not None:
            with contextlib.suppress(RedisAwayError):
                return await self._logs.read(run_id, after, seconds)
        await asyncio.sleep(seconds)
        return News([], finished=False)

    async def _last_words(self, row: RunRow) -> list[LoggedEvent]:
        events: list[ThreadStreamEvent] = [ThreadItemDoneEvent(item=item) for item in await self._bury(row)]
        said = [LoggedEvent(number, to_json(event)) for number, event in enumerate(events, LOST_NUMBER)]
        offer = ErrorEvent(code="custom", message=LOST_MESSAGE, allow_retry=True)
        return [*said, LoggedEvent(LOST_END, to_json(offer))]

    async def mark_lost(self, row: RunRow) -> None:
        if await self._rows.end(row.id, LOST):
            watch.turn_ended("lost", None)

    async def _bury(self, row: RunRow) -> list[ThreadItem]:
        """Mark a run lost, once, and finish its checkpointed items as they stand."""
        await self.mark_lost(row)
        if await self._rows.find_running(row.owner, row.thread_id) is not None:
            return []  # the items that are open now are a later run's, which finished the lost one's as it began
        return await self._store.close_items(row.thread_id, Context(row.owner))
