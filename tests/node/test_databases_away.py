"""What the Node kit's stores do when their database is silent, restarted or cannot be used: requests are told so in
good time, and no part of an address that cannot be read is told."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError, ImpossibleValueError
from chatgraft.kits.python.chatkit_kit.stores.database import SessionRow
from tests.fixtures.cable import cable
from tests.fixtures.database_servers import Mariadb, start_mariadb, start_mongo
from tests.fixtures.node_kit import KIT, land_node_kit
from tests.fixtures.node_store import lend_node_database
from tests.fixtures.servers import start_postgres

from .databases import SQL, engine_of

NewUrl = Callable[[str], str]
SERVERS: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "postgres": start_postgres,
    "mariadb": start_mariadb,
    "mongo": start_mongo,
}
SCHEMES = ["postgresql", "mysql", "mongodb"]
IN_TIME = 8
"""Seconds: a connection's four, or a wait's five, and what the machine needs around it."""
GIVEN_UP = 15 + 4
"""Seconds that a statement may take, and what Node and the machine need around it."""
LATE_US = 4_000_000_000_000_000
MYSQL_ADDRESSES: dict[str, dict[str, Any]] = {
    "mysql://ann:p%40ss%2Fword@db.example:3307/site": (
        {"host": "db.example", "port": 3307, "user": "ann", "password": "p@ss/word", "database": "site"}
    ),
    "mysql://ann@h/x?ssl-mode=DISABLED": {"ssl": None},
    "mysql://ann@h/x?sslmode=prefer": {"ssl": None},
    "mysql://ann@h/x?ssl=false": {"ssl": None},
    "mysql://ann@h/x?ssl-mode=REQUIRED": {"ssl": {"rejectUnauthorized": False, "verifyIdentity": False}},
    "mysql://ann@h/x?ssl_mode=VERIFY_CA": {"ssl": {"rejectUnauthorized": True, "verifyIdentity": False}},
    "mysql://ann@h/x?ssl-mode=VERIFY_IDENTITY": {"ssl": {"rejectUnauthorized": True, "verifyIdentity": True}},
    "mysql://ann@h/x?ssl=true": {"ssl": {"rejectUnauthorized": True, "verifyIdentity": True}},
    "mysql://ann@h/x?sslaccept=strict": {"ssl": {"rejectUnauthorized": True, "verifyIdentity": True}},
    "mysql://ann@h/x?ssl=%7B%22rejectUnauthorized%22%3Afalse%7D": {
        "ssl": {"rejectUnauthorized": False, "verifyIdentity": False}
    },
    "mysql://ann@h/x?socket=/run/mysqld.sock": {"socketPath": "/run/mysqld.sock"},
}


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_a_server_that_says_nothing_keeps_no_queue_of_visitors(tmp_path: Path, scheme: str) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        lend_node_database(tmp_path / "kit", f"{scheme}://a@127.0.0.1:{silent.getsockname()[1]}/x") as database,
    ):
        await database.come_round()
        begun = time.monotonic()
        asking = (database.runs.find("ann", str(number)) for number in range(30))
        told = await asyncio.gather(*asking, return_exceptions=True)
        assert {type(one) for one in told} == {DatabaseUnavailableError}
        assert time.monotonic() - begun < IN_TIME


@pytest.mark.parametrize("store", [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SERVERS])
async def test_a_server_that_was_restarted_is_found_again(tmp_path: Path, store: str) -> None:
    with SERVERS[store]() as server, lend_node_database(tmp_path / "kit", server.url) as database:
        await database.tables.require()
        assert await database.runs.find("ann", "none") is None
        await asyncio.to_thread(server.stop)
        with pytest.raises(DatabaseUnavailableError):
            await database.runs.find("ann", "none")
        await asyncio.to_thread(server.start)
        assert await asyncio.gather(*(database.runs.find("ann", "none") for _ in range(4))) == [None] * 4


@pytest.mark.xdist_group("mariadb")
async def test_connections_that_the_server_has_closed_are_replaced(mariadb: Mariadb, tmp_path: Path) -> None:
    with lend_node_database(tmp_path / "kit", mariadb.create_database("closed")) as database:
        await database.tables.require()
        mariadb.hang_up()
        await database.come_round()
        assert await asyncio.gather(*(database.runs.find("ann", "none") for _ in range(4))) == [None] * 4


@contextmanager
def held(url: str, session: str) -> Iterator[None]:
    """A session's row, which nobody else may change meanwhile."""
    engine = engine_of(url)
    with engine.connect() as holder:
        holder.execute(text("UPDATE chatkit_sessions SET origin = 'held' WHERE id = :id"), {"id": session})
        yield
        holder.rollback()
    engine.dispose()


