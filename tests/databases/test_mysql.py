"""MySQL's addresses, and a server that is silent, busy, restarted or in a knot: requests are told so in good time."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError, ImpossibleValueError, SettingsError
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.stores import mysql
from chatgraft.kits.python.chatkit_kit.stores.mysql import MysqlExecutor, connection_settings
from tests.fixtures.database_servers import Mariadb, start_mariadb

SECRET = "a secret for tests that is long enough"


def settings_of(tmp_path: Path, url: str) -> dict[str, Any]:
    named = Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET, "DATABASE_URL": url})
    return connection_settings(named.database_url)


@pytest.mark.parametrize("scheme", ["mysql", "mysql+pymysql", "mysql+asyncmy", "mysql2", "mariadb", "mariadb+aiomysql"])
def test_an_address_is_read_as_frameworks_write_it(tmp_path: Path, scheme: str) -> None:
    found = settings_of(tmp_path, f"{scheme}://ann:p%40ss%2Fword@db.example:3307/site?charset=latin1")
    wanted = {"host": "db.example", "port": 3307, "user": "ann", "password": "p@ss/word", "database": "site"}
    assert {name: found[name] for name in wanted} == wanted
    assert (found["charset"], found.get("ssl")) == ("utf8mb4", None)


@pytest.mark.parametrize(
    ("query", "checks", "names"),
    [
        ("ssl-mode=REQUIRED", False, False),
        ("sslmode=require", False, False),
        ("ssl_mode=VERIFY_CA", True, False),
        ("ssl-mode=VERIFY_IDENTITY", True, True),
        ("ssl=true", True, True),
        ("sslaccept=strict", True, True),
        ("ssl=%7B%22rejectUnauthorized%22%3Afalse%7D", False, False),
        ("ssl=%7B%22rejectUnauthorized%22%3Atrue%7D", True, True),
    ],
)
def test_tls_is_asked_for_as_the_address_does(tmp_path: Path, query: str, *, checks: bool, names: bool) -> None:
    context = settings_of(tmp_path, f"mysql://ann@db.example/site?{query}")["ssl"]
    assert (context.verify_mode is ssl.CERT_REQUIRED, context.check_hostname) == (checks, names)


@pytest.mark.parametrize("query", ["", "?ssl-mode=DISABLED", "?ssl=false", "?sslmode=prefer"])
def test_tls_is_not_asked_for(tmp_path: Path, query: str) -> None:
    assert "ssl" not in settings_of(tmp_path, f"mysql://ann@db.example/site{query}")


@pytest.mark.parametrize("address", ["chat:pass/word@host:port/name", "a@h/x?ssl=%7Bsecret", "a@h/x?ssl_ca=/secret"])
def test_no_part_of_an_address_that_cannot_be_read_is_told(address: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match=r"^DATABASE_URL cannot be read\.$"):
        connection_settings(f"mysql://{address}")


def test_an_address_without_a_database_says_what_is_missing() -> None:
    with pytest.raises(DatabaseUnavailableError, match="names no database"):
        connection_settings("mysql://ann@db.example")


def test_other_databases_are_named_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="mysql://"):
        settings_of(tmp_path, "oracle://ann@db.example/site")


@pytest.fixture
async def database(mariadb: Mariadb) -> AsyncIterator[MysqlExecutor]:
    database = MysqlExecutor(mariadb.create_database(f"d{uuid4().hex}"), connections=2)
    await database.execute("CREATE TABLE t (id VARCHAR(9) PRIMARY KEY, n INT)")
    await database.execute("INSERT INTO t (id, n) VALUES ('a', 0), ('b', 0)")
    yield database
    await database.close()


async def test_a_server_that_says_nothing_keeps_no_queue_of_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mysql, "CONNECT_SECONDS", 0.5)
    monkeypatch.setattr(mysql, "WAIT_SECONDS", 0.7)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = MysqlExecutor(f"mysql://a@127.0.0.1:{silent.getsockname()[1]}/x", connections=3)
        asking = (database.fetch("SELECT 1") for _ in range(60))
        told = await asyncio.wait_for(asyncio.gather(*asking, return_exceptions=True), 8)
        assert {type(one) for one in told} == {DatabaseUnavailableError}
        await database.close()


async def test_who_waits_too_long_for_a_busy_server_is_told_so(
    monkeypatch: pytest.MonkeyPatch, mariadb: Mariadb
) -> None:
    monkeypatch.setattr(mysql, "WAIT_SECONDS", 0.3)
    database = MysqlExecutor(mariadb.url, connections=1)
    await database.fetch("SELECT 1")
    slow = asyncio.create_task(database.fetch("SELECT SLEEP(2)"))
    await asyncio.sleep(0.05)
    with pytest.raises(DatabaseUnavailableError):
        await database.fetch("SELECT 1")
    await slow
    assert await database.fetch("SELECT 1") == [(1,)]
    await database.close()


async def test_a_request_that_is_given_up_leaves_no_connection_in_disorder(database: MysqlExecutor) -> None:
    for _ in range(5):
        slow = asyncio.create_task(database.fetch("SELECT SLEEP(5), 'slow'"))
        await asyncio.sleep(0.05)
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
    assert await asyncio.gather(*(database.fetch("SELECT $1", n) for n in range(8))) == [[(n,)] for n in range(8)]


async def test_connections_that_the_server_has_closed_are_replaced(mariadb: Mariadb, database: MysqlExecutor) -> None:
    await asyncio.gather(database.fetch("SELECT SLEEP(0.1)"), database.fetch("SELECT SLEEP(0.1)"))
    mariadb.hang_up()
    for _ in range(3):  # turns of the loop: for what the server said last, for the end, and one to spare
        await asyncio.sleep(0.01)
    assert await asyncio.gather(*(database.fetch("SELECT 1") for _ in range(4))) == [[(1,)]] * 4


async def test_who_waits_for_a_connection_that_breaks_gets_a_new_one(mariadb: Mariadb) -> None:
    database = MysqlExecutor(mariadb.create_database(f"d{uuid4().hex}"), connections=1)
    await database.fetch("SELECT 1")
    slow = asyncio.create_task(database.fetch("SELECT SLEEP(20)"))
    running = "SELECT id FROM information_schema.processlist WHERE info = 'SELECT SLEEP(20)'"
    for _ in range(200):
        if connection := mariadb.run(running).strip():
            break
        await asyncio.sleep(0.05)
    waiting = asyncio.create_task(database.fetch("SELECT 2"))
    await asyncio.sleep(0.05)
    mariadb.run(f"KILL {connection}")
    with pytest.raises(DatabaseUnavailableError):
        await slow
    assert await waiting == [(2,)]
    await database.close()


async def test_a_server_that_was_restarted_is_found_again() -> None:
    with start_mariadb() as server:
        database = MysqlExecutor(server.url, connections=2)
        assert await database.fetch("SELECT 1") == [(1,)]
        await asyncio.to_thread(server.stop)
        with pytest.raises(DatabaseUnavailableError):
            await database.fetch("SELECT 1")
        await asyncio.to_thread(server.start)
        assert await database.fetch("SELECT 1") == [(1,)]
        await database.close()


async def test_two_that_wait_for_each_other_are_both_done(database: MysqlExecutor) -> None:
    def add(first: str, second: str) -> Any:
        change = "UPDATE t SET n = n + 1 WHERE id = $1"
        return database.transact((change, (first,)), ("SELECT SLEEP(0.2)", ()), (change, (second,)))

    await asyncio.gather(add("a", "b"), add("b", "a"))
    assert await database.fetch("SELECT n FROM t ORDER BY id") == [(2,), (2,)]


async def test_what_is_too_long_is_refused_and_not_cut(database: MysqlExecutor) -> None:
    with pytest.raises(ImpossibleValueError):
        await database.execute("INSERT INTO t (id, n) VALUES ($1, 0)", "x" * 10)
    with pytest.raises(ImpossibleValueError):
        await database.execute("INSERT INTO t (id, n) VALUES ($1, 0)", "\ud800")
