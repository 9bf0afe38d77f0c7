"""PostgreSQL that is silent or busy: requests are told so in good time, all of them."""

import asyncio
import socket
from collections.abc import Coroutine
from typing import Any
from uuid import uuid4

import pytest

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError
from chatgraft.kits.python.chatkit_kit.stores import postgres
from chatgraft.kits.python.chatkit_kit.stores.postgres import PostgresExecutor
from tests.fixtures.servers import Postgres


async def test_a_server_that_says_nothing_keeps_no_queue_of_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = PostgresExecutor(f"postgresql://a@127.0.0.1:{silent.getsockname()[1]}/x", connections=3)
        asking = (database.fetch("SELECT 1") for _ in range(60))
        told = await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), 8)
        assert {type(one) for one in told} == {DatabaseUnavailableError}


async def test_who_waits_too_long_for_a_busy_server_is_told_so(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 0.3)
    server: Postgres = request.getfixturevalue("postgres")
    database = PostgresExecutor(server.url, connections=1)
    await database.fetch("SELECT 1")
    slow = asyncio.create_task(database.fetch("SELECT pg_sleep(2)"))
    await asyncio.sleep(0.05)
    with pytest.raises(DatabaseUnavailableError):
        await database.fetch("SELECT 1")
    await slow
    assert await database.fetch("SELECT 1") == [(1,)]
    await database.close()


async def test_two_that_wait_for_each_other_are_both_done(request: pytest.FixtureRequest) -> None:
    server: Postgres = request.getfixturevalue("postgres")
    database = PostgresExecutor(server.create_database(f"waiting_{uuid4().hex}"), connections=2)
    await database.transact(("CREATE TABLE t (id text PRIMARY KEY, n integer NOT NULL)", ()))
    await database.transact(*(("INSERT INTO t VALUES ($1, 0)", (one,)) for one in "ab"))

    def add(first: str, second: str) -> Coroutine[Any, Any, None]:
        change = "UPDATE t SET n = n + 1 WHERE id = $1"
        return database.transact((change, (first,)), ("SELECT pg_sleep(0.2)", ()), (change, (second,)))

    await asyncio.gather(add("a", "b"), add("b", "a"))
    assert await database.fetch("SELECT n FROM t ORDER BY id") == [(2,), (2,)]
    await database.close()
