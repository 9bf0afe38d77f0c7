"""What it costs to open a conversation and to list them, with few and with very many of them kept.

Asked of the stores themselves, without HTTP: opening a thread is its row and its newest 20 items. SQLite works in this
process, whose CPU time is taken; PostgreSQL in its own, so that there it is the time until the answer.
"""

import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from chatkit.store import Store
from chatkit.types import AssistantMessageContent, AssistantMessageItem, ThreadMetadata
from findings import Finding
from naive import USER, NaivePostgres, NaiveSqlite
from slices import Spread
from tests.fixtures.servers import Postgres

from chatgraft.kits.python.chatkit_kit.context import Context
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.database import open_database

FEW, MANY = 10, 100_000
ITEMS = 4
"""Of each thread; the long thread has `LONG`."""
LONG = 10_000
PAGE = 20
LIST = 5
"""Threads of a list: as many as there are below the middle of the few."""
SHORT_THREAD, LONG_THREAD = "thr_short", "thr_long"
BEGUN = datetime(2026, 1, 1, tzinfo=timezone.utc)
CONTEXT = Context(USER)
SAMPLE_SECONDS = 0.05
"""A sample repeats its call for so long: one call of a fast store is too short to be timed."""

Call = Callable[[Store[Any]], Awaitable[Any]]


async def _open(store: Store[Any], thread: str) -> None:
    await store.load_thread(thread, CONTEXT)
    await store.load_thread_items(thread, None, PAGE, "desc", CONTEXT)


CALLS: dict[str, Call] = {
    "list": lambda store: store.load_threads(LIST, None, "desc", CONTEXT),
    "list, from the middle": lambda store: store.load_threads(LIST, "thr_middle", "desc", CONTEXT),
    "open": lambda store: _open(store, SHORT_THREAD),
    "open a long one": lambda store: _open(store, LONG_THREAD),
    "page of a long one": lambda store: store.load_thread_items(
        LONG_THREAD, f"msg_{LONG_THREAD}_{LONG // 2}", PAGE, "desc", CONTEXT
    ),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The same threads and items for every store; times are microseconds."""

    threads: list[tuple[str, int, str]]
    items: list[tuple[str, str, int, str]]

    @classmethod
    def made(cls, threads: int) -> "Rows":
        names = [f"thr_{number:06d}" for number in range(threads)]
        names[threads // 2] = "thr_middle"
        lengths = {**dict.fromkeys(names, ITEMS), SHORT_THREAD: 10, LONG_THREAD: LONG}
        return cls(
            [(name, _us(number), _thread(name, number)) for number, name in enumerate(lengths)],
            [row for name, length in lengths.items() for row in _items(name, length)],
        )


def _thread(name: str, number: int) -> str:
    thread = ThreadMetadata(id=name, created_at=BEGUN + timedelta(seconds=number), title=f"Thread {number}")
    return thread.model_dump_json(exclude_none=True)


def _items(thread: str, length: int) -> Iterator[tuple[str, str, int, str]]:
    content = [AssistantMessageContent(text="x" * 400, annotations=[])]
    item = AssistantMessageItem(id="ID", thread_id="THREAD", created_at=BEGUN, content=content)
    text = item.model_dump_json(exclude_none=True)
    for number in range(length):
        name = f"msg_{thread}_{number}"
        yield name, thread, _us(number), text.replace('"ID"', f'"{name}"').replace('"THREAD"', f'"{thread}"')


def _us(seconds: int) -> int:
    return int((BEGUN + timedelta(seconds=seconds)).timestamp() * 1_000_000)


def _kept(item: str) -> str:
    return f'{{"item":{item}}}'


async def measure(postgres: Postgres, rounds: int, many: int = MANY) -> tuple[list[Finding], list[dict[str, object]]]:
    """Print a table. The findings, and the milliseconds of each sample as plain data."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chatgraft-bench-")))
        stores: dict[tuple[str, int], Store[Any]] = {}
        for threads in (FEW, many):
            rows = Rows.made(threads)
            url = postgres.create_database(f"growth_{threads}")
            stores["naive SQLite", threads] = _naive_sqlite(folder / f"naive-{threads}.sqlite3", rows)
            stores["ours, SQLite", threads] = await _ours(stack, folder / f"{threads}", "", rows)
            stores["naive PostgreSQL", threads] = await _naive_postgres(url, rows)
            stores["ours, PostgreSQL", threads] = await _ours(stack, folder / f"{threads}", url, rows)
        taken = [await _samples(stores) for _ in range(-1, rounds)][1:]
    items = FEW * ITEMS, many * ITEMS
    print(f"\nWith {FEW} and {many} threads ({items[0]} and {items[1]} items, beside one of {LONG}); {rounds} rounds")
    return _findings(taken, many), [
        {f"{name}, {size}, {what}": ms for (name, size, what), ms in one.items()} for one in taken
    ]


