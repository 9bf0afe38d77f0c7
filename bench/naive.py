"""Stores in the manner of those that people publish and copy today, to be measured beside ours.

Both open a connection for each call, on the event loop, keep JSON in a table whose only index is its primary key, and
page by `created_at`. The one for SQLite follows the samples that integrations ship (write-ahead log, insert and
replace); the one for PostgreSQL follows the SDK's guide, with `ON CONFLICT` where the guide's insert would fail twice.
"""

# ruff: noqa: ARG002  the parameters are those of the SDK's Store

import sqlite3
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from chatkit.store import NotFoundError
from chatkit.types import Page, ThreadItem, ThreadMetadata
from no_files import StoreWithoutFiles
from psycopg.types.json import Json
from pydantic import BaseModel

USER = "visitor"
TABLES = {
    "threads": "id TEXT PRIMARY KEY, user_id TEXT NOT NULL, created_at {time} NOT NULL, data {json} NOT NULL",
    "items": "id TEXT PRIMARY KEY, thread_id TEXT NOT NULL, user_id TEXT NOT NULL, created_at {time} NOT NULL, "
    "data {json} NOT NULL",
}


class KeptItem(BaseModel):
    """An item's union type needs a model around it to be read."""

    item: ThreadItem


class NaiveStore(StoreWithoutFiles):
    """What the two have in common; `?` stands for a value. A subclass gives the database and its spelling."""

    @abstractmethod
    def rows(self, sql: str, *values: Any) -> list[Sequence[Any]]: ...

    @abstractmethod
    def write(self, sql: str, *values: Any) -> None: ...

    @abstractmethod
    def time(self, value: ThreadMetadata | ThreadItem) -> Any: ...

    @abstractmethod
    def dumped(self, value: BaseModel) -> Any: ...

    @abstractmethod
    def loaded(self, model: type[BaseModel], data: Any) -> Any: ...

    async def load_thread(self, thread_id: str, context: Any) -> ThreadMetadata:
        rows = self.rows("SELECT data FROM threads WHERE id = ? AND user_id = ?", thread_id, USER)
        if not rows:
            raise NotFoundError(thread_id)
        thread: ThreadMetadata = self.loaded(ThreadMetadata, rows[0][0])
        return thread

    async def save_thread(self, thread: ThreadMetadata, context: Any) -> None:
        self.write(
            "INSERT INTO threads (id, user_id, created_at, data) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            *(thread.id, USER, self.time(thread), self.dumped(thread)),
        )

    async def load_threads(self, limit: int, after: str | None, order: str, context: Any) -> Page[ThreadMetadata]:
        rows, more = self._page("threads", "user_id = ?", (USER,), (after, limit, order))
        data = [self.loaded(ThreadMetadata, row[0]) for row in rows]
        return Page(data=data, has_more=more, after=data[-1].id if data else None)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Any
    ) -> Page[ThreadItem]:
        where = "thread_id = ? AND user_id = ?"
        rows, more = self._page("items", where, (thread_id, USER), (after, limit, order))
        data = [self.loaded(KeptItem, row[0]).item for row in rows]
        return Page(data=data, has_more=more, after=data[-1].id if data else None)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Any) -> None:
        self.write(
            "INSERT INTO items (id, thread_id, user_id, created_at, data) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            *(item.id, thread_id, USER, self.time(item), self.dumped(KeptItem(item=item))),
        )

    async def save_item(self, thread_id: str, item: ThreadItem, context: Any) -> None:
        await self.add_thread_item(thread_id, item, context)

    async def load_item(self, thread_id: str, item_id: str, context: Any) -> ThreadItem:
        rows = self.rows("SELECT data FROM items WHERE id = ? AND user_id = ?", item_id, USER)
        if not rows:
            raise NotFoundError(item_id)
        item: ThreadItem = self.loaded(KeptItem, rows[0][0]).item
        return item

    async def delete_thread(self, thread_id: str, context: Any) -> None:
        for table, column in (("items", "thread_id"), ("threads", "id")):
            self.write(f"DELETE FROM {table} WHERE {column} = ? AND user_id = ?", thread_id, USER)  # noqa: S608  constants

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Any) -> None:
        self.write("DELETE FROM items WHERE id = ? AND user_id = ?", item_id, USER)

    def _page(
        self, table: str, where: str, values: tuple[str, ...], page: tuple[str | None, int, str]
    ) -> tuple[list[Sequence[Any]], bool]:
        after, limit, order = page
        found: list[Any] = list(values)
        if after:
            where += f" AND created_at {'>' if order == 'asc' else '<'} ?"
            found += self.rows(f"SELECT created_at FROM {table} WHERE id = ?", after)[0]  # noqa: S608  constants
        sql = f"SELECT data FROM {table} WHERE {where} ORDER BY created_at {order} LIMIT ?"  # noqa: S608
        rows = self.rows(sql, *found, limit + 1)
        return rows[:limit], len(rows) > limit


class NaiveSqlite(NaiveStore):
    def __init__(self, path: str) -> None:
        self._path = path
        for name, columns in TABLES.items():
            self.write(f"CREATE TABLE IF NOT EXISTS {name} ({columns.format(time='TEXT', json='TEXT')})")

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            yield connection
        finally:
            connection.close()

    def rows(self, sql: str, *values: Any) -> list[Sequence[Any]]:
        with self.connection() as connection:
            return connection.execute(sql, values).fetchall()

    def write(self, sql: str, *values: Any) -> None:
        with self.connection() as connection:
            connection.execute(sql, values)
            connection.commit()

    def time(self, value: ThreadMetadata | ThreadItem) -> str:
        return value.created_at.isoformat()

    def dumped(self, value: BaseModel) -> str:
        return value.model_dump_json()

    def loaded(self, model: type[BaseModel], data: Any) -> Any:
        return model.model_validate_json(data)


class NaivePostgres(NaiveStore):
    def __init__(self, url: str) -> None:
        self._url = url
        for name, columns in TABLES.items():
            self.write(f"CREATE TABLE IF NOT EXISTS {name} ({columns.format(time='TIMESTAMPTZ', json='JSONB')})")

    def rows(self, sql: str, *values: Any) -> list[Sequence[Any]]:
        with psycopg.connect(self._url) as connection, connection.cursor() as cursor:
            cursor.execute(sql.replace("?", "%s"), values)
            return list(cursor.fetchall())

    def write(self, sql: str, *values: Any) -> None:
        with psycopg.connect(self._url) as connection, connection.cursor() as cursor:
            cursor.execute(sql.replace("?", "%s"), values)

    def time(self, value: ThreadMetadata | ThreadItem) -> Any:
        return value.created_at

    def dumped(self, value: BaseModel) -> Json:
        return Json(value.model_dump(mode="json"))

    def loaded(self, model: type[BaseModel], data: Any) -> Any:
        return model.model_validate(data)
