"""PostgreSQL through a pool of asyncpg connections, which prepare each statement once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from ..errors import DatabaseUnavailableError, ImpossibleValueError
from .sql import IntegrityError, Row, Statement, Upsert, on_conflict

CONNECT_SECONDS = 4
STATEMENT_SECONDS = 15
# A server that has fallen silent holds every connection for a statement's time: who waits longer is told so.
WAIT_SECONDS = 5
HELD_SECONDS = 60


class PostgresExecutor:
    """A pool that is opened by its first statement and, after an outage, by the first one that succeeds."""

    def __init__(self, url: str, *, connections: int) -> None:
        self._url = url
        self._connections = connections
        self._pool: asyncpg.Pool | None = None
        self._opening: asyncio.Task[asyncpg.Pool] | None = None
        self._room = asyncio.Semaphore(connections)
        self._held: list[tuple[Any, float]] = []
        """Connections that wait for their next statement, and since when; the last one used is the next."""
        self._tidying: asyncio.TimerHandle | None = None
        self._returning: set[asyncio.Future[None]] = set()

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        async with self._connection() as connection:
            return [tuple(row) for row in await connection.fetch(sql, *values)]

    async def execute(self, sql: str, *values: Any) -> int:
        async with self._connection() as connection:
            status: str = await connection.execute(sql, *values)  # such as "UPDATE 1", "INSERT 0 1"
            return int(status.rpartition(" ")[2])

    def upsert(self, upsert: Upsert) -> str:
        return on_conflict(upsert)

    async def transact(self, *statements: Statement) -> None:
        try:
            await self._together(statements)
        except _UndoneError:
            await self._together(statements)

    async def has_table(self, name: str) -> bool:
        return bool(await self.fetch("SELECT 1 WHERE to_regclass($1) IS NOT NULL", name))

    async def close(self) -> None:
        if self._tidying is not None:
            self._tidying.cancel()
        self._held.clear()
        if self._pool is not None:
            self._pool.terminate()
            self._pool = None

    async def _together(self, statements: Sequence[Statement]) -> None:
        """In one transaction; the values of a statement that comes several times running travel together."""
        async with self._connection() as connection, connection.transaction():
            for sql, group in groupby(statements, itemgetter(0)):
                await connection.executemany(sql, [values for _, values in group])

    async def _open(self) -> asyncpg.Pool:
        """The pool. All who come while it is being opened wait for the same attempt, and fail with it."""
        if self._pool is None:
            if self._opening is None or self._opening.done():
                self._opening = asyncio.create_task(self._connect())
            self._pool = await asyncio.shield(self._opening)
        return self._pool

    async def _connect(self) -> asyncpg.Pool:
        try:
            return await asyncpg.create_pool(
                self._url,
                min_size=1,
                max_size=self._connections,
                timeout=CONNECT_SECONDS,
                command_timeout=STATEMENT_SECONDS,
                reset=_keep,
            )
        except ValueError:  # its text holds what it could not read, which may be a part of the password
            raise DatabaseUnavailableError("DATABASE_URL cannot be read.") from None

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        """A connection for one statement or transaction, held back from the pool for the next one.

        To ask the pool for each costs tasks and timers, and as much as the statement itself.
        """
        try:
            pool = await self._open()
            waiting = self._room.acquire()
            await (asyncio.wait_for(waiting, WAIT_SECONDS) if self._room.locked() else waiting)
            try:
                connection = self._take() or await pool.acquire(timeout=WAIT_SECONDS)
                try:
                    yield connection
                except BaseException:  # which may have broken or cancelled something: the pool looks after it
                    await pool.release(connection, timeout=WAIT_SECONDS)
                    raise
                self._hold(connection)
            finally:
                self._room.release()
        except asyncpg.IntegrityConstraintViolationError as error:
            raise IntegrityError(str(error)) from error
        except asyncpg.DataError as error:
            raise ImpossibleValueError(str(error)) from error
        except asyncpg.TransactionRollbackError as error:
            raise _UndoneError(str(error)) from error
        except (OSError, TimeoutError, asyncio.TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DatabaseUnavailableError(str(error)) from error

    def _take(self) -> Any:
        """A held connection that has not been lost meanwhile, if there is one."""
        while self._held:
            connection, _ = self._held.pop()
            if not _is_lost(connection):
                return connection
            self._give_back(connection)
        return None

    def _hold(self, connection: Any) -> None:
        loop = asyncio.get_running_loop()
        self._held.append((connection, loop.time()))
        if self._tidying is None:
            self._tidying = loop.call_later(HELD_SECONDS, self._tidy)

    def _tidy(self) -> None:
        """Give the pool what was not used for a while, which closes what nobody needs."""
        loop = asyncio.get_running_loop()
        before = loop.time() - HELD_SECONDS
        rested = [connection for connection, since in self._held if since <= before]
        self._held = [held for held in self._held if held[1] > before]
        for connection in rested:
            self._give_back(connection)
        self._tidying = loop.call_later(HELD_SECONDS, self._tidy) if self._held else None

    def _give_back(self, connection: Any) -> None:
        if self._pool is not None:
            self._returning.add(task := asyncio.ensure_future(self._pool.release(connection, timeout=WAIT_SECONDS)))
            task.add_done_callback(self._returning.discard)


class _UndoneError(DatabaseUnavailableError):
    """The server has undone the transaction, as it and another waited for each other."""


def _is_lost(connection: Any) -> bool:
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:  # the pool has taken it back
        return True


async def _keep(_: Any) -> None:
    """Connections go back as they are: no statement of ours changes a session, and a reset costs a round trip."""
