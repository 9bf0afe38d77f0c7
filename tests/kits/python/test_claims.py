"""Runs and their rows where two claims meet: one key twice, a killed worker's row, a database that dies."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from chatkit.types import ProgressUpdateEvent, ThreadStreamEvent

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError
from chatgraft.kits.python.chatkit_kit.migrations import upgrade
from chatgraft.kits.python.chatkit_kit.running.run import Run, Turn
from chatgraft.kits.python.chatkit_kit.running.runs import Runs
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.stores.database import ENDED, RUNNING, RunRow
from chatgraft.kits.python.chatkit_kit.stores.sql import Row
from chatgraft.kits.python.chatkit_kit.stores.sql_rows import SqlRuns
from chatgraft.kits.python.chatkit_kit.stores.sql_store import SqlStore
from chatgraft.kits.python.chatkit_kit.stores.sqlite import SqliteExecutor
from tests.kits.python.services import SECRET


class DyingDatabase(SqliteExecutor):
    """Answers until `dying` is set; from then on it takes its time, and gives up."""

    dying = False

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        await self._die()
        return await super().fetch(sql, *values)

    async def execute(self, sql: str, *values: Any) -> int:
        await self._die()
        return await super().execute(sql, *values)

    async def _die(self) -> None:
        if self.dying:
            await asyncio.sleep(0.05)
            raise DatabaseUnavailableError("gone")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[DyingDatabase]:
    url = f"sqlite:///{(tmp_path / 'chat.sqlite3').as_posix()}"
    await asyncio.to_thread(upgrade, url)
    database = DyingDatabase(url)
    yield database
    await database.close()


@pytest.fixture
def runs(database: DyingDatabase, tmp_path: Path) -> Runs:
    settings = Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET})
    return Runs(settings, SqlRuns(database), SqlStore(database))


class Answer:
    """A turn of thread `thr` that says one thing and then waits to be told to end."""

    def __init__(self, key: str) -> None:
        self.end = asyncio.Event()
        self.turn = Turn("owner", key, "thr", self._events)

    async def _events(self, _: Run) -> AsyncIterator[ThreadStreamEvent]:
        yield ProgressUpdateEvent(text="working")
        await self.end.wait()


async def finish(run: Run) -> None:
    assert run.task is not None
    await asyncio.wait_for(run.task, 5)


async def test_whoever_joins_a_turn_that_cannot_begin_is_told_too(database: DyingDatabase, runs: Runs) -> None:
    database.dying = True
    turn = Answer("one-key").turn
    told = await asyncio.wait_for(asyncio.gather(runs.start(turn), runs.start(turn), return_exceptions=True), 5)
    assert [type(one) for one in told] == [DatabaseUnavailableError] * 2
    database.dying = False
    answer = Answer("one-key")
    answer.end.set()
    await finish(await runs.start(answer.turn))


async def test_a_new_answer_is_shown_and_kept_apart_from_the_lost_one_before_it(
    database: DyingDatabase, runs: Runs
) -> None:
    lost = RunRow("lost", "owner", "thr", "killed", RUNNING, lease_us=0)
    await runs.rows.insert(lost, "an-old-key")
    answer = Answer("a-new-key")
    run = await runs.start(answer.turn)
    state = await runs.state_of_thread("owner", "thr")
    assert state is not None
    assert state["run_id"] == run.id
    told = [json.loads(event.data)["type"] async for batch in runs.elsewhere.read(lost, 0) for event in batch]
    assert told == ["error"]
    answer.end.set()
    await finish(run)
    assert await runs.state_of_thread("owner", "thr") is None


async def test_an_end_that_could_not_be_recorded_hides_no_later_answer(database: DyingDatabase, runs: Runs) -> None:
    first = Answer("first-key")
    run = await runs.start(first.turn)
    await asyncio.sleep(0.01)
    database.dying = True
    first.end.set()
    await finish(run)
    database.dying = False
    assert await runs.state_of_thread("owner", "thr") is None
    row = await runs.rows.find("owner", run.id)
    assert row is not None
    assert row.state == ENDED


async def test_an_answer_that_begins_while_the_service_ends_is_ended_with_it(runs: Runs) -> None:
    answer = Answer("late-key")
    closing, run = await asyncio.gather(runs.close(0.1), runs.start(answer.turn))
    assert closing is None
    assert run.ending is not None
    answer.end.set()
    await finish(run)
