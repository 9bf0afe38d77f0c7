"""The host project's own database, by Django's connections: they belong to threads, and wait, so threads hold them."""

import asyncio
import contextlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import lru_cache
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from django.db import connections, transaction, utils
from django.db.migrations.executor import MigrationExecutor

from ..errors import DatabaseUnavailableError, ImpossibleValueError, SchemaError
from .database import IntegrityError, Row, Statement

CONNECTIONS = 4
"""How many one process may hold open; SQLite needs one."""
STATEMENT_SECONDS = 15
WAIT_SECONDS = 5
"""How long a statement waits for its turn while others hold every connection."""
EXAMINE_SECONDS = 1.0
"""How often a connection is looked at as Django does at a request's end, when CONN_MAX_AGE may close it."""
VENDORS = ("sqlite", "postgresql")
ROWS = "SELECT count(*) FROM chatkit_runs WHERE id = ''"

_T = TypeVar("_T")


class DjangoDatabase:
    """The database of an alias of DATABASES. Placeholders become the driver's own."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._room = asyncio.Semaphore(1 if connections[alias].vendor == "sqlite" else CONNECTIONS)
        self._free: list[_Holder] = []

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        return await self.run(lambda connection: _rows(connection, sql, values))

    async def execute(self, sql: str, *values: Any) -> None:
        await self.fetch(sql, *values)

    async def transact(self, *statements: Statement) -> None:
        def together(connection: Any) -> None:
            with transaction.atomic(using=self.alias):
                for sql, values in statements:
                    _rows(connection, sql, values)

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
            if not connection.get_autocommit():  # AUTOCOMMIT in DATABASES: statements here stand by themselves
                connection.set_autocommit(True)
            future.set_result(work(connection))
    except BaseException as error:  # noqa: BLE001  whatever it is, who waits is told
        future.set_exception(error)


def _rows(connection: Any, sql: str, values: Any) -> list[Row]:
    text, order = _positional(sql)
    with connection.cursor() as cursor:
        cursor.execute(text, [values[number] for number in order])
        return list(cursor.fetchall()) if cursor.description else []


@lru_cache(maxsize=256)
def _positional(sql: str) -> tuple[str, tuple[int, ...]]:
    """Django's placeholders have no numbers: the text with `%s`, and which value each of them is."""
    order = tuple(int(number) - 1 for number in re.findall(r"\$(\d+)", sql))
    return re.sub(r"\$\d+", "%s", sql.replace("%", "%%")), order


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

    def __init__(self, database: DjangoDatabase, label: str) -> None:
        self.command = f"python manage.py migrate {label}"
        self._database = database
        self._label = label
        self._current = False

    async def require(self) -> None:
        if self._current:  # what code and tables are does not change while the process lives; the database may be away
            await self._database.fetch(ROWS)
            return
        reason = await self._database.run(self._find_reason)
        if reason:
            raise SchemaError(reason)
        self._current = True

    def _find_reason(self, connection: Any) -> str:
        """Why the tables cannot be used."""
        if connection.vendor not in VENDORS:
            return f"The chat's tables are not made for {connection.display_name} yet, only for SQLite and PostgreSQL."
        executor = MigrationExecutor(connection)
        wanted = [key for key in executor.loader.graph.leaf_nodes() if key[0] == self._label]
        if executor.migration_plan(wanted):
            return "The chat's tables have not been created, or are those of another version."
        return ""
