"""What the SQL of this package needs from a database. Placeholders are `$1`, `$2` …; times, microseconds of UTC."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

Row = Sequence[Any]
# A statement and its values.
Statement = tuple[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Upsert:
    """An insert that updates the row with its `key`, if there is one: databases spell it differently.

    Values follow in the order of `columns`. Of the row that is there the columns `update` change, where `only_if`
    holds: a condition on columns of `old` and `new`, which no update makes false.
    """

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    update: tuple[str, ...]
    only_if: str = ""

    @property
    def insert(self) -> str:
        values = ", ".join(f"${number}" for number, _ in enumerate(self.columns, 1))
        return f"INSERT INTO {self.table} ({', '.join(self.columns)}) VALUES ({values})"  # noqa: S608  constants


class Executor(Protocol):
    """Runs one statement at a time, each in a transaction of its own; `transact` runs several in one. Every failure to
    reach the server raises `DatabaseUnavailableError`; a broken rule of the schema raises `IntegrityError`."""

    async def fetch(self, sql: str, *values: Any) -> list[Row]:
        """Rows of a query."""
        ...

    async def execute(self, sql: str, *values: Any) -> int:
        """Run a statement that returns nothing. How many rows it inserted, deleted, or found to update; of an upsert,
        any number."""
        ...

    async def transact(self, *statements: "Statement") -> None:
        """Run all of them or none."""
        ...

    def upsert(self, upsert: Upsert) -> str:
        """The statement in this database's words."""
        ...

    async def has_table(self, name: str) -> bool:
        """Whether the database, as we see it, has a table of this name."""
        ...

    async def close(self) -> None: ...


class IntegrityError(Exception):
    """A statement would break a unique or foreign key."""


@lru_cache(maxsize=64)
def on_conflict(upsert: Upsert) -> str:
    """As PostgreSQL and SQLite spell it."""
    update = ", ".join(f"{column} = excluded.{column}" for column in upsert.update)
    only_if = upsert.only_if.replace("old.", f"{upsert.table}.").replace("new.", "excluded.")
    where = f" WHERE {only_if}" if only_if else ""
    return f"{upsert.insert} ON CONFLICT ({', '.join(upsert.key)}) DO UPDATE SET {update}{where}"


@lru_cache(maxsize=64)
def on_duplicate_key(upsert: Upsert) -> str:
    """As MySQL and MariaDB spell it, which go by whatever unique key the new row meets."""
    only_if = re.sub(r"new\.(\w+)", r"VALUES(\1)", upsert.only_if.replace("old.", ""))
    update = ", ".join(
        f"{column} = IF({only_if}, VALUES({column}), {column})" if only_if else f"{column} = VALUES({column})"
        for column in upsert.update
    )
    return f"{upsert.insert} ON DUPLICATE KEY UPDATE {update}"


@lru_cache(maxsize=256)
def positional(sql: str) -> tuple[str, tuple[int, ...]]:
    """For drivers whose placeholders have no numbers: the text with `%s`, and which value each of them is."""
    order = tuple(int(number) - 1 for number in re.findall(r"\$(\d+)", sql))
    return re.sub(r"\$\d+", "%s", sql.replace("%", "%%")), order
