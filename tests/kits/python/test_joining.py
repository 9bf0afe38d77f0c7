"""A question that comes a second time, at another worker than the one that has it: it is answered once."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.running.elsewhere import LOST_MESSAGE
from chatgraft.kits.python.chatkit_kit.stores.database import now_us
from tests.fixtures.redis_server import RedisServer, start_redis
from tests.kits.python.services import Browser, Reader, count_to_30, events, serving

KEY = "one-key-for-both"


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with start_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@asynccontextmanager
async def workers(folder: Path, one: str, other: str) -> AsyncIterator[tuple[Browser, Browser]]:
    """Two workers with a Redis each, or none; a visitor whose requests reach the one or the other."""
    settings = {"DATABASE_URL": f"sqlite:///{folder.as_posix()}/chat.sqlite3", "CHATKIT_SHUTDOWN_SECONDS": "1"}
    async with (
        serving(folder / "one", count_to_30, **settings, REDIS_URL=one) as first,
        serving(folder / "two", count_to_30, **settings, REDIS_URL=other) as second,
    ):
        here = await Browser(first).arrive()
        yield here, Browser(second, headers=here.headers)


async def test_it_joins_before_the_first_event(tmp_path: Path, redis: RedisServer) -> None:
    async with workers(tmp_path, redis.url, redis.url) as (here, there):
        before = Reader(await there.ask("0.2"))
        await before.until('"1 "')
        first = Reader(await here.ask("0", before.thread, KEY))  # has nothing to tell before that answer has ended
        second = asyncio.create_task(there.ask("0", before.thread, KEY))
        await asyncio.sleep(0.1)
        assert (await there.send("POST", f"/runs/{before.run}/stop")).status == 202
        joined = Reader(await second)
        assert joined.run == first.run
        assert await joined.rest() == await first.rest()


@pytest.mark.parametrize("has_redis", [True, False])
async def test_it_is_told_the_run_that_another_worker_tells_nobody_of(
    tmp_path: Path, redis: RedisServer, *, has_redis: bool
) -> None:
    async with workers(tmp_path, "", redis.url if has_redis else "") as (here, there):
        first = Reader(await here.ask("0.1", key=KEY))
        await first.until('"2 "')
        reply = await there.ask("0.1", key=KEY)
        assert (reply.status, reply.headers["X-Run-Id"]) == (409, first.run)
        assert '"30 "' not in first.text
        await first.rest()


async def test_it_is_told_the_run_of_a_worker_that_died_before_the_first_event(
    tmp_path: Path, redis: RedisServer
) -> None:
    async with workers(tmp_path, redis.url, redis.url) as (here, there):
        thread = Reader(await here.ask("0"))
        await thread.rest()
        with closing(sqlite3.connect(tmp_path / "chat.sqlite3")) as database, database:
            database.execute(
                """INSERT INTO chatkit_runs (id, owner, key, thread_id, worker, state, lease_us)
                   SELECT 'dead', owner, ?, thread_id, 'dead', 'running', ? FROM chatkit_runs""",
                (KEY, now_us() + 2_000_000),
            )
        reply = await there.ask("0", thread.thread, KEY)
        assert (reply.status, reply.headers["X-Run-Id"]) == (409, "dead")
        told = await asyncio.wait_for(events(await there.send("GET", "/runs/dead")), 10)
        assert [(event["type"], event["message"]) for event in told] == [("error", LOST_MESSAGE)]
