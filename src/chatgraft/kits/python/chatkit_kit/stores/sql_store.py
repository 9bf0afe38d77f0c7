"""The SDK's store over SQL. Rows have an owner, and every clause asks for it: a foreign row does not exist."""

import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from functools import lru_cache
from secrets import token_hex
from typing import Any, TypeVar

from chatkit.store import NotFoundError, Store, StoreItemType
from chatkit.types import Attachment, FeedbackKind, Page, ThreadItem, ThreadMetadata
from pydantic import TypeAdapter, ValidationError

from ..context import Context
from ..watch import Timed
from .database import Database, IntegrityError, Row, now_us

PAGE_LIMIT = 100
PREFIXES: dict[StoreItemType, str] = {
    "thread": "thr",
    "message": "msg",
    "tool_call": "tc",
    "task": "tsk",
    "workflow": "wf",
    "attachment": "atc",
    "sdk_hidden_context": "shcx",
}

log = logging.getLogger(__name__)
_item_json: TypeAdapter[Any] = TypeAdapter(ThreadItem)
_attachment_json: TypeAdapter[Any] = TypeAdapter(Attachment)
_T = TypeVar("_T")


def new_id(item_type: StoreItemType) -> str:
    """A random id of 128 bits. The SDK's own have 32, of which two meet after some ten thousand rows."""
    return f"{PREFIXES[item_type]}_{token_hex(16)}"


def as_utc(moment: datetime) -> datetime:
    """The SDK stamps naive local times; the wire and the table hold UTC."""
    return moment.astimezone(timezone.utc)


