"""The SDK's store over MongoDB. Documents have an owner, and every filter asks for it: a foreign one does not exist.

There is no transaction and no foreign key. What is written is looked at once more: if the thread has been deleted
meanwhile, so is what was written to it; if it has been claimed by a user, that goes with it (`mongo_names.py`). A
thread's own document counts its items, so that their order is that of their arrival.
"""

from collections.abc import Sequence
from functools import partial

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
from .mongo_names import Names, any_of, found_under, names_of, newest, under_all

OF_A_THREAD = ("items", "feedback", "attachments")


class MongoStore(ChatStore):
    """Threads and items as JSON texts in documents, so that whatever the SDK makes of them can be kept."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        return thread_of((await found_under(self._mongo, context, partial(self._require_thread, thread_id)))["data"])

    async def change_thread(self, thread_id: str, change: ChangeThread, context: Context) -> bool:
        while True:
            try:
                found = await found_under(self._mongo, context, partial(self._require_thread, thread_id))
            except NotFoundError:
                return False
            after = change(thread_of(found["data"]))
            if after is None:
                return False
            which = {"owner": found["owner"], "id": thread_id, "data": found["data"]}
            if await self._mongo.update("threads", which, {"data": to_keep(after)[0]}):
                return True

    async def put_thread(self, thread: ThreadMetadata, context: Context) -> None:
        data, created_us = to_keep(thread)
        names = await names_of(self._mongo, context)
        if await self._mongo.update("threads", {"owner": any_of(names), "id": thread.id}, {"data": data}):
            return
        owner = newest(names, thread.id)
        document = {"owner": owner, "id": thread.id, "created_us": created_us, "data": data}
        try:
            await self._mongo.insert("threads", document | {"items": 0, "seq": await self._mongo.next("threads")})
        except DuplicateError:
            await self._mongo.update("threads", {"owner": any_of(names), "id": thread.id}, {"data": data})
        now = await names_of(self._mongo, context)
        if not now:  # all of the owner's was erased before this was written
            await self._mongo.delete("threads", {"owner": owner, "id": thread.id})
            raise NotFoundError(f"The run that writes {thread.id} is gone")
        if now[-1] != owner:
            await self._follow("threads", {"id": thread.id}, owner, now[-1], {"data": data})

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        mine = {"owner": any_of(await names_of(self._mongo, context))}
        return page_of(await self._page("threads", mine, limit, after, order), limit, thread_of)

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        names = await names_of(self._mongo, context)
        # What hangs on it goes first, so that it can be deleted again if this comes to no end; and once more
        # afterwards, for who was writing to it just then.
        await self._delete_of_thread(thread_id, names)
        await self._mongo.delete("threads", {"owner": any_of(names), "id": thread_id})
        await self._delete_of_thread(thread_id, names)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        async def rows(names: Names) -> list[tuple[str, str]]:
            found = await self._page("items", {"owner": any_of(names), "thread_id": thread_id}, limit, after, order)
            await self._require_thread(thread_id, names)  # last: items are claimed after their thread
            return found

        return page_of(await found_under(self._mongo, context, rows), limit, item_of)

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        async def row(names: Names) -> Document:
            found = await self._mongo.find("items", _item(names, thread_id, item_id))
            if found is None:
                raise NotFoundError(f"Item {item_id} not found")
            return found

        return item_of((await found_under(self._mongo, context, row))["data"])

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Insert an item, or replace the one with its id: what was checkpointed or cut is added again when done."""
        await self._write_item(thread_id, item, context, is_open=0)

    async def checkpoint_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await self._write_item(thread_id, item, context, is_open=1)

    async def open_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        return await self._open_ones(thread_id, context, close=False)

    async def close_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        return await self._open_ones(thread_id, context, close=True)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        async def delete(names: Names) -> None:
            await self._mongo.delete("items", _item(names, thread_id, item_id))

        await under_all(self._mongo, context, delete)

    async def add_feedback(self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: Context) -> None:
        names = await names_of(self._mongo, context)
        await self._require_thread(thread_id, names)
        for item_id in item_ids:
            if item := await self._mongo.find("items", _item(names, thread_id, item_id)):
                given = {"owner": any_of(names), "thread_id": thread_id, "item_id": item_id}
                values = {"kind": kind, "created_us": now_us()}
                await self._mongo.upsert("feedback", given, values, {"owner": item["owner"]})
                await self._settle("feedback", {"thread_id": thread_id, "item_id": item_id}, values, names, context)

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        """Keep a new attachment, or bind one to the thread that it is sent in: to one, and for good."""
        thread_id = attachment.thread_id
        values = {"thread_id": thread_id, "data": attachment.model_dump_json(exclude_none=True)}

        async def save(names: Names) -> None:
            if thread_id is not None:
                await self._require_thread(thread_id, names)
            free = {"_id": attachment.id, "owner": any_of(names), "thread_id": {"$in": [None, thread_id]}}
            if not await self._mongo.update("attachments", free, values):
                new = {"_id": attachment.id, "owner": newest(names, attachment.id), "created_us": now_us()}
                try:
                    await self._mongo.insert("attachments", new | values)
                except DuplicateError:
                    raise NotFoundError(f"Attachment {attachment.id} not found") from None
            if thread_id is not None:
                which = {"_id": attachment.id, "thread_id": thread_id}
                await self._settle("attachments", which, values, names, context)

        await found_under(self._mongo, context, save)

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        async def load(names: Names) -> Attachment:
            found = await self._mongo.find("attachments", {"_id": attachment_id, "owner": any_of(names)})
            return sendable(attachment_id, found["data"] if found else None, context)

        return await found_under(self._mongo, context, load)

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        await self._mongo.delete(
            "attachments", {"_id": attachment_id, "owner": any_of(await names_of(self._mongo, context))}
        )

    async def _open_ones(self, thread_id: str, context: Context, *, close: bool) -> list[ThreadItem]:
        rows: dict[str, str] = {}

        async def find(names: Names) -> None:
            which = {"owner": any_of(names), "thread_id": thread_id, "open": 1}
            found = self._mongo["items"].find(which, {"id": 1, "data": 1}).sort("seq", ASCENDING)
            these = {each["id"]: each["data"] for each in await self._mongo.do("select", found.to_list())}
            if these and close:
                await self._mongo.do("update", self._mongo["items"].update_many(which, {"$set": {"open": 0}}))
            rows.update(these)

        await under_all(self._mongo, context, find)
        return list(readable([*rows.items()], item_of))

    async def _write_item(self, thread_id: str, item: ThreadItem, context: Context, *, is_open: int) -> None:
        created_us = microseconds(stamped(item).created_at)
        values = {"open": is_open, "data": item.model_dump_json(exclude_none=True)}
        which = {"thread_id": thread_id, "id": item.id} | ({"open": 1} if is_open else {})

        async def write(names: Names) -> None:
            thread = await self._mongo.do(
                "update",
                self._mongo["threads"].find_one_and_update(
                    {"owner": any_of(names), "id": thread_id},
                    {"$inc": {"items": 1}},
                    projection={"owner": 1, "items": 1},
                    return_document=ReturnDocument.AFTER,
                ),
            )
            if thread is None:
                raise NotFoundError(f"Thread {thread_id} not found")
            first = {
                "owner": thread["owner"],
                "seq": thread["items"],
                "type": item.type,
                "created_us": created_us,
            }
            await self._mongo.upsert("items", {"owner": any_of(names), **which}, values, first)
            await self._settle("items", which, values, names, context)

        await found_under(self._mongo, context, write)

    async def _settle(self, name: str, which: Document, values: Document, written: Names, context: Context) -> None:
        """See to it that what was written has its thread, and the thread's owner. `written` are the names that it may
        have been written under: a run that has been erased meanwhile tells none."""
        names = await names_of(self._mongo, context, written)
        try:
            thread = await self._require_thread(which["thread_id"], names)
        except NotFoundError:
            if len(await names_of(self._mongo, context, names)) == len(names):
                await self._mongo.delete(name, {"owner": any_of(names), **which})
            raise
        for before in names[: names.index(thread["owner"])]:  # never back: a claim that goes on takes it along
            await self._follow(name, which, before, thread["owner"], values)

    async def _follow(self, name: str, which: Document, before: str, owner: str, values: Document) -> None:
        """Give what may still stand under a name from before to the owner of now."""
        try:
            await self._mongo.update(name, {"owner": before, **which}, {"owner": owner})
        except DuplicateError:  # what was to be replaced had gone there before
            await self._mongo.update(name, {"owner": owner, **which}, values)
            await self._mongo.delete(name, {"owner": before, **which})

    async def _require_thread(self, thread_id: str, names: Names) -> Document:
        found = await self._mongo.find("threads", {"owner": any_of(names), "id": thread_id})
        if found is None:
            raise NotFoundError(f"Thread {thread_id} not found")
        return found

    async def _page(
        self, name: str, listed: Document, limit: int, after: str | None, order: str
    ) -> list[tuple[str, str]]:
        """One more than asked for, which tells whether there are more."""
        if after is not None:
            start = await self._mongo.find(name, listed | {"id": after})
            if start is None:
                raise NotFoundError(f"Cursor {after} not found")
            listed = listed | {"seq": {"$gt" if order == "asc" else "$lt": start["seq"]}}
        direction = ASCENDING if order == "asc" else DESCENDING
        found = self._mongo[name].find(listed, {"id": 1, "data": 1}).sort("seq", direction).limit(clamped(limit) + 1)
        return [(each["id"], each["data"]) for each in await self._mongo.do("select", found.to_list())]

    async def _delete_of_thread(self, thread_id: str, names: Names) -> None:
        for name in OF_A_THREAD:
            await self._mongo.delete(name, {"owner": any_of(names), "thread_id": thread_id})


def _item(names: Names, thread_id: str, item_id: str) -> Document:
    return {"owner": any_of(names), "thread_id": thread_id, "id": item_id}
