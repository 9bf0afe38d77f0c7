"""Tables that are in use are brought up to date with what they hold."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError
from chatgraft.kits.python.chatkit_kit.migrations import require_current, upgrade
from chatgraft.kits.python.chatkit_kit.stores import Executor, open_executor
from chatgraft.kits.python.chatkit_kit.stores.sql import IntegrityError

IN_USE = (
    ("INSERT INTO chatkit_sessions (id, origin, created_us, expires_us) VALUES ($1, '', 1, 2)", ("ses",)),
    ("INSERT INTO chatkit_threads (owner, id, created_us, data) VALUES ($1, 'thr', 1, '{\"ü\": 1}')", ("session:ses",)),
    (
        (
            "INSERT INTO chatkit_items (owner, thread_id, id, type, open, created_us, data) "
            "VALUES ($1, 'thr', 'msg1', 'user_message', 0, 1, 'a'), ($1, 'thr', 'msg2', 'assistant_message', 1, 2, 'b')"
        ),
        ("session:ses",),
    ),
    (
        (
            "INSERT INTO chatkit_feedback (owner, thread_id, item_id, kind, created_us) "
            "VALUES ($1, 'thr', 'msg2', 'positive', 3)"
        ),
        ("session:ses",),
    ),
    (
        (
            "INSERT INTO chatkit_runs (id, owner, key, thread_id, worker, state, lease_us) "
            "VALUES ('run', $1, 'key', 'thr', 'w', 'running', 4)"
        ),
        ("session:ses",),
    ),
)
COLUMNS = {
    "sessions": "id, origin, created_us, expires_us, revoked",
    "threads": "seq, owner, id, created_us, data",
    "items": "seq, owner, thread_id, id, type, open, created_us, data",
    "feedback": "owner, thread_id, item_id, kind, created_us",
    "runs": "seq, id, owner, key, thread_id, worker, state, stop, lease_us, ended_us",
}


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Executor]:
    """A database of the first version, in use."""
    url = f"sqlite:///{(tmp_path / 'chat.sqlite3').as_posix()}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").create_database(f"old_{uuid4().hex}")
    await asyncio.to_thread(upgrade, url, "0001")
    database = open_executor(url, connections=2)
    for statement in IN_USE:
        await database.transact(statement)
    before = await rows(database)
    await asyncio.to_thread(upgrade, url)
    await require_current(database)
    assert await rows(database) == before
    yield database
    await database.close()


async def rows(database: Executor) -> dict[str, list[tuple[object, ...]]]:
    """All that the tables of the first version hold."""
    found = {}
    for table, columns in COLUMNS.items():
        found[table] = [tuple(row) for row in await database.fetch(f"SELECT {columns} FROM chatkit_{table} ORDER BY 1")]
    return found


async def test_items_and_feedback_follow_their_thread_to_another_owner(database: Executor) -> None:
    await database.execute("UPDATE chatkit_threads SET owner = $1", "user:ann")
    for table in ("items", "feedback"):
        assert await database.fetch(f"SELECT DISTINCT owner FROM chatkit_{table}") == [("user:ann",)]
    await database.execute("DELETE FROM chatkit_threads")
    assert await database.fetch("SELECT 1 FROM chatkit_items") == []
    assert await database.fetch("SELECT 1 FROM chatkit_feedback") == []


async def test_an_item_without_its_thread_is_refused_and_ids_go_on(database: Executor) -> None:
    insert = (
        "INSERT INTO chatkit_items (owner, thread_id, id, type, created_us, data) "
        "VALUES ('session:ses', $1, $2, 'user_message', 1, 'c') RETURNING seq, open"
    )
    with pytest.raises(IntegrityError):
        await database.fetch(insert, "nothing", "msg3")
    with pytest.raises(IntegrityError):
        await database.fetch(insert, "thr", "msg1")
    [(seq, is_open)] = await database.fetch(insert, "thr", "msg3")
    assert (seq > 2, is_open) == (True, 0)


async def test_several_statements_are_done_all_or_not_at_all(database: Executor) -> None:
    before = await rows(database)
    with pytest.raises(IntegrityError):
        await database.transact(
            ("UPDATE chatkit_sessions SET claimed_by = $1", ("user:ann",)),
            ("INSERT INTO chatkit_threads (owner, id, created_us, data) VALUES ($1, 'thr', 1, '')", ("session:ses",)),
        )
    assert await rows(database) == before
    assert await database.fetch("SELECT claimed_by FROM chatkit_sessions") == [(None,)]


@pytest.mark.parametrize("url", ["postgresql://chat:pass/word@host:port/name", "postgresql://chat:w@rd@[host/name"])
def test_no_part_of_an_address_that_cannot_be_read_is_told_by_a_migration(url: str) -> None:
    with pytest.raises(DatabaseUnavailableError, match=r"^DATABASE_URL cannot be read\.$") as raised:
        upgrade(url)
    assert raised.value.__suppress_context__
