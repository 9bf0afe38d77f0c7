"""The SDK's store over SQL. Rows have an owner, and every clause asks for it: a foreign row does not exist."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Attachment, FeedbackKind, Page, ThreadItem, ThreadMetadata

from ..context import Context
from ..errors import DatabaseUnavailableError, ImpossibleValueError
from ..watch import Timed
from .chat_store import (
    ChangeThread,
    ChatStore,
    Draft,
    clamped,
    item_of,
    microseconds,
    page_of,
    readable,
    sendable,
    stamped,
    thread_of,
    to_keep,
)
from .database import now_us
from .sql import Executor, IntegrityError, Row, Statement, Upsert

_THREAD = Upsert(
    "chatkit_threads", columns=("owner", "id", "created_us", "data"), key=("owner", "id"), update=("data",)
)
_ITEM = Upsert(
    "chatkit_items",
    columns=("owner", "thread_id", "id", "type", "open", "created_us", "data"),
    key=("owner", "thread_id", "id"),
    update=("open", "data"),
)
_FIND_THREAD = "SELECT data FROM chatkit_threads WHERE owner = $1 AND id = $2"
_CHANGE_THREAD = "UPDATE chatkit_threads SET data = $4 WHERE owner = $1 AND id = $2 AND data = $3"
_FIND_ITEM = "SELECT data FROM chatkit_items WHERE owner = $1 AND thread_id = $2 AND id = $3"
_CHECKPOINT = replace(_ITEM, only_if="old.open = 1")
_FEEDBACK = Upsert(
    "chatkit_feedback",
    columns=("owner", "thread_id", "item_id", "kind", "created_us"),
    key=("owner", "thread_id", "item_id"),
    update=("kind", "created_us"),
)
_ATTACHMENT = Upsert(
    "chatkit_attachments",
    columns=("owner", "id", "thread_id", "created_us", "data"),
    key=("id",),
    update=("thread_id", "data"),
    only_if="old.owner = new.owner AND (old.thread_id IS NULL OR old.thread_id = new.thread_id)",
)


class SqlStore(ChatStore):
    """Threads and items as JSON rows. Lists are read by keyset in the order of the rows' own sequence."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        rows = await self._fetch(context, _FIND_THREAD, thread_id)
        if not rows:
            raise NotFoundError(f"Thread {thread_id} not found")
        return thread_of(rows[0][0])

    async def change_thread(self, thread_id: str, change: ChangeThread, context: Context) -> bool:
        while rows := await self._fetch(context, _FIND_THREAD, thread_id):
            before = rows[0][0]
            after = change(thread_of(before))
            if after is None:
                return False
            if await self._execute(context, _CHANGE_THREAD, thread_id, before, to_keep(after)[0]):
                return True
        return False

    async def put_thread(self, thread: ThreadMetadata, context: Context) -> None:
        data, created_us = to_keep(thread)
        await self._execute(context, self._executor.upsert(_THREAD), thread.id, created_us, data)

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        listing = _Listing("chatkit_threads", ("owner",), ())
        return page_of(await self._page(context, listing, limit, after, order), limit, thread_of)

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        await self._execute(context, "DELETE FROM chatkit_threads WHERE owner = $1 AND id = $2", thread_id)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        listing = _Listing("chatkit_items", ("owner", "thread_id"), (thread_id,))
        rows = await self._page(context, listing, limit, after, order)
        if not rows:  # where there are items there is their thread
            await self.load_thread(thread_id, context)
        return page_of(rows, limit, item_of)

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        rows = await self._fetch(context, _FIND_ITEM, thread_id, item_id)
        if not rows:
            raise NotFoundError(f"Item {item_id} not found")
        return item_of(rows[0][0])

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Insert an item, or replace the one with its id: what was checkpointed or cut is added again when done."""
        await self._write_item(_ITEM, thread_id, item, context)

    async def checkpoint_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await self._write_item(_CHECKPOINT, thread_id, item, context)

    async def checkpoint_items(self, drafts: Sequence[Draft]) -> None:
        """In one transaction, which costs much less than one for each. What others break off goes on by itself."""
        upsert = self._executor.upsert(_CHECKPOINT)
        statements: list[Statement] = []
        for draft in drafts:
            sql, whose = _scope(draft.context, upsert)
            statements.append((sql, (whose, *_item_values(_CHECKPOINT, draft.thread_id, draft.item))))
        try:
            with Timed("insert"):
                await self._executor.transact(*statements)
        except (IntegrityError, ImpossibleValueError, DatabaseUnavailableError):
            await super().checkpoint_items(drafts)

    async def close_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        rows = await self._open_rows(thread_id, context)
        if rows:
            await self._execute(
                context, "UPDATE chatkit_items SET open = 0 WHERE owner = $1 AND thread_id = $2 AND open = 1", thread_id
            )
        return list(readable(rows, item_of))

    async def open_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        return list(readable(await self._open_rows(thread_id, context), item_of))

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        await self._execute(
            context,
            "DELETE FROM chatkit_items WHERE owner = $1 AND thread_id = $2 AND id = $3",
            thread_id,
            item_id,
        )

    async def add_feedback(self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: Context) -> None:
        await self.load_thread(thread_id, context)
        for item_id in item_ids:
            if await self._fetch(context, _FIND_ITEM, thread_id, item_id):
                await self._execute(context, self._executor.upsert(_FEEDBACK), thread_id, item_id, kind, now_us())

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        """Keep a new attachment, or bind one to the thread that it is sent in: to one, and for good."""
        data = attachment.model_dump_json(exclude_none=True)
        values = (attachment.id, attachment.thread_id, now_us(), data)
        try:
            await self._execute(context, self._executor.upsert(_ATTACHMENT), *values)
            found = await self._fetch(
                context, "SELECT thread_id FROM chatkit_attachments WHERE owner = $1 AND id = $2", attachment.id
            )
        except IntegrityError:
            found = []
        if [row[0] for row in found] != [attachment.thread_id]:
            raise NotFoundError(f"Attachment {attachment.id} not found")

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        rows = await self._fetch(
            context, "SELECT data FROM chatkit_attachments WHERE owner = $1 AND id = $2", attachment_id
        )
        return sendable(attachment_id, rows[0][0] if rows else None, context)

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        await self._execute(context, "DELETE FROM chatkit_attachments WHERE owner = $1 AND id = $2", attachment_id)

    async def _open_rows(self, thread_id: str, context: Context) -> list[Row]:
        return await self._fetch(
            context,
            "SELECT id, data FROM chatkit_items WHERE owner = $1 AND thread_id = $2 AND open = 1 ORDER BY seq",
            thread_id,
        )

    async def _write_item(self, upsert: Upsert, thread_id: str, item: ThreadItem, context: Context) -> None:
        try:
            await self._execute(context, self._executor.upsert(upsert), *_item_values(upsert, thread_id, item))
        except IntegrityError:
            raise NotFoundError(f"Thread {thread_id} not found") from None

    async def _page(
        self, context: Context, listing: "_Listing", limit: int, after: str | None, order: str
    ) -> list[Row]:
        """One row more than asked for, which tells whether there are more."""
        start: int | None = None
        if after is not None:
            found = await self._fetch(context, listing.cursor_sql(), *listing.values, after)
            if not found:
                raise NotFoundError(f"Cursor {after} not found")
            start = found[0][0]
        size = clamped(limit) + 1
        if start is None:
            return await self._fetch(context, listing.page_sql(order, continued=False), *listing.values, size)
        return await self._fetch(context, listing.page_sql(order, continued=True), *listing.values, size, start)

    async def _fetch(self, context: Context, sql: str, *values: Any) -> list[Row]:
        """Run a statement whose `$1` is the owner."""
        scoped, whose = _scope(context, sql)
        with Timed(sql[:6].lower()):
            return await self._executor.fetch(scoped, whose, *values)

    async def _execute(self, context: Context, sql: str, *values: Any) -> int:
        """Run a statement whose `$1` is the owner. How many rows it found."""
        scoped, whose = _scope(context, sql)
        with Timed(sql[:6].lower()):
            try:
                return await self._executor.execute(scoped, whose, *values)
            except (
                IntegrityError
            ):  # what it refers to has gone, or its run was claimed while the statement was on its way
                if context.run is None:
                    raise
                return await self._executor.execute(scoped, whose, *values)


def _item_values(upsert: Upsert, thread_id: str, item: ThreadItem) -> tuple[Any, ...]:
    """A row's values after its owner."""
    is_open, created_us = int(upsert is _CHECKPOINT), microseconds(stamped(item).created_at)
    return thread_id, item.id, item.type, is_open, created_us, item.model_dump_json(exclude_none=True)