async def _samples(stores: dict[tuple[str, int], Store[Any]]) -> dict[tuple[str, int, str], float]:
    """Milliseconds of each call of each store; those that are compared follow each other."""
    found = {}
    for what, call in CALLS.items():
        for (name, size), store in sorted(stores.items()):
            clock = time.process_time if "SQLite" in name else time.perf_counter
            found[name, size, what] = await _milliseconds(call, store, clock)
    return found


async def _milliseconds(call: Call, store: Store[Any], clock: Callable[[], float]) -> float:
    calls, begun = 0, clock()
    while (took := clock() - begun) < SAMPLE_SECONDS:
        await call(store)
        calls += 1
    return 1000 * took / calls


def _findings(taken: list[dict[tuple[str, int, str], float]], many: int) -> list[Finding]:
    def ms(name: str, size: int, what: str) -> Spread:
        return Spread.of([one[name, size, what] for one in taken])

    def by(one: tuple[str, int, str], other: tuple[str, int, str]) -> Spread:
        return Spread.of([each[one] / each[other] for each in taken])

    print(f"{'ms':24}" + "".join(f"{what:>26}" for what in CALLS))
    for name in ("naive SQLite", "ours, SQLite", "naive PostgreSQL", "ours, PostgreSQL"):
        cells = (f"{ms(name, FEW, what).median:.3f} / {ms(name, many, what).median:.3f}" for what in CALLS)
        print(f"{name:24}" + "".join(f"{cell:>26}" for cell in cells))
    found = []
    for kind, least in (("SQLite", 500), ("PostgreSQL", 200)):
        naive, own = f"naive {kind}", f"ours, {kind}"
        value = by((naive, many, "open"), (own, many, "open"))
        found.append(Finding(f"{kind}: to open a thread, naive by ours", value, least=least))
        found += [
            Finding(f"{kind}: {what}, {many} threads by {FEW}", by((own, many, what), (own, FEW, what)), most=1.3)
            for what in CALLS
        ]
    return found


def _naive_sqlite(path: Path, rows: Rows) -> NaiveSqlite:
    store = NaiveSqlite(str(path))
    connection = sqlite3.connect(path)
    threads = ((name, USER, _iso(us), data) for name, us, data in rows.threads)
    items = ((name, thread, USER, _iso(us), _kept(data)) for name, thread, us, data in rows.items)
    connection.executemany("INSERT INTO threads VALUES (?, ?, ?, ?)", threads)
    connection.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?)", items)
    connection.commit()
    connection.close()
    return store


async def _naive_postgres(url: str, rows: Rows) -> NaivePostgres:
    store = NaivePostgres(url)
    threads = ((name, USER, _moment(us), data) for name, us, data in rows.threads)
    items = ((name, thread, USER, _moment(us), _kept(data)) for name, thread, us, data in rows.items)
    await _copy(url, "threads", ("id", "user_id", "created_at", "data"), threads)
    await _copy(url, "items", ("id", "thread_id", "user_id", "created_at", "data"), items)
    return store


async def _ours(stack: AsyncExitStack, folder: Path, url: str, rows: Rows) -> Store[Any]:
    """The kit's own store on tables of its own making, with the rows put into them."""
    settings = Settings.from_values(folder, {"CHATKIT_SECRET": "x" * 32, "DATABASE_URL": url})
    database = open_database(settings)
    stack.push_async_callback(database.close)
    await database.tables.migrate()
    threads = ((USER, name, us, data) for name, us, data in rows.threads)
    items = ((USER, thread, name, "assistant_message", 0, us, data) for name, thread, us, data in rows.items)
    thread_columns = ("owner", "id", "created_us", "data")
    item_columns = ("owner", "thread_id", "id", "type", "open", "created_us", "data")
    if url:
        await _copy(url, "chatkit_threads", thread_columns, threads)
        await _copy(url, "chatkit_items", item_columns, items)
    else:
        connection = sqlite3.connect(settings.database_url.removeprefix("sqlite:///"))
        connection.executemany("INSERT INTO chatkit_threads (owner, id, created_us, data) VALUES (?, ?, ?, ?)", threads)
        connection.executemany(
            f"INSERT INTO chatkit_items ({', '.join(item_columns)}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            items,
        )
        connection.commit()
        connection.close()
    return database.create_store()


async def _copy(url: str, table: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    connection = await asyncpg.connect(url)
    await connection.copy_records_to_table(table, records=rows, columns=columns)
    await connection.execute(f"ANALYZE {table}")
    await connection.close()


def _moment(us: int) -> datetime:
    return datetime.fromtimestamp(us / 1_000_000, timezone.utc)


def _iso(us: int) -> str:
    return _moment(us).isoformat()
