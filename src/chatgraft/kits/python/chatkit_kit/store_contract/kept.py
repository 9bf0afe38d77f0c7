"""A store under examination, and what its checks are made of."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from secrets import token_hex

from chatkit.store import NotFoundError
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageItem,
    FileAttachment,
    Page,
    ThreadItem,
    ThreadMetadata,
)

from ..context import Context
from ..running.run import Run
from ..stores.chat_store import ChatStore, new_id
from ..stores.database import Database, RunRow, now_us

NOON = datetime(2026, 3, 29, 12, 0, 0, 123456, tzinfo=timezone.utc)
LEASE_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Where chats are kept: the database, and the store of conversations on it."""

    database: Database
    store: ChatStore

    async def thread(self, context: Context, title: str = "A title") -> str:
        """A new thread's id."""
        thread = ThreadMetadata(id=new_id("thread"), title=title, created_at=NOON)
        await self.store.save_thread(thread, context)
        return thread.id

    async def says(self, context: Context, thread_id: str, *texts: str) -> list[str]:
        """The ids of new messages, which all have the same time."""
        items = [message(thread_id, text) for text in texts]
        for item in items:
            await self.store.add_thread_item(thread_id, item, context)
        return [item.id for item in items]

    async def texts(self, context: Context, thread_id: str) -> list[str]:
        """What a thread says, in order."""
        page = await self.store.load_thread_items(thread_id, None, 100, "asc", context)
        return [text_of(item) for item in page.data]

    async def run(self, context: Context, thread_id: str, key: str = "") -> RunRow:
        """A run that is going on."""
        row = RunRow(token_hex(16), context.owner, thread_id, "worker", "running", now_us() + LEASE_US)
        require(await self.database.runs.insert(row, key or token_hex(16)), "a run with a new key was not begun")
        return row


Guarantee = Callable[[Kept], Awaitable[None]]


def somebody() -> Context:
    """An owner whom nobody has heard of."""
    return Context(f"session:{token_hex(16)}")


def in_run(row: RunRow) -> Context:
    """What the run's own process reads and writes with, who may not know yet that it was claimed."""
    return Context(row.owner, run=Run(row.id, row.owner, row.thread_id))


def message(thread_id: str, text: str, created_at: datetime = NOON) -> AssistantMessageItem:
    content = [AssistantMessageContent(text=text)]
    return AssistantMessageItem(id=new_id("message"), thread_id=thread_id, created_at=created_at, content=content)


def attachment(thread_id: str | None = None) -> FileAttachment:
    return FileAttachment(id=new_id("attachment"), name="a.txt", mime_type="text/plain", thread_id=thread_id)


def text_of(item: ThreadItem) -> str:
    return "".join(part.text for part in item.content) if isinstance(item, AssistantMessageItem) else item.type


def ids(page: "Page[ThreadMetadata] | Page[ThreadItem]") -> list[str]:
    return [each.id for each in page.data]


def require(condition: object, otherwise: str) -> None:
    if not condition:
        raise AssertionError(otherwise)


def require_equal(found: object, wanted: object, what: str) -> None:
    require(found == wanted, f"{what}: {found!r} where {wanted!r} was expected")


async def require_missing(asked: Awaitable[object], what: str) -> str:
    """The words of the `NotFoundError` that must come."""
    try:
        found = await asked
    except NotFoundError as error:
        return str(error)
    raise AssertionError(f"{what}: {found!r} where nothing must be found")
