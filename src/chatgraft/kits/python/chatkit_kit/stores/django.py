"""The host project's own database, by Django's connections: they belong to threads, and wait, so threads hold them."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from django.db import connections, transaction, utils
from django.db.migrations.executor import MigrationExecutor

from ..errors import DatabaseUnavailableError, ImpossibleValueError, SchemaError
from .sql import IntegrityError, Row, Statement, Upsert, on_conflict, on_duplicate_key, positional

CONNECTIONS = 4
"""How many one process may hold open; SQLite needs one."""
STATEMENT_SECONDS = 15
WAIT_SECONDS = 5
"""How long a statement waits for its turn while others hold every connection."""
EXAMINE_SECONDS = 1.0
"""How often a connection is looked at as Django does at a request's end, when CONN_MAX_AGE may close it."""
VENDORS = ("sqlite", "postgresql", "mysql")
UNDONE, ATTEMPTS = frozenset({1205, 1213}), 4
"""What MySQL says of a statement that it has undone as others were in its way, and how often one is tried."""
# Without it MySQL cuts what is too long, and two owners may become one.
STRICT = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')"
ROWS = "SELECT count(*) FROM chatkit_runs WHERE id = ''"

_T = TypeVar("_T")


class DjangoExecutor:
    """The database of an alias of DATABASES. Placeholders become the driver's own."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._room = asyncio.Semaphore(1 if connections[alias].vendor == "sqlite" else CONNECTIONS)
        self._free: list[_Holder] = []

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        def rows(connection: Any) -> list[Row]:
            with _executed(connection, sql, values) as cursor:
                return list(cursor.fetchall())

        return await self.run(rows)

    async def execute(self, sql: str, *values: Any) -> int:
        def count(connection: Any) -> int:
            with _executed(connection, sql, values) as cursor:
                return int(cursor.rowcount)

        return await self.run(count)

    def upsert(self, upsert: Upsert) -> str:
        return on_duplicate_key(upsert) if connections[self.alias].vendor == "mysql" else on_conflict(upsert)

    async def transact(self, *statements: Statement) -> None:
        def together(connection: Any) -> None:
            with transaction.atomic(using=self.alias):
                for sql, values in statements:
                    with _executed(connection, sql, values):
                        pass

        await self.run(together)

    async def has_table(self, name: str) -> bool:
        return await self.run(lambda connection: name in connection.introspection.table_names())

    async def close(self) -> None:
        while self._free:
            self._free.pop().end()

    async def run(self, work: Callable[[Any], _T]) -> _T:
        """What `work` makes of a connection, in the thread that holds it."""
        try:
            await asyncio.wait_for(self._room.acquire(), WAIT_SECONDS)
        except asyncio.TimeoutError:
            raise DatabaseUnavailableError(f"No connection became free in {WAIT_SECONDS} s.") from None
        holder = self._free.pop() if self._free else _Holder(self.alias)  # the last one used: others may rest
        working = asyncio.wrap_future(holder.give(work))
        working.add_done_callback(lambda _: self._take_back(holder))
        try:
            return await asyncio.wait_for(asyncio.shield(working), STATEMENT_SECONDS)
        except asyncio.TimeoutError:
            raise DatabaseUnavailableError(f"The database took more than {STATEMENT_SECONDS} s.") from None

    def _take_back(self, holder: "_Holder") -> None:
        self._free.append(holder)
        self._room.release()


class _Holder:
    """A thread and the connection that it holds."""

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._given: SimpleQueue[tuple[Callable[[Any], Any], Future[Any]] | None] = SimpleQueue()
        threading.Thread(target=self._work, name="chatkit database", daemon=True).start()

    def give(self, work: Callable[[Any], _T]) -> "Future[_T]":
        future: Future[_T] = Future()
        self._given.put((work, future))
        return future

    def end(self) -> None:
        self._given.put(None)

    def _work(self) -> None:
        connection, examined = connections[self._alias], time.monotonic()
        while True:
            given: Any = ()
            with contextlib.suppress(Empty):
                given = self._given.get(timeout=EXAMINE_SECONDS if connection.connection else None)
            if given is None:
                connection.close()
                return
            if given:
                _fulfil(connection, *given)
            if time.monotonic() >= examined + EXAMINE_SECONDS or connection.errors_occurred:
                connection.close_if_unusable_or_obsolete()
                connection.queries_log.clear()  # which Django keeps under DEBUG, and empties at a request's begin
                examined = time.monotonic()


def _fulfil(connection: Any, work: Callable[[Any], Any], future: "Future[Any]") -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        with _translated():
            if connection.connection is None and connection.vendor == "mysql":
                with connection.cursor() as cursor:
                    cursor.execute(STRICT)
            if not connection.get_autocommit():  # AUTOCOMMIT in DATABASES: statements here stand by themselves
                connection.set_autocommit(True)
            future.set_result(_done(connection, work))
    except BaseException as error:  # noqa: BLE001  whatever it is, who waits is told
        future.set_exception(error)


def _done(connection: Any, work: Callable[[Any], _T]) -> _T:
    """What `work` makes of the connection; once more when the server has undone it for the sake of others."""
    for attempt in range(1, ATTEMPTS):
        try:
            return work(connection)
        except utils.OperationalError as error:  # noqa: PERF203  waiting costs more
            if not error.args or error.args[0] not in UNDONE:
                raise
            time.sleep(0.01 * attempt)
    return work(connection)


@contextlib.contextmanager
def _executed(connection: Any, sql: str, values: Sequence[Any]) -> Iterator[Any]:
    """The cursor of a statement that was run."""
    text, order = positional(sql)
    if connection.vendor == "mysql":  # where double quotes are for texts, and `key` is a word of its own
        text = text.replace('"', "`")
    with connection.cursor() as cursor:
        cursor.execute(text, [values[number] for number in order])
        yield cursor


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except utils.IntegrityError as error:
        raise IntegrityError(str(error)) from error
    except (utils.DataError, ValueError) as error:  # some drivers refuse a NUL before they send it
        raise ImpossibleValueError(str(error)) from error
    except utils.Error as error:
        raise DatabaseUnavailableError(str(error)) from error


class DjangoTables:
    """The tables as the migrations of the app `label` make them, which the project's owner runs."""

    setting = "DATABASES"

    def __init__(self, executor: DjangoExecutor, label: str) -> None:
        self.command = f"python manage.py migrate {label}"
        self._executor = executor
        self._label = label
        self._current = False

    async def require(self) -> None:
        if self._current:  # what code and tables are does not change while the process lives; the database may be away
            await self._executor.fetch(ROWS)
            return
        reason = await self._executor.run(self._find_reason)
        if reason:
            raise SchemaError(reason)
        self._current = True

    async def migrate(self) -> None:
        """The owner's own business: `command`."""

    def _find_reason(self, connection: Any) -> str:
        """Why the tables cannot be used."""
        if connection.vendor not in VENDORS:
            return (
                f"The chat's tables are not made for {connection.display_name}: SQLite, PostgreSQL and MySQL have them."
            )
        executor = MigrationExecutor(connection)
        wanted = [key for key in executor.loader.graph.leaf_nodes() if key[0] == self._label]
        if executor.migration_plan(wanted):
            return "The chat's tables have not been created, or are those of another version."
        return ""
