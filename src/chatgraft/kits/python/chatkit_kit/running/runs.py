"""The runs of this worker: one a key, one at a time a thread, checkpointed, kept for readers, ended in order."""

import asyncio
import contextlib
import logging
from functools import partial
from secrets import token_hex
from typing import Any

from chatkit.errors import CustomStreamError
from chatkit.store import NotFoundError

from .. import watch
from ..context import Context
from ..errors import DatabaseUnavailableError
from ..redis_link import RedisLink
from ..settings import Settings
from ..stores.chat_store import ChatStore
from ..stores.database import ENDED, RUNNING, RunRow, RunRows, now_us
from .elsewhere import Elsewhere
from .run import ENDING_MESSAGES, Ending, Run, Turn
from .run_log import KEPT_SECONDS
from .shared_logs import SharedLogs
from .tending import Tending

log = logging.getLogger(__name__)

DELETION_SECONDS = 3.0
# How often a turn asks whether the one before it, at another worker, has ended.
WAITING_SECONDS = 0.2
# How long the end of the last answers may take to reach Redis when the service closes.
COPY_SECONDS = 2.0
HOUSEKEEPING_SECONDS = 60.0


class OtherWorkerError(Exception):
    """The run is, or was, another worker's, and its log is not here. `row` is None when it is forgotten already."""

    def __init__(self, row: RunRow | None) -> None:
        super().__init__(row)
        self.row = row


