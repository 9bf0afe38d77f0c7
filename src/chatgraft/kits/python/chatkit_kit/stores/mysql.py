"""MySQL and MariaDB through a pool of aiomysql connections."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import aiomysql  # type: ignore[import-untyped]
from pymysql import err  # type: ignore[import-untyped]
from pymysql.constants import CLIENT, ER  # type: ignore[import-untyped]

from ..errors import DatabaseUnavailableError, ImpossibleValueError
from .sql import IntegrityError, Row, Statement, Upsert, on_duplicate_key, positional

CONNECT_SECONDS = 4
STATEMENT_SECONDS = 15
# A server that has fallen silent holds every connection for a statement's time: who waits longer is told so.
WAIT_SECONDS = 5
# Servers hang up on who is silent for `wait_timeout`, eight hours by default; some hosts set minutes.
RECYCLE_SECONDS = 240
ATTEMPTS = 4
"""How often a statement is tried that the server undid because others were in its way."""
UNDONE = frozenset({ER.LOCK_DEADLOCK, ER.LOCK_WAIT_TIMEOUT})
# Without it the server cuts what is too long, and two owners may become one.
SQL_MODE = "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"
OFF = frozenset({"", "0", "false", "disabled", "preferred", "disable", "prefer", "allow"})

_T = TypeVar("_T")


class MysqlExecutor:
    """A pool that is opened by its first statement and, after an outage, fills itself again."""

    def __init__(self, url: str, *, connections: int) -> None:
        self._url = url
        self._connections = connections
        self._pool: aiomysql.Pool | None = None
        self._opening = asyncio.Lock()
        # Who waits for a connection waits here: the pool itself wakes nobody for one that comes back closed.
        self._turns = asyncio.Semaphore(connections)

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        async def rows(cursor: aiomysql.Cursor) -> list[Row]:
            await _run(cursor, sql, values)
            return list(await cursor.fetchall())

        return await self._with_cursor(rows)

    async def execute(self, sql: str, *values: Any) -> int:
        async def count(cursor: aiomysql.Cursor) -> int:
            return await _run(cursor, sql, values)

        return await self._with_cursor(count)

    async def transact(self, *statements: Statement) -> None:
        async def together(cursor: aiomysql.Cursor) -> None:
            await cursor.execute("START TRANSACTION")
            try:
                for sql, values in statements:
                    await _run(cursor, sql, values)
                await cursor.execute("COMMIT")
            except err.MySQLError:
                await cursor.execute("ROLLBACK")
                raise

        await self._with_cursor(together)

    def upsert(self, upsert: Upsert) -> str:
        return on_duplicate_key(upsert)

    async def has_table(self, name: str) -> bool:
        found = "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = $1"
        return bool(await self.fetch(found, name))

    async def close(self) -> None:
        if self._pool is not None:
            self._pool.terminate()
            await self._pool.clear()
            self._pool = None

    async def _with_cursor(self, work: Callable[[Any], Awaitable[_T]]) -> _T:
        """What `work` makes of a cursor; once more when the server has undone it for the sake of others."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                async with self._translated(), self._connection() as connection, connection.cursor() as cursor:
                    return await asyncio.wait_for(work(cursor), STATEMENT_SECONDS)
            except _UndoneError as error:  # noqa: PERF203  waiting costs more
                if attempt == ATTEMPTS:
                    raise DatabaseUnavailableError(str(error)) from error
                await asyncio.sleep(0.01 * attempt)
        raise AssertionError

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        pool = await self._open()
        connection = await asyncio.wait_for(self._acquired(pool), WAIT_SECONDS)
        try:
            yield connection
        finally:
            pool.release(connection)
            self._turns.release()

    async def _acquired(self, pool: aiomysql.Pool) -> Any:
        await self._turns.acquire()
        try:
            return await pool.acquire()
        except BaseException:
            self._turns.release()
            raise

    async def _open(self) -> aiomysql.Pool:
        async with self._opening:
            if self._pool is None:
                settings = connection_settings(self._url)
                self._pool = await aiomysql.create_pool(
                    minsize=0,
                    maxsize=self._connections,
                    pool_recycle=RECYCLE_SECONDS,
                    autocommit=True,
                    db=settings.pop("database"),
                    **settings,
                )
            return self._pool

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        try:
            yield
        except err.IntegrityError as error:
            raise IntegrityError(_reason(error)) from error
        except (err.DataError, UnicodeEncodeError) as error:
            raise ImpossibleValueError(_reason(error)) from error
        except (asyncio.TimeoutError, OSError, EOFError, RuntimeError) as error:
            raise DatabaseUnavailableError(_reason(error)) from error
        except err.MySQLError as error:
            if error.args and error.args[0] in UNDONE:
                raise _UndoneError(_reason(error)) from error
            raise DatabaseUnavailableError(_reason(error)) from error


class _UndoneError(Exception):
    """The server has undone the statement, or the transaction, as it and another waited for each other."""


async def _run(cursor: Any, sql: str, values: Any) -> int:
    text, order = positional(sql)
    # `key` is a word of its own here, and double quotes are for texts.
    count: int = await cursor.execute(text.replace('"', "`"), [values[number] for number in order])
    return count


def _reason(error: Exception) -> str:
    """What the server says, without its number."""
    return str(error.args[-1] if error.args else error) or type(error).__name__


def connection_settings(url: str) -> dict[str, Any]:
    """What PyMySQL takes to connect. Raises `DatabaseUnavailableError` for an address without sense."""
    try:
        parts = urlsplit(url)
        query = {name.lower().replace("-", "_"): value for name, value in parse_qsl(parts.query)}
        settings: dict[str, Any] = {
            "host": parts.hostname or "localhost",
            "port": parts.port or 3306,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": unquote(parts.path.lstrip("/")),
        }
        context = _tls(query)
    except (ValueError, OSError):  # its text holds what it could not read, which may be a part of the password
        raise DatabaseUnavailableError("DATABASE_URL cannot be read.") from None
    if not settings["database"]:
        raise DatabaseUnavailableError("DATABASE_URL names no database: mysql://user:password@host:3306/name.")
    if socket := query.get("unix_socket") or query.get("socket"):
        settings["unix_socket"] = socket
    if context:
        settings["ssl"] = context
    return settings | {
        "charset": "utf8mb4",
        "init_command": f"SET SESSION sql_mode = '{SQL_MODE}'",
        "connect_timeout": CONNECT_SECONDS,
        "client_flag": CLIENT.FOUND_ROWS,
    }


def _tls(query: Mapping[str, str]) -> ssl.SSLContext | None:
    """TLS as the address asks for it; drivers and hosts have many words for it.

    Whether the server's certificate is checked follows MySQL's own `ssl-mode`: REQUIRED alone does not.
    """
    mode = (query.get("ssl_mode") or query.get("sslmode") or "").lower()
    asked = query.get("ssl", "").lower()
    authority = query.get("ssl_ca")
    strict = mode in {"verify_ca", "verify_identity", "verify-ca", "verify-full"} or query.get("sslaccept") == "strict"
    if asked.startswith("{"):
        strict = strict or json.loads(asked).get("rejectunauthorized", True)
    elif asked not in OFF:
        strict = strict or not mode
    if mode in OFF and asked in OFF and not authority and not strict:
        return None
    context = ssl.create_default_context(cafile=authority)
    if mode in {"verify_ca", "verify-ca"} or not (strict or authority):
        context.check_hostname = False
    if not (strict or authority):
        context.verify_mode = ssl.CERT_NONE
    return context
