"""What is done once a second for a worker's runs, for all of them together: they may be a thousand."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable

from ..context import Context
from ..errors import DatabaseUnavailableError
from ..stores.chat_store import ChatStore, Draft
from ..stores.database import RunRows, now_us
from .run import Ending, Run

log = logging.getLogger(__name__)

ROUND_SECONDS = 1.0
MOST_CHECKPOINTS = 100
"""In one round. Where more answers are being written each is kept less often, the one that waited longest first."""
KEPT_TOGETHER = 25
"""Whose checkpoints are one write. The end of any of them waits for all, so not too many."""
LAST_WRITE_SECONDS = 1.0
"""How long the end of a run waits for a checkpoint of it that is on its way."""


class Tending:
    """Renews leases, keeps what was said so far, and sees which runs another worker was told to stop."""

    def __init__(self, rows: RunRows, store: ChatStore, lease_seconds: float) -> None:
        self._rows = rows
        self._store = store
        self._lease_us = int(lease_seconds * 1_000_000)
        self._runs: dict[Run, None] = {}
        """In the order in which they were last kept."""
        self._in_hand: set[Run] = set()
        """Those that a checkpoint is being written of."""
        self._written = asyncio.Event()

    def lease_end(self) -> int:
        """Until when a lease counts that is taken now."""
        return now_us() + self._lease_us

    def add(self, run: Run) -> None:
        self._runs[run] = None

    async def release(self, run: Run) -> None:
        """Write nothing more for the run: a checkpoint after its end would bring back what it took away."""
        del self._runs[run]
        if run in self._in_hand:
            with contextlib.suppress(TimeoutError, asyncio.TimeoutError):  # two classes before Python 3.11
                await asyncio.wait_for(self._written.wait(), LAST_WRITE_SECONDS)

    async def go_on(self) -> None:
        """Round by round, for as long as the service runs."""
        while True:
            await asyncio.sleep(ROUND_SECONDS)
            try:
                await self._renew()
                await self._keep()
            except DatabaseUnavailableError:
                log.warning("Running answers could not be kept, as the database is away")
            except Exception:
                log.exception("Running answers could not be kept")

    async def _renew(self) -> None:
        runs = {run.id: run for run in self._runs}
        if runs:
            for run_id in await self._rows.renew(list(runs), self.lease_end()):
                runs[run_id].end(Ending.STOP)

    async def _keep(self) -> None:
        changed = [run for run in self._runs if run.items.changed][:MOST_CHECKPOINTS]
        while changed:
            self._in_hand = {run for run in changed[:KEPT_TOGETHER] if run in self._runs}
            self._written.clear()
            try:
                await self._checkpoint(self._in_hand)
            finally:
                self._in_hand = set()
                self._written.set()
            changed = changed[KEPT_TOGETHER:]

    async def _checkpoint(self, runs: Iterable[Run]) -> None:
        drafts: list[Draft] = []
        for run in runs:
            self._runs[run] = self._runs.pop(run)
            items = run.items.take_changed()
            run.checkpointed = run.checkpointed or bool(items)
            drafts += [Draft(run.thread_id, item, Context(run.owner, run=run)) for item in items]
        if drafts:
            await self._store.checkpoint_items(drafts)