@pytest.mark.parametrize("store", SQL[1:])
@pytest.mark.parametrize("lost", [True, False], ids=["lost", "too-long"])
async def test_a_transaction_that_comes_to_no_end_is_told_and_leaves_nothing(
    new_url: NewUrl, tmp_path: Path, store: str, *, lost: bool
) -> None:
    url = new_url(store)
    port = urlsplit(url).port
    with (
        cable(port) as wire,
        lend_node_database(tmp_path / "kit", url.replace(f":{port}", f":{wire.port}")) as database,
    ):
        await database.tables.require()
        await database.sessions.insert("session", "", LATE_US)
        with held(url, "session"):
            begun = time.monotonic()
            claim = asyncio.create_task(database.sessions.claim("session", "before", "after"))
            await asyncio.sleep(1)
            if lost:
                wire.cut()
            with pytest.raises(DatabaseUnavailableError):
                await claim
            assert time.monotonic() - begun < (IN_TIME if lost else GIVEN_UP)
        wire.mend()
        assert await database.sessions.find("session") == SessionRow("", LATE_US, "")
        await database.sessions.claim("session", "before", "after")


@pytest.mark.parametrize(
    "url",
    [
        *(f"{scheme}://a:pass/word@h:port/x" for scheme in SCHEMES),
        *("mysql://a@h/x?ssl=%7Bpass", "postgresql://a:pass%zz@h:port/x?sslmode=require"),
    ],
)
async def test_no_part_of_an_address_that_cannot_be_read_is_told(tmp_path: Path, url: str) -> None:
    with (
        lend_node_database(tmp_path / "kit", url) as database,
        pytest.raises(DatabaseUnavailableError, match=r"^DATABASE_URL cannot be read\.$"),
    ):
        await database.tables.require()


@pytest.mark.parametrize("store", SQL)
async def test_what_is_no_text_or_too_long_is_refused_and_not_cut(new_url: NewUrl, tmp_path: Path, store: str) -> None:
    with lend_node_database(tmp_path / "kit", new_url(store)) as database:
        await database.tables.require()
        wrong = ["half \ud800"] + ["nul \0"] * (store == "postgres") + ["x" * 300] * (store == "mariadb")
        for owner in wrong:
            with pytest.raises(ImpossibleValueError):
                await database.sessions.insert(owner, "", 1)
        await database.sessions.insert("known", "", 1)


def test_mysqls_addresses_are_read_as_frameworks_write_them(tmp_path: Path) -> None:
    land_node_kit(tmp_path / "kit")
    program = (
        "import { readMysqlAddress } from './chatkit-kit/stores/sql/mysql-address.mjs';"
        "console.log(JSON.stringify(process.argv.slice(1).map((url) => ({ ssl: null, ...readMysqlAddress(url) }))))"
    )
    command = ["node", "--input-type=module", "--eval", program, "--", *MYSQL_ADDRESSES]
    told = json.loads(subprocess.check_output(command, cwd=tmp_path / "kit", text=True))
    for found, (url, wanted) in zip(told, MYSQL_ADDRESSES.items(), strict=True):
        assert {name: found[name] for name in wanted} == wanted, url


@pytest.mark.parametrize(("url", "package"), [("mongodb://h/x", "mongodb"), ("postgresql://h/x", "pg")])
def test_a_package_that_is_missing_is_named(tmp_path: Path, url: str, package: str) -> None:
    copytree(KIT / "javascript", tmp_path / "kit")
    program = (
        "import { openDatabase } from './chatkit-kit/stores/open.mjs';"
        f"openDatabase({{ databaseUrl: '{url}', production: false }}, 1).catch((error) => console.log(error.message))"
    )
    told = subprocess.check_output(["node", "--input-type=module", "--eval", program], cwd=tmp_path / "kit", text=True)
    assert told.endswith(f"needs a package that is not installed. Run: npm install {package}\n")
