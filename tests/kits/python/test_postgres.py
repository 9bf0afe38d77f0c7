"""PostgreSQL that is silent or busy: requests are told so in good time, all of them."""

import asyncio
import socket

import pytest

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError
from chatgraft.kits.python.chatkit_kit.stores import postgres
from chatgraft.kits.python.chatkit_kit.stores.postgres import PostgresExecutor
from tests.fixtures.servers import Postgres


async def test_a_server_that_says_nothing_keeps_no_queue_of_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = PostgresExecutor(f"postgresql://a@127.0.0.1:{silent.getsockname()[1]}/x", connections=3)
        asking = (database.fetch("SELECT 1") for _ in range(20))
        told = await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), 3)
        assert {type(one) for one in told} == {DatabaseUnavailableError}


async def test_who_waits_too_long_for_a_busy_server_is_told_so(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(postgres, "WAIT_SECONDS", 0.3)
    server: Postgres = request.getfixturevalue("postgres")
    database = PostgresExecutor(server.url, connections=1)
    await database.fetch("SELECT 1")
    slow = asyncio.create_task(database.fetch("SELECT pg_sleep(1)"))
    await asyncio.sleep(0.05)
    with pytest.raises(DatabaseUnavailableError):
        await database.fetch("SELECT 1")
    await slow
    assert await database.fetch("SELECT 1") == [(1,)]
    await database.close()
