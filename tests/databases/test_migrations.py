"""Tables of MySQL's that are in use are brought up to date with what they hold, by one of many who start at once."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from uuid import uuid4

import pytest

from chatgraft.kits.python.chatkit_kit.migrations import require_current, upgrade
from chatgraft.kits.python.chatkit_kit.stores import open_executor
from tests.fixtures.database_servers import Mariadb

pytestmark = pytest.mark.xdist_group("mariadb")
IN_USE = (
    "INSERT INTO chatkit_sessions (id, origin, created_us, expires_us) VALUES ('ses', '', 1, 2)",
    "INSERT INTO chatkit_threads (owner, id, created_us, data) VALUES ('session:ses', 'thr', 1, '{\"ü\": \"🙂\"}')",
    (
        "INSERT INTO chatkit_items (owner, thread_id, id, type, created_us, data) "
        "VALUES ('session:ses', 'thr', 'msg1', 'user_message', 1, 'a')"
    ),
    (
        "INSERT INTO chatkit_feedback (owner, thread_id, item_id, kind, created_us) "
        "VALUES ('session:ses', 'thr', 'msg1', 'positive', 3)"
    ),
    (
        'INSERT INTO chatkit_runs (id, owner, "key", thread_id, worker, state, lease_us) '
        "VALUES ('run', 'session:ses', 'key', 'thr', 'w', 'running', 4)"
    ),
)
COLUMNS = {
    "sessions": "id, origin, created_us, expires_us, revoked",
    "threads": "seq, owner, id, created_us, data",
    "items": "seq, owner, thread_id, id, type, open, created_us, data",
    "feedback": "owner, thread_id, item_id, kind, created_us",
    "runs": 'seq, id, owner, "key", thread_id, worker, state, stop, lease_us, ended_us',
}


async def test_tables_of_the_first_version_are_brought_up_to_date(mariadb: Mariadb) -> None:
    url = mariadb.create_database(f"old_{uuid4().hex}")
    await asyncio.to_thread(upgrade, url, "0001")
    database = open_executor(url, connections=2)
    await database.transact(*((statement, ()) for statement in IN_USE))

    async def rows() -> dict[str, object]:
        return {name: await database.fetch(f"SELECT {what} FROM chatkit_{name}") for name, what in COLUMNS.items()}

    before = await rows()
    await asyncio.to_thread(upgrade, url)
    await require_current(database)
    assert await rows() == before
    await database.execute("UPDATE chatkit_threads SET owner = 'user:ann'")
    assert await database.fetch("SELECT DISTINCT owner FROM chatkit_items") == [("user:ann",)]
    await database.execute("DELETE FROM chatkit_threads")
    assert await database.fetch("SELECT 1 FROM chatkit_feedback") == []
    await database.close()


def test_services_that_start_together_make_the_tables_once(mariadb: Mariadb) -> None:
    url = mariadb.create_database(f"new_{uuid4().hex}")
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as services:
        assert list(services.map(upgrade, [url] * 4)) == [None] * 4


async def test_tables_that_a_killed_service_has_begun_are_made_anew(mariadb: Mariadb) -> None:
    name = f"half_{uuid4().hex}"
    url = mariadb.create_database(name)
    await asyncio.to_thread(upgrade, url)
    mariadb.run(f"DROP TABLE {name}.chatkit_runs, {name}.chatkit_sessions; DELETE FROM {name}.chatkit_alembic_version")
    await asyncio.to_thread(upgrade, url)
    database = open_executor(url, connections=1)
    await require_current(database)
    assert await database.has_table("chatkit_runs")
    await database.close()
