"""A database changes hands between the two kits, in both directions and without a step: what the one has written the
other reads, goes on with and brings up to date."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from chatkit.types import FileAttachment
from sqlalchemy import inspect

from chatgraft.kits.python.chatkit_kit.context import Context
from chatgraft.kits.python.chatkit_kit.errors import SchemaError
from chatgraft.kits.python.chatkit_kit.migrations import AlembicTables, upgrade
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.store_contract.kept import Kept, attachment, ids, in_run, message, somebody
from chatgraft.kits.python.chatkit_kit.stores import open_database
from chatgraft.kits.python.chatkit_kit.stores.database import ENDED, FeedbackRow, RunRow, SessionRow, now_us
from chatgraft.kits.python.chatkit_store import create_store
from tests.fixtures.node_store import NodeTables, lend_node_database

from .databases import SQL, STORES, engine_of

NewUrl = Callable[[str], str]
LATER_US = 3_600_000_000
TEXTS = ("'quoted' \"twice\" \\ \\n %s $1 ?", "line\r\nline", "🙂 汉字 e\u0301")
PRODUCTION = {
    "CHATKIT_SECRET": "a secret for tests that is long enough",
    "CHATKIT_ENV": "production",
    "CHATKIT_ALLOWED_ORIGINS": "https://www.example.com",
}
WAYS = [pytest.param("python", "node", id="python-to-node"), pytest.param("node", "python", id="node-to-python")]


@asynccontextmanager
async def opened(kit: str, url: str, folder: Path) -> AsyncIterator[Kept]:
    """The database as a kit has it in production, where nothing makes the tables on the way."""
    async with AsyncExitStack() as stack:
        if kit == "node":
            database: Any = stack.enter_context(lend_node_database(folder / "kit", url, production=True))
            store = database.create_store()
        else:
            settings = Settings.from_values(folder, {**PRODUCTION, "DATABASE_URL": url})
            database = open_database(settings, connections=5)
            store = create_store(database)
        stack.push_async_callback(database.close)
        yield Kept(database, store)


@dataclass
class Written:
    """What one kit has left: a visitor with a session, a thread, and a turn that goes on."""

    visitor: Context
    session: str
    thread: str
    items: list[str]
    run: RunRow
    file: FileAttachment
    key: str


async def write(kept: Kept) -> Written:
    session, key = token_hex(16), token_hex(16)
    visitor = Context(f"session:{session}")
    await kept.database.sessions.insert(session, "https://www.example.com", now_us() + LATER_US)
    thread = await kept.thread(visitor, "A title 🙂")
    run = await kept.run(visitor, thread, key)
    items = await kept.says(in_run(run), thread, *TEXTS)
    await kept.store.checkpoint_item(thread, message(thread, "unfinished"), in_run(run))
    await kept.store.add_feedback(thread, items[:1], "positive", visitor)
    file = attachment(thread)
    await kept.store.save_attachment(file, visitor)
    return Written(visitor, session, thread, items, run, file, key)


async def read(kept: Kept, left: Written) -> None:
    """All that was written is found as it was."""
    store, database, visitor = kept.store, kept.database, left.visitor
    assert ids(await store.load_threads(20, None, "desc", visitor)) == [left.thread]
    assert (await store.load_thread(left.thread, visitor)).title == "A title 🙂"
    assert await kept.texts(visitor, left.thread) == [*TEXTS, "unfinished"]
    page = await store.load_thread_items(left.thread, left.items[0], 1, "asc", visitor)
    assert (ids(page), page.has_more, page.after) == ([left.items[1]], True, left.items[1])
    assert await database.runs.find_by_key(visitor.owner, left.key) == left.run
    assert await database.runs.find_running(visitor.owner, left.thread) == left.run
    [feedback] = await database.owners.feedback(visitor.owner, left.thread)
    assert feedback == FeedbackRow(left.items[0], "positive", feedback.created_us)
    assert 0 <= now_us() - feedback.created_us < LATER_US
    session = await database.sessions.find(left.session)
    assert session == SessionRow("https://www.example.com", session.expires_us if session else 0, "")
    row = await database.attachments.find(left.file.id)
    assert row is not None
    assert FileAttachment.model_validate_json(row.data) == left.file


async def go_on(kept: Kept, left: Written) -> Context:
    """The turn comes to its end, another is begun, and the visitor signs in. Who the visitor is then."""
    store, database = kept.store, kept.database
    assert await database.runs.ask_to_stop(left.visitor.owner, left.run.id)
    assert await database.runs.renew([left.run.id], now_us() + LATER_US) == [left.run.id]
    assert len(await store.close_items(left.thread, in_run(left.run))) == 1
    assert await database.runs.end(left.run.id, ENDED)
    assert await store.name_thread(left.thread, "Another title", "A title 🙂", left.visitor)
    await kept.says(left.visitor, left.thread, "more")
    assert not await database.runs.insert(left.run, left.key)
    ann = Context(f"user:{token_hex(8)}")
    await database.sessions.claim(left.session, left.visitor.owner, ann.owner)
    return ann


async def read_on(kept: Kept, left: Written, ann: Context) -> None:
    """The kit that wrote first finds what the other has made of it, and can let go of it."""
    store, database = kept.store, kept.database
    assert await kept.texts(ann, left.thread) == [*TEXTS, "unfinished", "more"]
    assert (await store.load_thread(left.thread, ann)).title == "Another title"
    assert await store.open_items(left.thread, ann) == []
    run = await database.runs.find(ann.owner, left.run.id)
    assert run is not None
    assert run.state == ENDED
    assert await database.owners.find_old_threads(now_us(), 10) == [(ann.owner, left.thread)]
    await database.owners.erase(ann.owner, "")
    assert await database.sessions.find(left.session) is None
    assert await database.attachments.of_owner(ann.owner) == []
    assert ids(await store.load_threads(20, None, "desc", ann)) == []


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize(("first", "second"), WAYS)
async def test_a_database_changes_hands_and_back(
    new_url: NewUrl, tmp_path: Path, store: str, first: str, second: str
) -> None:
    url = new_url(store)
    async with opened(first, url, tmp_path) as one, opened(second, url, tmp_path) as other:
        await one.database.tables.migrate()
        left = await write(one)
        await other.database.tables.require()
        await read(other, left)
        ann = await go_on(other, left)
        await read_on(one, left, ann)


@pytest.mark.parametrize("store", STORES)
async def test_workers_of_both_kits_write_to_one_thread_at_once(new_url: NewUrl, tmp_path: Path, store: str) -> None:
    url, ann = new_url(store), somebody()
    async with opened("python", url, tmp_path) as python, opened("node", url, tmp_path) as node:
        await python.database.tables.migrate()
        thread = await python.thread(ann)
        texts = [f"text {number}" for number in range(40)]
        await asyncio.gather(*((python, node)[n % 2].says(ann, thread, text) for n, text in enumerate(texts)))
        order = await python.texts(ann, thread)
        assert sorted(order) == sorted(texts)
        assert await node.texts(ann, thread) == order
        key, owner = token_hex(16), ann.owner
        rows = [RunRow(token_hex(16), owner, thread, "w", "running", now_us() + LATER_US) for _ in range(10)]
        begun = [(python, node)[n % 2].database.runs.insert(row, key) for n, row in enumerate(rows)]
        assert sum(await asyncio.gather(*begun)) == 1


async def _migrate(kit: str, url: str, folder: Path, *revision: str) -> None:
    if kit == "python":
        await asyncio.to_thread(upgrade, url, *revision)
        return
    async with opened("node", url, folder) as kept:
        tables: NodeTables = kept.database.tables  # type: ignore[assignment]
        await tables.migrate(*revision)


async def _migrate_by_itself(url: str) -> None:
    """As a service of the Python kit does it: Alembic's own state allows one migration in a process."""
    program = f"from chatgraft.kits.python.chatkit_kit.migrations import upgrade; upgrade({url!r})"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await process.wait() == 0


