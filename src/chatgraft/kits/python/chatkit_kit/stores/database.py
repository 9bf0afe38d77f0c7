"""What the SQL of this package needs from a database. Placeholders are `$1`, `$2` …; times, microseconds of UTC."""

import time
from collections.abc import Sequence
from typing import Any, Protocol

Row = Sequence[Any]
# A statement and its values.
Statement = tuple[str, Sequence[Any]]


class Database(Protocol):
    """Runs one statement at a time, each in a transaction of its own; `transact` runs several in one. Every failure to
    reach the server raises `DatabaseUnavailableError`; a broken rule of the schema raises `IntegrityError`."""

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        """Rows of a query, or of a RETURNING clause."""
        ...

    async def execute(self, sql: str, *values: Any) -> None:
        """Run a statement that returns nothing."""
        ...

    async def transact(self, *statements: "Statement") -> None:
        """Run all of them or none."""
        ...

    async def has_table(self, name: str) -> bool:
        """Whether the database, as we see it, has a table of this name."""
        ...

    async def close(self) -> None: ...


class IntegrityError(Exception):
    """A statement would break a unique or foreign key."""


def open_executor(url: str, *, connections: int) -> Database:
    """The executor for `url`; connects at the first statement, so that a service starts before its database."""
    if url.startswith("sqlite:"):
        from .sqlite import SqliteDatabase  # noqa: PLC0415  one driver is enough

        return SqliteDatabase(url)
    from .postgres import PostgresDatabase  # noqa: PLC0415

    return PostgresDatabase(url, connections=connections)


def now_us() -> int:
    """The time, in microseconds since 1970 UTC."""
    return time.time_ns() // 1000
