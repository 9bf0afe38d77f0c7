"""SQLite on the event loop: one connection, write-ahead log. A statement costs less than a thread would."""

import re
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import DatabaseUnavailableError
from .sql import IntegrityError, Row, Statement, Upsert, on_conflict

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",  # safe against a killed process; a power cut can cost the last moments
    "foreign_keys = ON",
    "busy_timeout = 2000",  # another process may be writing; streams wait meanwhile, so not for long
)


class SqliteExecutor:
    """One database file. Statements are compiled once and kept by the driver."""

    def __init__(self, url: str) -> None:
        self._path = url.removeprefix("sqlite:///")
        self._connection: sqlite3.Connection | None = None

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        return self._run(sql, values)[0]

    async def execute(self, sql: str, *values: Any) -> int:
        return self._run(sql, values)[1]

    def upsert(self, upsert: Upsert) -> str:
        return on_conflict(upsert)

    async def transact(self, *statements: Statement) -> None:
        self._run("BEGIN IMMEDIATE", ())
        try:
            for sql, values in statements:
                self._run(sql, values)
            self._run("COMMIT", ())
        except Exception:
            self._run("ROLLBACK", ())
            raise

    async def has_table(self, name: str) -> bool:
        return bool(await self.fetch("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", name))

    async def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, sql: str, values: Sequence[Any]) -> tuple[list[Row], int]:
        """What a statement returns, and how many rows it changed."""
        try:
            cursor = self._open().execute(_numbered(sql), values)
            return cursor.fetchall(), cursor.rowcount
        except sqlite3.IntegrityError as error:
            raise IntegrityError(str(error)) from error
        except (OSError, sqlite3.Error) as error:
            raise DatabaseUnavailableError(str(error)) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
            # No isolation level: every statement commits itself, and the driver opens no transaction of its own.
            connection = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, cached_statements=256
            )
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            self._connection = connection
        return self._connection


@lru_cache(maxsize=256)
def _numbered(sql: str) -> str:
    """`$1` is a named parameter to SQLite and `?1` a numbered one."""
    return re.sub(r"\$(\d+)", r"?\1", sql)