@pytest.mark.parametrize("store", SQL)
@pytest.mark.parametrize(("first", "second"), WAYS)
async def test_tables_that_the_one_has_made_the_other_brings_up_to_date(
    new_url: NewUrl, tmp_path: Path, store: str, first: str, second: str
) -> None:
    url = new_url(store)
    await _migrate(first, url, tmp_path, "0001")
    async with opened(first, url, tmp_path) as kept:
        with pytest.raises(SchemaError):
            await kept.database.tables.require()
        thread = await kept.thread(ann := somebody())
        items = await kept.says(ann, thread, *TEXTS)
        await kept.store.add_feedback(thread, items[:1], "negative", ann)
        await _migrate(second, url, tmp_path)
        await kept.database.tables.require()
        await kept.database.sessions.insert(session := token_hex(16), "", now_us() + LATER_US)
        await kept.database.sessions.claim(session, ann.owner, "user:ann")
        assert await kept.texts(Context("user:ann"), thread) == list(TEXTS)
        assert len(await kept.database.owners.feedback("user:ann", thread)) == 1


@pytest.mark.parametrize("store", SQL)
async def test_both_kits_make_the_same_tables(new_url: NewUrl, tmp_path: Path, store: str) -> None:
    python, node, both = new_url(store), new_url(store), new_url(store)
    await _migrate("python", python, tmp_path)
    await _migrate("node", node, tmp_path)
    await _migrate("node", both, tmp_path, "0001")
    await _migrate("python", both, tmp_path)
    assert tables_of(node) == tables_of(python)
    assert tables_of(both) == tables_of(python)


