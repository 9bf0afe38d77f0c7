"""What is kept of one owner, given out or erased as a whole; and what has been kept for longer than it may be.

Owners are those of the store: `user:<id>` for who has signed in, `session:<id>` for everybody else.
"""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

import pydantic_core
from chatkit.types import Attachment, ThreadMetadata
from pydantic import TypeAdapter

from .attached.storage import Files, forget
from .context import Context
from .http.sessions import session_of
from .running.open_items import is_hidden
from .running.run import to_json
from .stores.chat_store import ChatStore
from .stores.database import Database, now_us

log = logging.getLogger(__name__)

PAGE = 100
BATCH = 100
"""Threads that are looked up, and then deleted one by one, before others get their turn."""
DAY_US = 24 * 3600 * 1_000_000

_attachment_json: TypeAdapter[Any] = TypeAdapter(Attachment)


class OwnData:
    """Goes by the store for conversations, so that what an owner's own store keeps elsewhere is in it as well."""

    def __init__(self, database: Database, store: ChatStore, files: Files) -> None:
        self._database = database
        self._store = store
        self._files = files

    async def export(self, owner: str) -> AsyncIterator[bytes]:
        """One JSON document, in pieces: conversations with their items and ratings, and the names of files."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        yield b'{"exported_at":"%s","threads":[' % now.encode()
        first = True
        async for thread in self.threads(owner):
            if not first:
                yield b","
            first = False
            async for piece in self._thread(owner, thread):
                yield piece
        files = [_described(row.data) for row in await self._database.attachments.of_owner(owner)]
        yield b'],"attachments":%s}\n' % pydantic_core.to_json(files)

    async def erase(self, owner: str) -> None:
        """Everything that belongs to the owner, and the sessions by which it was reached."""
        files = [json.loads(row.data)["id"] for row in await self._database.attachments.of_owner(owner)]
        for thread in [thread async for thread in self.threads(owner)]:  # by the store, which may keep more of them
            await self._store.delete_thread(thread.id, Context(owner))
        await self._database.owners.erase(owner, session_of(owner))
        await forget(self._files, files)

    async def purge(self, days: float) -> int:
        """Delete conversations in which nothing was said for so long; returns how many."""
        before, count, last = now_us() - int(days * DAY_US), 0, None
        while (old := await self._database.owners.find_old_threads(before, BATCH)) and old != last:
            last = old  # found once more where a store of the owner's keeps what it was to delete
            for owner, thread_id in old:
                files = await self._database.attachments.of_thread(owner, thread_id)
                await self._store.delete_thread(thread_id, Context(owner))
                await forget(self._files, files)
                await asyncio.sleep(0)
            count += len(old)
        if count:
            log.info("Old conversations were deleted", extra={"count": count})
        return count

    async def threads(self, owner: str) -> AsyncIterator[ThreadMetadata]:
        """All of the owner's, the oldest first."""
        after, more = None, True
        while more:
            page = await self._store.load_threads(PAGE, after, "asc", Context(owner))
            after, more = page.after, page.has_more
            for thread in page.data:
                yield thread

    async def _thread(self, owner: str, thread: ThreadMetadata) -> AsyncIterator[bytes]:
        yield to_json(thread)[:-1] + b',"items":['
        context, after, more, first = Context(owner), None, True, True
        while more:
            page = await self._store.load_thread_items(thread.id, after, PAGE, "asc", context)
            after, more = page.after, page.has_more
            shown = b",".join(to_json(item) for item in page.data if not is_hidden(item))
            if shown:
                yield shown if first else b"," + shown
                first = False
        opinions = [asdict(row) for row in await self._database.owners.feedback(owner, thread.id)]
        yield b'],"feedback":%s}' % pydantic_core.to_json(opinions)


def _described(data: str) -> dict[str, Any]:
    """What a file is called, without the addresses that lead to it."""
    attachment = _attachment_json.validate_json(data)
    size = (attachment.metadata or {}).get("size")
    found = {"id": attachment.id, "name": attachment.name, "mime_type": attachment.mime_type, "size": size}
    return found | {"thread_id": attachment.thread_id}
