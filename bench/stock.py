"""The peer: the stock openai-chatkit SDK on FastAPI, in the manner of the SDK's own guide.

The guide is https://openai.github.io/chatkit-python/guides/respond-to-user-message. The peer knows no sessions and no
limits and logs no requests. Its arguments are its port and where it keeps what was said: `memory`, which forgets
everything when it ends, the path of an SQLite file, or the URL of a PostgreSQL database. uvicorn serves it, like ours.
"""
# ruff: noqa: ARG002  the parameters are those of the SDK's Store; this one tells no users apart

import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import uvicorn
from answer import answer
from chatkit.server import ChatKitServer, StreamingResult
from chatkit.store import NotFoundError, Store
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    Page,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
)
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from naive import NaivePostgres, NaiveSqlite
from no_files import StoreWithoutFiles

HISTORY = 20
Row = TypeVar("Row", ThreadItem, ThreadMetadata)


@dataclass
class Context:
    user_id: str


@dataclass
class Asked:
    text: str


@dataclass
class Kept:
    """A thread and its items, oldest first."""

    thread: ThreadMetadata
    items: dict[str, ThreadItem] = field(default_factory=dict)


class MemoryStore(StoreWithoutFiles):
    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        return self._require(thread_id).thread.model_copy(deep=True)

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        copy = thread.model_copy(deep=True)
        self._kept.setdefault(thread.id, Kept(copy)).thread = copy

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        return _page([kept.thread for kept in self._kept.values()], after, limit, order)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        return _page(list(self._require(thread_id).items.values()), after, limit, order)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        self._require(thread_id).items[item.id] = item

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        self._require(thread_id).items[item.id] = item

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        items = self._require(thread_id).items
        if item_id not in items:
            raise NotFoundError(item_id)
        return items[item_id]

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        self._kept.pop(thread_id, None)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        self._require(thread_id).items.pop(item_id, None)

    def _require(self, thread_id: str) -> Kept:
        if thread_id not in self._kept:
            raise NotFoundError(thread_id)
        return self._kept[thread_id]


class Server(ChatKitServer[Context]):
    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        await self.store.load_thread_items(thread.id, after=None, limit=HISTORY, order="desc", context=context)
        asked = Asked("".join(part.text for part in input_user_message.content) if input_user_message else "0")
        item_id = self.store.generate_item_id("message", thread, context)
        content = AssistantMessageContent(text="", annotations=[])
        item = AssistantMessageItem(id=item_id, thread_id=thread.id, created_at=datetime.now().astimezone(), content=[])
        yield ThreadItemAddedEvent(item=item)
        added = AssistantMessageContentPartAdded(content_index=0, content=content)
        yield ThreadItemUpdatedEvent(item_id=item_id, update=added)
        words: list[str] = []
        async for word in answer(asked):
            words.append(word)
            delta = AssistantMessageContentPartTextDelta(content_index=0, delta=word)
            yield ThreadItemUpdatedEvent(item_id=item_id, update=delta)
        content = AssistantMessageContent(text="".join(words), annotations=[])
        done = AssistantMessageContentPartDone(content_index=0, content=content)
        yield ThreadItemUpdatedEvent(item_id=item_id, update=done)
        yield ThreadItemDoneEvent(item=item.model_copy(update={"content": [content]}))


def _page(rows: list[Row], after: str | None, limit: int, order: str) -> Page[Row]:
    if order == "desc":
        rows.reverse()
    start = next((place for place, row in enumerate(rows, 1) if row.id == after), 0)
    data = rows[start : start + limit]
    more = start + limit < len(rows)
    return Page(data=data, has_more=more, after=data[-1].id if more else None)


def create_store(place: str) -> Store[Context]:
    if place == "memory":
        return MemoryStore()
    return NaivePostgres(place) if "://" in place else NaiveSqlite(place)


def create_app(store: Store[Context]) -> FastAPI:
    app = FastAPI()
    server = Server(store)

    @app.post("/chatkit")
    async def chatkit(request: Request) -> Response:
        result = await server.process(await request.body(), Context("visitor"))
        if isinstance(result, StreamingResult):
            return StreamingResponse(result, media_type="text/event-stream")
        return Response(result.json, media_type="application/json")

    return app


if __name__ == "__main__":
    uvicorn.run(create_app(create_store(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