@pytest.mark.parametrize("store", SQL)
async def test_services_of_both_kits_that_start_together_make_the_tables_once(
    new_url: NewUrl, tmp_path: Path, store: str
) -> None:
    url = new_url(store)
    node = (_migrate("node", url, tmp_path / str(number)) for number in range(3))
    python = (_migrate_by_itself(url) for _ in range(2))
    await asyncio.gather(*node, *python)
    async with opened("python", url, tmp_path) as kept:
        assert isinstance(kept.database.tables, AlembicTables)
        await kept.database.tables.require()


async def test_tables_are_made_while_another_service_reads_the_file(tmp_path: Path) -> None:
    """As those do that wait for their turn to make them. A new file has no write-ahead log yet: readers hold up who
    writes to it."""
    file, journal = tmp_path / "chat.sqlite3", tmp_path / "chat.sqlite3-journal"
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM sqlite_master").fetchall()
        async with opened("node", f"sqlite:///{file.as_posix()}", tmp_path) as kept:
            made = asyncio.create_task(kept.database.tables.migrate())
            for _ in range(1000):
                if made.done() or journal.exists():
                    break
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.3)
            reader.execute("COMMIT")
            await made
            await kept.database.tables.require()


def _index(found: Any) -> dict[str, Any]:
    """An index as plain values: the condition of a partial one is an object, which equals itself alone."""
    options = {name: str(value) for name, value in found.get("dialect_options", {}).items()}
    return {**found, "dialect_options": options}


def tables_of(url: str) -> dict[str, Any]:
    """Columns, keys and indexes of every table, as SQLAlchemy reads them."""
    engine = engine_of(url)
    with engine.connect() as connection:
        seen = inspect(connection)
        found = {
            table: {
                "columns": [{**each, "type": str(each["type"])} for each in seen.get_columns(table)],
                "primary": seen.get_pk_constraint(table),
                "foreign": seen.get_foreign_keys(table),
                "unique": sorted(seen.get_unique_constraints(table), key=str),
                "indexes": sorted(map(_index, seen.get_indexes(table)), key=str),
                "options": {k: v for k, v in seen.get_table_options(table).items() if k != "mysql_auto_increment"},
            }
            for table in seen.get_table_names()
        }
    engine.dispose()
    return found