class Runs:
    """The runs that this worker carries; `elsewhere` knows of the others. `link` is None where there is no Redis."""

    def __init__(
        self,
        settings: Settings,
        rows: RunRows,
        store: ChatStore,
        link: RedisLink | None = None,
    ) -> None:
        self.rows = rows
        self.closing = False
        self._store = store
        self._logs = SharedLogs(link, settings.run_seconds) if link else None
        self.elsewhere = Elsewhere(self.rows, store, self._logs)
        self._tending = Tending(rows, store, settings.lease_seconds)
        self._run_seconds = settings.run_seconds
        self._delta_seconds = settings.coalesce_ms / 1000
        self._worker = token_hex(8)
        self._runs: dict[str, Run] = {}
        self._by_key: dict[tuple[str, str], asyncio.Task[Run]] = {}
        self._latest: dict[tuple[str, str], asyncio.Task[None]] = {}
        """By owner and thread, the run that the next one waits for."""

    def joined(self, owner: str, key: str) -> Run | None:
        """The run of this worker that `key` started, if any."""
        starting = self._by_key.get((owner, key))
        return starting.result() if starting is not None and starting.done() else None

    async def start(self, turn: Turn) -> Run:
        """Start the turn, or join the run that its key has started or is starting. Raises `OtherWorkerError`."""
        place = (turn.owner, turn.key)
        starting = self._by_key.get(place)
        if starting is None:
            starting = self._by_key[place] = asyncio.create_task(self._claim(turn))
            starting.add_done_callback(partial(self._drop_failed, place))
        return await asyncio.shield(starting)

    async def _claim(self, turn: Turn) -> Run:
        run = Run(token_hex(16), turn.owner, turn.thread_id, self._delta_seconds)
        row = RunRow(run.id, run.owner, run.thread_id, self._worker, RUNNING, self._tending.lease_end())
        if not await self.rows.insert(row, turn.key):
            other = await self.rows.find_by_key(turn.owner, turn.key)
            mine = self._adopt(other)
            if mine is None:
                raise OtherWorkerError(other)
            return mine
        self._runs[run.id] = run
        place = (run.owner, run.thread_id)
        run.task = asyncio.create_task(self._carry(run, turn, self._latest.get(place)), name=f"run {run.id}")
        self._latest[place] = run.task
        if self._logs is not None:
            self._logs.copy(run.id, run.log)
        if self.closing:
            run.end(Ending.SHUTDOWN)
        return run

    async def find(self, owner: str, run_id: str) -> Run | None:
        """The owner's run of this id, when it is carried here."""
        run = self._runs.get(run_id)
        if run is None or run.owner == owner:
            return run
        return self._adopt(await self.rows.find(owner, run_id))

    async def stop(self, owner: str, run_id: str) -> bool:
        """Stop a run, here or at another worker; False when the owner has none of this id."""
        run = await self.find(owner, run_id)
        if run is not None:
            run.end(Ending.STOP)
            return True
        if not await self.rows.ask_to_stop(owner, run_id):
            return False
        if self._logs is not None:
            await self._logs.tell_to_stop(run_id)
        return True

    async def stop_thread(self, owner: str, thread_id: str) -> None:
        """End what a thread that is about to be deleted still has running, here or elsewhere, and wait for it."""
        runs = self._of_thread(owner, thread_id)
        for run in runs:
            run.end(Ending.STOP)
        await asyncio.gather(*(run.task for run in runs if run.task is not None), return_exceptions=True)
        deadline = asyncio.get_running_loop().time() + DELETION_SECONDS
        while (row := await self.rows.find_running(owner, thread_id)) is not None and not row.expired:
            await self.stop(owner, row.id)
            if asyncio.get_running_loop().time() > deadline:
                return
            await asyncio.sleep(WAITING_SECONDS)

    async def state_of_thread(self, owner: str, thread_id: str) -> dict[str, Any] | None:
        """The thread's run with its open items, or None. One that is found dead is shown once more, to be read out."""
        run, row = self._running(owner, thread_id), None
        if run is None:
            row = await self.rows.find_running(owner, thread_id)
            run = self._adopt(row)
        if run is not None and not run.log.finished:
            return run.snapshot()
        if row is None:
            return None
        if run is not None:  # it has ended here while the database could not be told
            await self.rows.end(run.id, ENDED)
            return None
        return await self.elsewhere.state(row)

    async def close(self, grace_seconds: float) -> None:
        """Let running answers finish for a while, then end them with an offer to retry."""
        self.closing = True
        await self._wait_for_all(grace_seconds)
        for run in self._runs.values():
            run.end(Ending.SHUTDOWN)
        await self._wait_for_all(grace_seconds + 1)
        if self._logs is not None:
            await self._logs.close(COPY_SECONDS)

    async def tend(self) -> None:
        """Look after the runs, for as long as the service runs."""
        await self._tending.go_on()

    async def hear_stops(self) -> None:
        """Stop runs of ours at once when another worker is asked to, for as long as the service runs.

        Without it, or while Redis is away, they stop at their next checkpoint.
        """
        if self._logs is not None:
            async for run_id in self._logs.told_to_stop():
                if run := self._runs.get(run_id):
                    run.end(Ending.STOP)

    async def keep_house(self) -> None:
        """Forget old rows, for as long as the service runs."""
        while True:
            await asyncio.sleep(HOUSEKEEPING_SECONDS)
            with contextlib.suppress(DatabaseUnavailableError):
                await self.rows.delete_old(now_us() - KEPT_SECONDS * 1_000_000)

    def _adopt(self, row: RunRow | None) -> Run | None:
        """The run of a row, if it is carried here: under the row's owner, whom a claim may have changed since."""
        run = self._runs.get(row.id) if row else None
        if row is not None and run is not None:
            run.owner = row.owner
        return run

    def _running(self, owner: str, thread_id: str) -> Run | None:
        """The run of this worker that the thread's turn is in: the oldest, as later ones wait for it."""
        return next((run for run in self._of_thread(owner, thread_id) if not run.log.finished), None)

    def _of_thread(self, owner: str, thread_id: str) -> list[Run]:
        return [run for run in self._runs.values() if (run.owner, run.thread_id) == (owner, thread_id)]

    async def _wait_for_all(self, seconds: float) -> None:
        tasks = {run.task for run in self._runs.values() if run.task is not None and not run.task.done()}
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)

    async def _carry(self, run: Run, turn: Turn, before: "asyncio.Task[None] | None") -> None:
        self._tending.add(run)
        try:
            if before is not None:
                await asyncio.wait({before})
            if not turn.begins_thread:
                await self._wait_for_others(run)
            timer = asyncio.get_running_loop().call_later(self._run_seconds, run.end, Ending.TIME)
            try:
                await self._produce(run, turn)
            finally:
                timer.cancel()
        finally:
            await self._tending.release(run)
            await self._conclude(run, turn)

    async def _wait_for_others(self, run: Run) -> None:
        """Wait until the run is the oldest of its thread: other workers may carry earlier ones."""
        with contextlib.suppress(DatabaseUnavailableError):
            while (first := await self.rows.find_first_beside(run.id)) is not None and first.id != run.id:
                if first.expired:
                    await self.elsewhere.mark_lost(first)
                else:
                    await asyncio.sleep(WAITING_SECONDS)

    async def _produce(self, run: Run, turn: Turn) -> None:
        """Drain the turn's events into the log; whatever goes wrong becomes an error event in plain words."""
        try:
            if not turn.begins_thread:  # what a killed worker left open
                await self._store.close_items(run.thread_id, _context(run))
            async for event in turn.events(run):
                run.append(event)
            if run.log.last == 0:
                run.fail("This message is no longer there, so it cannot be answered again.", allow_retry=False)
        except asyncio.CancelledError:
            run.close_items()
            if run.ending in ENDING_MESSAGES:
                run.fail(ENDING_MESSAGES[run.ending], allow_retry=True)
        except Exception as error:  # noqa: BLE001  logged and told there
            _tell(run, error)

    async def _conclude(self, run: Run, turn: Turn) -> None:
        """Record the end, then let readers go: who sees the end of a stream finds the run ended."""
        try:
            run.flush()
            if run.checkpointed:
                await self._store.close_items(run.thread_id, _context(run))
            await self.rows.end(run.id, ENDED)
        except DatabaseUnavailableError:
            log.warning("The end of a run could not be recorded", extra={"run_id": run.id})
        except Exception:
            log.exception("The end of a run could not be recorded", extra={"run_id": run.id})
        finally:
            self._let_go(run, turn)

    def _let_go(self, run: Run, turn: Turn) -> None:
        run.log.finish()
        watch.turn_ended(run.outcome, run.first_word)
        if run.failed:
            watch.error("answer")
        place = (turn.owner, run.thread_id)
        if self._latest.get(place) is run.task:
            del self._latest[place]
        asyncio.get_running_loop().call_later(KEPT_SECONDS, self._forget, run, (turn.owner, turn.key))

    def _drop_failed(self, place: tuple[str, str], starting: "asyncio.Task[Run]") -> None:
        if starting.cancelled() or starting.exception() is not None:
            del self._by_key[place]

    def _forget(self, run: Run, place: tuple[str, str]) -> None:
        self._runs.pop(run.id, None)
        self._by_key.pop(place, None)
        if self._logs is not None:
            self._logs.forget(run.id)


def _context(run: Run) -> Context:
    return Context(run.owner, run=run)


def _tell(run: Run, error: Exception) -> None:
    """A failure in words that a visitor may read; its own are for the log."""
    run.close_items()
    match error:
        case NotFoundError():
            run.fail("This is no longer there. Please reload the page, or start a new conversation.", allow_retry=False)
        case CustomStreamError():
            run.fail(error.message, allow_retry=error.allow_retry)
        case DatabaseUnavailableError():
            log.error("The database failed during a run", extra={"run_id": run.id}, exc_info=error)
            run.fail("The chat cannot reach its database at the moment.", allow_retry=True)
        case ValueError():  # the SDK's word for a request of the wrong kind, or one that comes twice
            log.warning("A request did not fit what it refers to", extra={"run_id": run.id}, exc_info=error)
            run.fail(
                "This does not fit the conversation as it stands; it may have been done before.", allow_retry=False
            )
        case _:
            log.error("A run failed", extra={"run_id": run.id}, exc_info=error)
            run.fail("This could not be answered.", allow_retry=True)