class SqlStore(Store[Context]):
    """Threads and items as JSON rows. Lists are read by keyset in the order of the rows' own sequence."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def generate_thread_id(self, context: Context) -> str:
        return context.new_thread_id

    def generate_item_id(self, item_type: StoreItemType, thread: ThreadMetadata, context: Context) -> str:
        return new_id(item_type)

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        rows = await self._fetch(context, "SELECT data FROM chatkit_threads WHERE owner = $1 AND id = $2", thread_id)
        if not rows:
            raise NotFoundError(f"Thread {thread_id} not found")
        return ThreadMetadata.model_validate_json(rows[0][0])

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        # A copy: the SDK takes any change of its own object for news to tell.
        # It also passes a Thread with its items; only the metadata belongs into this row.
        saved = thread.model_copy(update={"created_at": as_utc(thread.created_at)})
        data = saved.model_dump_json(include=set(ThreadMetadata.model_fields), exclude_none=True)
        await self._execute(
            context,
            "INSERT INTO chatkit_threads (owner, id, created_us, data) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (owner, id) DO UPDATE SET data = excluded.data",
            thread.id,
            _microseconds(saved.created_at),
            data,
        )

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        listing = _Listing("chatkit_threads", ("owner",), ())
        return _page_of(
            await self._page(context, listing, limit, after, order), limit, ThreadMetadata.model_validate_json
        )

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        await self._execute(context, "DELETE FROM chatkit_threads WHERE owner = $1 AND id = $2", thread_id)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        await self.load_thread(thread_id, context)
        listing = _Listing("chatkit_items", ("owner", "thread_id"), (thread_id,))
        return _page_of(await self._page(context, listing, limit, after, order), limit, _item_json.validate_json)

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        rows = await self._fetch(
            context,
            "SELECT data FROM chatkit_items WHERE owner = $1 AND thread_id = $2 AND id = $3",
            thread_id,
            item_id,
        )
        if not rows:
            raise NotFoundError(f"Item {item_id} not found")
        item: ThreadItem = _item_json.validate_json(rows[0][0])
        return item

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Insert an item, or replace the one with its id: what was checkpointed or cut is added again when done."""
        await self._write_item(thread_id, item, context, "open = 0, data = excluded.data", 0)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await self.add_thread_item(thread_id, item, context)

    async def checkpoint_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Keep an unfinished item. A finished one stays as it is, so that a late checkpoint undoes nothing."""
        await self._write_item(thread_id, item, context, "data = excluded.data WHERE chatkit_items.open = 1", 1)

    async def close_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        """Finish, as they stand, the items that were checkpointed and never done; returns them."""
        rows = await self._fetch(
            context,
            "UPDATE chatkit_items SET open = 0 WHERE owner = $1 AND thread_id = $2 AND open = 1 RETURNING data",
            thread_id,
        )
        return [_item_json.validate_json(row[0]) for row in rows]

    async def open_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        """The checkpointed items of a turn that has not ended."""
        rows = await self._fetch(
            context,
            "SELECT data FROM chatkit_items WHERE owner = $1 AND thread_id = $2 AND open = 1 ORDER BY seq",
            thread_id,
        )
        return [_item_json.validate_json(row[0]) for row in rows]

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        await self._execute(
            context,
            "DELETE FROM chatkit_items WHERE owner = $1 AND thread_id = $2 AND id = $3",
            thread_id,
            item_id,
        )

    async def add_feedback(self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: Context) -> None:
        """Keep the latest opinion on each of the items that are really there."""
        await self.load_thread(thread_id, context)
        for item_id in item_ids:
            await self._execute(
                context,
                "INSERT INTO chatkit_feedback (owner, thread_id, item_id, kind, created_us) "
                "SELECT owner, thread_id, id, $4, CAST($5 AS BIGINT) FROM chatkit_items "
                "WHERE owner = $1 AND thread_id = $2 AND id = $3 "
                "ON CONFLICT (owner, thread_id, item_id) "
                "DO UPDATE SET kind = excluded.kind, created_us = excluded.created_us",
                thread_id,
                item_id,
                kind,
                now_us(),
            )

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        """Keep a new attachment, or bind one to the thread that it is sent in: to one, and for good."""
        try:
            bound = await self._fetch(
                context,
                "INSERT INTO chatkit_attachments (owner, id, thread_id, created_us, data) VALUES ($1, $2, $3, $4, $5) "
                "ON CONFLICT (id) DO UPDATE SET thread_id = excluded.thread_id, data = excluded.data "
                "WHERE chatkit_attachments.owner = excluded.owner AND (chatkit_attachments.thread_id IS NULL "
                "OR chatkit_attachments.thread_id = excluded.thread_id) RETURNING id",
                attachment.id,
                attachment.thread_id,
                now_us(),
                attachment.model_dump_json(exclude_none=True),
            )
        except IntegrityError:
            bound = []
        if not bound:
            raise NotFoundError(f"Attachment {attachment.id} not found")

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        """An attachment that can be sent in the thread of the request: uploaded, and not sent in another."""
        rows = await self._fetch(
            context, "SELECT data FROM chatkit_attachments WHERE owner = $1 AND id = $2", attachment_id
        )
        attachment: Attachment | None = _attachment_json.validate_json(rows[0][0]) if rows else None
        if (
            attachment is None
            or attachment.upload_descriptor is not None
            or attachment.thread_id not in {None, context.new_thread_id}
        ):
            raise NotFoundError(f"Attachment {attachment_id} not found")
        return attachment

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        await self._execute(context, "DELETE FROM chatkit_attachments WHERE owner = $1 AND id = $2", attachment_id)

    async def _write_item(self, thread_id: str, item: ThreadItem, context: Context, update: str, is_open: int) -> None:
        item.created_at = as_utc(item.created_at)
        try:
            await self._execute(
                context,
                "INSERT INTO chatkit_items (owner, thread_id, id, type, open, created_us, data) "  # noqa: S608  constants
                "VALUES ($1, $2, $3, $4, $5, $6, $7) "
                f"ON CONFLICT (owner, thread_id, id) DO UPDATE SET {update}",
                thread_id,
                item.id,
                item.type,
                is_open,
                _microseconds(item.created_at),
                item.model_dump_json(exclude_none=True),
            )
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
        size = _clamp(limit) + 1
        if start is None:
            return await self._fetch(context, listing.page_sql(order, continued=False), *listing.values, size)
        return await self._fetch(context, listing.page_sql(order, continued=True), *listing.values, size, start)

    async def _fetch(self, context: Context, sql: str, *values: Any) -> list[Row]:
        """Run a statement whose `$1` is the owner."""
        scoped, whose = _scope(context, sql)
        with Timed(sql[:6].lower()):
            return await self._database.fetch(scoped, whose, *values)

    async def _execute(self, context: Context, sql: str, *values: Any) -> None:
        scoped, whose = _scope(context, sql)
        with Timed(sql[:6].lower()):
            await self._database.execute(scoped, whose, *values)


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


def _clamp(limit: int) -> int:
    return max(1, min(limit, PAGE_LIMIT))


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def _page_of(rows: list[Row], limit: int, parse: Callable[[str], _T]) -> Page[_T]:
    """A page; rows of a kind that this version cannot read stay in the table and are passed over here."""
    kept = rows[: _clamp(limit)]
    data: list[_T] = []
    for item_id, text in kept:
        try:
            data.append(parse(text))
        except ValidationError:  # noqa: PERF203  each row by itself
            log.warning("A stored item is of an unknown kind and is not shown", extra={"item": item_id})
    more = len(rows) > len(kept)
    return Page.model_construct(data=data, has_more=more, after=kept[-1][0] if more else None)