def _scope(context: Context, sql: str) -> tuple[str, str]:
    """A statement and the value of its `$1`. In a run the owner is read from the run's row, in the same statement:

    the run may have been claimed by a user since it began, here or at another worker.
    """
    return (sql, context.owner) if context.run is None else (_of_run(sql), context.run.id)


@lru_cache(maxsize=64)
def _of_run(sql: str) -> str:
    return re.sub(r"\$1(?!\d)", "(SELECT owner FROM chatkit_runs WHERE id = $1)", sql)


class _Listing:
    """A table read in pages, narrowed by columns: the owner's, and those that have `values`. Its SQL is constant."""

    def __init__(self, table: str, columns: tuple[str, ...], values: tuple[str, ...]) -> None:
        self.values = values
        self._table = table
        self._where = " AND ".join(f"{column} = ${number}" for number, column in enumerate(columns, 1))

    def cursor_sql(self) -> str:
        return f"SELECT seq FROM {self._table} WHERE {self._where} AND id = ${len(self.values) + 2}"  # noqa: S608

    def page_sql(self, order: str, *, continued: bool) -> str:
        number = len(self.values) + 2
        compare, direction = (">", "ASC") if order == "asc" else ("<", "DESC")
        start = f" AND seq {compare} ${number + 1}" if continued else ""
        return f"SELECT id, data FROM {self._table} WHERE {self._where}{start} ORDER BY seq {direction} LIMIT ${number}"  # noqa: S608
