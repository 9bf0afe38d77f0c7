"""The SDK's store with what the service needs beyond it, and what every store of ours has in common."""

import logging
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from secrets import token_hex
from typing import Any, TypeVar

from chatkit.store import NotFoundError, Store, StoreItemType
from chatkit.types import Attachment, FeedbackKind, Page, ThreadItem, ThreadMetadata
from pydantic import TypeAdapter, ValidationError

from ..context import Context
from ..errors import ImpossibleValueError

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
ChangeThread = Callable[[ThreadMetadata], ThreadMetadata | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished item, and for whom it is kept."""

    thread_id: str
    item: ThreadItem
    context: Context


class ChatStore(Store[Context]):
    """Conversations. `chatkit_kit.store_contract` says, test by test, what a store must hold to."""

    def generate_thread_id(self, context: Context) -> str:
        return context.new_thread_id

    def generate_item_id(self, item_type: StoreItemType, thread: ThreadMetadata, context: Context) -> str:
        return new_id(item_type)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        await self.add_thread_item(thread_id, item, context)

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        """Keep a thread. A turn writes what it read at its beginning: a title that came meanwhile stays."""
        if context.run is None or not await self.change_thread(thread.id, lambda kept: _beside(kept, thread), context):
            await self.put_thread(thread, context)

    async def name_thread(self, thread_id: str, title: str, instead: str | None, context: Context) -> bool:
        """Give a thread a title in place of another; False where it has been given one by somebody else."""

        def named(kept: ThreadMetadata) -> ThreadMetadata | None:
            return kept.model_copy(update={"title": title}) if kept.title == instead else None

        return await self.change_thread(thread_id, named, context)

    @abstractmethod
    async def put_thread(self, thread: ThreadMetadata, context: Context) -> None:
        """Keep a thread as it is given, whatever stands there."""

    @abstractmethod
    async def change_thread(self, thread_id: str, change: "ChangeThread", context: Context) -> bool:
        """Write what `change` makes of a stored thread, of a newer one if it is written to at the same moment.

        False where there is no such thread, or `change` gave None: then nothing is written.
        """

    @abstractmethod
    async def checkpoint_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        """Keep an unfinished item. A finished one stays as it is, so that a late checkpoint undoes nothing."""

    async def checkpoint_items(self, drafts: Sequence["Draft"]) -> None:
        """Keep unfinished items of several threads. What cannot be kept keeps none of the others from it."""
        for draft in drafts:
            try:
                await self.checkpoint_item(draft.thread_id, draft.item, draft.context)
            except (NotFoundError, ImpossibleValueError):  # noqa: PERF203  each by itself
                log.warning("A checkpoint could not be kept", extra={"thread_id": draft.thread_id})

    @abstractmethod
    async def open_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        """The checkpointed items of a turn that has not ended."""

    @abstractmethod
    async def close_items(self, thread_id: str, context: Context) -> list[ThreadItem]:
        """Finish, as they stand, the items that were checkpointed and never done; returns them."""

    @abstractmethod
    async def add_feedback(self, thread_id: str, item_ids: Sequence[str], kind: FeedbackKind, context: Context) -> None:
        """Keep the latest opinion on each of the items that are really there."""


def new_id(item_type: StoreItemType) -> str:
    """A random id of 128 bits. The SDK's own have 32, of which two meet after some ten thousand rows."""
    return f"{PREFIXES[item_type]}_{token_hex(16)}"


def as_utc(moment: datetime) -> datetime:
    """The SDK stamps naive local times; the wire and the database hold UTC."""
    return moment.astimezone(timezone.utc)


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def stamped(item: ThreadItem) -> ThreadItem:
    """The item itself, its time in UTC from now on."""
    item.created_at = as_utc(item.created_at)
    return item


def to_keep(thread: ThreadMetadata) -> tuple[str, int]:
    """A thread's JSON and time. The SDK also passes threads with their items; only the metadata belongs into the row.

    Made of a copy: the SDK takes any change of its own object for news to tell.
    """
    kept = thread.model_copy(update={"created_at": as_utc(thread.created_at)})
    return kept.model_dump_json(include=set(ThreadMetadata.model_fields), exclude_none=True), microseconds(
        kept.created_at
    )


def _beside(kept: ThreadMetadata, thread: ThreadMetadata) -> ThreadMetadata:
    return thread.model_copy(update={"title": kept.title or thread.title})


def item_of(data: str) -> ThreadItem:
    item: ThreadItem = _item_json.validate_json(data)
    return item


def thread_of(data: str) -> ThreadMetadata:
    return ThreadMetadata.model_validate_json(data)


def sendable(attachment_id: str, data: str | None, context: Context) -> Attachment:
    """The attachment, where it can be sent in the thread of the request: uploaded, and not sent in another."""
    attachment: Attachment | None = _attachment_json.validate_json(data) if data else None
    if (
        attachment is None
        or attachment.upload_descriptor is not None
        or attachment.thread_id not in {None, context.new_thread_id}
    ):
        raise NotFoundError(f"Attachment {attachment_id} not found")
    return attachment


def clamped(limit: int) -> int:
    """How long a page is. The SDK passes on what it was asked for, whatever it is."""
    return max(1, min(limit, PAGE_LIMIT))


def page_of(rows: Sequence[Sequence[Any]], limit: int, parse: Callable[[str], _T]) -> Page[_T]:
    """A page of rows `(id, JSON)`, of which one more than `clamped(limit)` tells that there are more.

    Rows of a kind that this version cannot read stay in the database and are passed over here.
    """
    kept = rows[: clamped(limit)]
    more = len(rows) > len(kept)
    return Page.model_construct(data=list(readable(kept, parse)), has_more=more, after=kept[-1][0] if more else None)


def readable(rows: Iterable[Sequence[Any]], parse: Callable[[str], _T]) -> Iterable[_T]:
    """What this version can read of rows `(id, JSON)`."""
    for item_id, text in rows:
        try:
            yield parse(text)
        except ValidationError:  # noqa: PERF203  each row by itself
            log.warning("A stored item is of an unknown kind and is not shown", extra={"item": item_id})
