"""The SDK's store over MongoDB. Documents have an owner, and every filter asks for it: a foreign one does not exist.

There is no transaction and no foreign key. What is written is looked at once more: if the thread has been deleted
meanwhile, so is what was written to it; if it has been claimed by a user, that goes with it. A thread's own document
counts its items, so that their order is that of their arrival.
"""

from collections.abc import Sequence
from typing import Any

from chatkit.store import NotFoundError
from chatkit.types import Attachment, FeedbackKind, Page, ThreadItem, ThreadMetadata
from pymongo import ASCENDING, DESCENDING, ReturnDocument

from ..context import Context
from .chat_store import (
    ChangeThread,
    ChatStore,
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
from .mongo_client import Document, DuplicateError, Mongo

OF_A_THREAD = ("items", "feedback", "attachments")


class MongoStore(ChatStore):
    """Threads and items as JSON texts in documents, so that whatever the SDK makes of them can be kept."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        found = await self._require_thread(thread_id, await self._whose(context))
        return thread_of(found["data"])

    async def change_thread(self, thread_id: str, change: ChangeThread, context: Context) -> bool:
        whose = await self._whose(context)
        while found := await self._find("threads", {"owner": _any(whose), "id": thread_id}):
            after = change(thread_of(found["data"]))
            if after is None:
                return False
            which = {"owner": _any(whose), "id": thread_id, "data": found["data"]}
            if await self._update("threads", which, {"data": to_keep(after)[0]}):
                return True
            whose = await self._whose(context)
        return False

    async def put_thread(self, thread: ThreadMetadata, context: Context) -> None:
        data, created_us = to_keep(thread)
        whose = await self._whose(context)
        if await self._update("threads", {"owner": _any(whose), "id": thread.id}, {"data": data}):
            return
        owner = _owner(whose, thread.id)
        document = {"owner": owner, "id": thread.id, "created_us": created_us, "data": data}
        try:
            await self._insert("threads", document | {"items": 0, "seq": await self._mongo.next("threads")})
        except DuplicateError:
            await self._update("threads", {"owner": _any(whose), "id": thread.id}, {"data": data})
        now = await self._whose(context)
        if not now:  # all of the owner's was erased before this was written
            await self._delete("threads", {"owner": owner, "id": thread.id})
            raise NotFoundError(f"The run that writes {thread.id} is gone")
        await self._follow("threads", {"id": thread.id}, owner, now)

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        mine = {"owner": _any(await self._whose(context))}
        return page_of(await self._page("threads", mine, limit, after, order), limit, thread_of)

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        whose = await self._whose(context)
        # What hangs on it goes first, so that it can be deleted again if this comes to no end; and once more
        # afterwards, for who was writing to it just then.
        await self._delete_of_thread(thread_id, whose)
        await self._delete("threads", {"owner": _any(whose), "id": thread_id})
        await self._delete_of_thread(thread_id, whose)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        whose = await self._whose(context)
        await self._require_thread(thread_id, whose)
        listed = {"owner": _any(whose), "thread_id": thread_id}
        return page_of(await self._page("items", listed, limit, after, order), limit, item_of)

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        found = await self._find("items", _item(await self._whose(context), thread_id, item_id))
        if found is None:
            raise NotFoundError(f"Item {item_id} not found")
        return item_of(found["data"])

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Insert an item, or replace the one with its id: what was checkpointed or cut is added again when done."""
        await self._write_item(thread_id, item, context, is_open=0)

    async def checkpoint_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await self._write_item(thread_id, item, context, is_open=1)

    async def open_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        return list(readable(await self._open_rows(await self._open_ones(thread_id, context)), item_of))

    async def close_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        open_ones = await self._open_ones(thread_id, context)
        rows = await self._open_rows(open_ones)
        if rows:
            await self._mongo.do("update", self._mongo["items"].update_many(open_ones, {"$set": {"open": 0}}))
        return list(readable(rows, item_of))

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        await self._delete("items", _item(await self._whose(context), thread_id, item_id))

    async def add_feedback(self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: Context) -> None:
        whose = await self._whose(context)
        await self._require_thread(thread_id, whose)
        for item_id in item_ids:
            if item := await self._find("items", _item(whose, thread_id, item_id)):
                given = {"owner": _any(whose), "thread_id": thread_id, "item_id": item_id}
                values = {"kind": kind, "created_us": now_us()}
                await self._upsert("feedback", given, values, {"owner": item["owner"]})
                await self._settle("feedback", {"thread_id": thread_id, "item_id": item_id}, whose, context)

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        """Keep a new attachment, or bind one to the thread that it is sent in: to one, and for good."""
        whose, thread_id = await self._whose(context), attachment.thread_id
        if thread_id is not None:
            await self._require_thread(thread_id, whose)
        values = {"thread_id": thread_id, "data": attachment.model_dump_json(exclude_none=True)}
        free = {"_id": attachment.id, "owner": _any(whose), "thread_id": {"$in": [None, thread_id]}}
        if not await self._update("attachments", free, values):
            new = {"_id": attachment.id, "owner": _owner(whose, attachment.id), "created_us": now_us()}
            try:
                await self._insert("attachments", new | values)
            except DuplicateError:
                raise NotFoundError(f"Attachment {attachment.id} not found") from None
        if thread_id is not None:
            await self._settle("attachments", {"_id": attachment.id, "thread_id": thread_id}, whose, context)

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        mine = {"_id": attachment_id, "owner": _any(await self._whose(context))}
        found = await self._find("attachments", mine)
        return sendable(attachment_id, found["data"] if found else None, context)

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        await self._delete("attachments", {"_id": attachment_id, "owner": _any(await self._whose(context))})

    async def _whose(self, context: Context) -> list[str]:
        """The names that the asker's documents may stand under; the last is the one for new ones.

        The run may have been claimed by a user since it began, here or at another worker, and its documents may be on
        their way from the one owner to the other.
        """
        if context.run is None:
            return [context.owner]
        run = await self._find("runs", {"_id": context.run.id})
        return [] if run is None else list(dict.fromkeys((context.owner, run["owner"])))

    async def _open_ones(self, thread_id: str, context: Context) -> Document:
        return {"owner": _any(await self._whose(context)), "thread_id": thread_id, "open": 1}

    async def _open_rows(self, open_ones: Document) -> list[tuple[str, str]]:
        found = self._mongo["items"].find(open_ones, {"id": 1, "data": 1}).sort("seq", ASCENDING)
        return [(each["id"], each["data"]) for each in await self._mongo.do("select", found.to_list())]

    async def _write_item(self, thread_id: str, item: ThreadItem, context: Context, *, is_open: int) -> None:
        thread = await self._mongo.do(
            "update",
            self._mongo["threads"].find_one_and_update(
                {"owner": _any(whose := await self._whose(context)), "id": thread_id},
                {"$inc": {"items": 1}},
                projection={"owner": 1, "items": 1},
                return_document=ReturnDocument.AFTER,
            ),
        )
        if thread is None:
            raise NotFoundError(f"Thread {thread_id} not found")
        place = _item(whose, thread_id, item.id) | ({"open": 1} if is_open else {})
        first = {
            "owner": thread["owner"],
            "seq": thread["items"],
            "type": item.type,
            "created_us": microseconds(stamped(item).created_at),
        }
        await self._upsert("items", place, {"open": is_open, "data": item.model_dump_json(exclude_none=True)}, first)
        await self._settle("items", {"thread_id": thread_id, "id": item.id}, whose, context)

    async def _settle(self, name: str, which: Document, written: list[str], context: Context) -> None:
        """See to it that what was written has its thread, and the thread's owner. `written` are the names that it may
        have been written under: a run that has been erased meanwhile tells none."""
        whose = list(dict.fromkeys((*written, *await self._whose(context))))
        thread = await self._find("threads", {"owner": _any(whose), "id": which["thread_id"]})
        if thread is None:
            await self._delete(name, {"owner": _any(whose), **which})
            raise NotFoundError(f"Thread {which['thread_id']} not found")
        for before in whose:
            if before != thread["owner"]:
                await self._follow(name, which, before, [thread["owner"]])

    async def _follow(self, name: str, which: Document, before: str, whose: list[str]) -> None:
        """Give what may still stand under a name from before to the owner of now."""
        if whose and whose[-1] != before:
            await self._update(name, {"owner": before, **which}, {"owner": whose[-1]})

    async def _require_thread(self, thread_id: str, whose: list[str]) -> Document:
        found = await self._find("threads", {"owner": _any(whose), "id": thread_id})
        if found is None:
            raise NotFoundError(f"Thread {thread_id} not found")
        return found

    async def _page(
        self, name: str, listed: Document, limit: int, after: str | None, order: str
    ) -> list[tuple[str, str]]:
        """One more than asked for, which tells whether there are more."""
        if after is not None:
            start = await self._find(name, listed | {"id": after})
            if start is None:
                raise NotFoundError(f"Cursor {after} not found")
            listed = listed | {"seq": {"$gt" if order == "asc" else "$lt": start["seq"]}}
        direction = ASCENDING if order == "asc" else DESCENDING
        found = self._mongo[name].find(listed, {"id": 1, "data": 1}).sort("seq", direction).limit(clamped(limit) + 1)
        return [(each["id"], each["data"]) for each in await self._mongo.do("select", found.to_list())]

    async def _find(self, name: str, which: Document) -> Document | None:
        return await self._mongo.do("select", self._mongo[name].find_one(which))

    async def _insert(self, name: str, document: Document) -> None:
        await self._mongo.do("insert", self._mongo[name].insert_one(document))

    async def _update(self, name: str, which: Document, values: Document) -> bool:
        updated = await self._mongo.do("update", self._mongo[name].update_one(which, {"$set": values}))
        return updated.matched_count > 0

    async def _upsert(self, name: str, which: Document, values: Document, first: Document) -> None:
        """Set the values; `first` only where it is new. One that is there and does not fit `which` stays as it is."""
        change = {"$set": values, "$setOnInsert": first}
        try:
            await self._mongo.do("insert", self._mongo[name].update_one(which, change, upsert=True))
        except DuplicateError:  # another has inserted it at the same moment, or `which` asks for more than its key
            await self._mongo.do("update", self._mongo[name].update_one(which, {"$set": values}))

    async def _delete(self, name: str, which: Document) -> None:
        await self._mongo.do("delete", self._mongo[name].delete_many(which))

    async def _delete_of_thread(self, thread_id: str, whose: list[str]) -> None:
        for name in OF_A_THREAD:
            await self._delete(name, {"owner": _any(whose), "thread_id": thread_id})


def _any(whose: list[str]) -> Any:
    return {"$in": whose}


def _item(whose: list[str], thread_id: str, item_id: str) -> Document:
    return {"owner": _any(whose), "thread_id": thread_id, "id": item_id}


def _owner(whose: list[str], wanted: str) -> str:
    if not whose:
        raise NotFoundError(f"The run that writes {wanted} is gone")
    return whose[-1]
