# ruff: noqa: ARG002  the SDK's signatures
"""The plain official SDK as its documents tell to use it: over a store in memory, with the scripted assistant."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timezone
from typing import Any, TypeVar

from chatkit.actions import Action
from chatkit.server import ChatKitServer, StreamingResult
from chatkit.store import NotFoundError, Store
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    Attachment,
    AudioInput,
    ClientToolCallItem,
    ClosedStatus,
    LockedStatus,
    Page,
    StructuredInputItem,
    SyncCustomActionResponse,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdate,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    TranscriptionResult,
    URLSource,
    UserMessageItem,
    WidgetItem,
)

from chatgraft.kits.python.chatkit_kit import questions
from chatgraft.kits.python.chatkit_kit.questions import Part, Question, Source, ToolResult, Usage
from tests.fixtures.assistants import scripted

_T = TypeVar("_T", ThreadMetadata, ThreadItem)


class MemoryStore(Store[None]):
    """Threads and items in the order in which they were added. Nothing that is compared saves or deletes a file."""

    def __init__(self) -> None:
        self.threads: dict[str, ThreadMetadata] = {}
        self.items: dict[str, dict[str, ThreadItem]] = {}

    async def load_thread(self, thread_id: str, context: None) -> ThreadMetadata:
        if thread_id not in self.threads:
            raise NotFoundError(thread_id)
        return self.threads[thread_id].model_copy(deep=True)

    async def save_thread(self, thread: ThreadMetadata, context: None) -> None:
        kept = thread.model_dump(include=set(ThreadMetadata.model_fields))
        self.threads[thread.id] = ThreadMetadata.model_validate(kept)

    async def load_threads(self, limit: int, after: str | None, order: str, context: None) -> Page[ThreadMetadata]:
        return _page(list(self.threads.values()), limit, after, order)

    async def delete_thread(self, thread_id: str, context: None) -> None:
        self.threads.pop(thread_id, None)
        self.items.pop(thread_id, None)

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: None
    ) -> Page[ThreadItem]:
        await self.load_thread(thread_id, context)
        return _page(list(self.items.get(thread_id, {}).values()), limit, after, order)

    async def load_item(self, thread_id: str, item_id: str, context: None) -> ThreadItem:
        if item_id not in self.items.get(thread_id, {}):
            raise NotFoundError(item_id)
        return self.items[thread_id][item_id]

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: None) -> None:
        self.items.setdefault(thread_id, {})[item.id] = item.model_copy(deep=True)

    async def save_item(self, thread_id: str, item: ThreadItem, context: None) -> None:
        await self.add_thread_item(thread_id, item, context)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: None) -> None:
        self.items.get(thread_id, {}).pop(item_id, None)

    async def save_attachment(self, attachment: Attachment, context: None) -> None:
        raise NotImplementedError

    async def load_attachment(self, attachment_id: str, context: None) -> Attachment:
        raise NotFoundError(attachment_id)

    async def delete_attachment(self, attachment_id: str, context: None) -> None:
        raise NotImplementedError


class StockServer(ChatKitServer[None]):
    """Its respond is what an application has to write for the scripted assistant."""

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: None
    ) -> AsyncIterator[ThreadStreamEvent]:
        question = await self._question(thread, input_user_message)
        if not thread.title:
            thread.title = questions.title_of(question.text)
        async for event in self._told(scripted.answer(question), thread):
            yield event

    async def action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: None
    ) -> AsyncIterator[ThreadStreamEvent]:
        question = await self._question(thread, None)
        asked = questions.Action(action.type, action.payload, sender)
        async for event in self._told(scripted.act(asked, question), thread):
            yield event

    async def sync_action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: None
    ) -> SyncCustomActionResponse:
        asked = questions.Action(action.type, action.payload, sender)
        item = await scripted.act_at_once(asked, await self._question(thread, None))
        if item is not None:
            await self.store.save_item(thread.id, item, context)
        return SyncCustomActionResponse(updated_item=item)

    async def transcribe(self, audio_input: AudioInput, context: None) -> TranscriptionResult:
        return TranscriptionResult(text=await scripted.transcribe(audio_input.data, audio_input.mime_type))

    async def _question(self, thread: ThreadMetadata, asked: UserMessageItem | None) -> Question:
        items = (await self.store.load_thread_items(thread.id, None, 40, "desc", None)).data
        earlier = [questions.message_of(item) for item in items if asked is None or item.id != asked.id]
        newest = items[0] if asked is None and items else None
        call = newest if isinstance(newest, ClientToolCallItem) else None
        form = newest if isinstance(newest, StructuredInputItem) else None
        return Question(
            text=questions.text_of(asked) if asked else "",
            quoted_text=(asked.quoted_text or "") if asked else "",
            history=questions.trim([message for message in earlier if message is not None]),
            thread_id=thread.id,
            message=asked,
            tool_result=ToolResult(call.name, call.arguments, call.output) if call else None,
            inputs=questions.entered(form) if form else None,
        )

    async def _told(self, parts: AsyncIterator[Part], thread: ThreadMetadata) -> AsyncIterator[ThreadStreamEvent]:
        """One message of the parts that are text or sources, as the SDK's own quick start builds it."""
        made = datetime.now(timezone.utc)
        name = self.store.generate_item_id("message", thread, None)
        content = AssistantMessageContent(text="", annotations=[])
        message = AssistantMessageItem(id=name, thread_id=thread.id, created_at=made, content=[])

        def updated(update: ThreadItemUpdate) -> ThreadStreamEvent:
            return ThreadItemUpdatedEvent(item_id=message.id, update=update)

        async for part in parts:
            if isinstance(part, LockedStatus | ClosedStatus):
                thread.status = part
                continue
            if isinstance(part, Usage):
                continue
            if not isinstance(part, str | Source):
                yield part
                continue
            if not message.content:
                yield ThreadItemAddedEvent(item=message.model_copy(deep=True))
                message.content.append(content)
                yield updated(AssistantMessageContentPartAdded(content_index=0, content=content.model_copy(deep=True)))
            if isinstance(part, str):
                content.text += part
                yield updated(AssistantMessageContentPartTextDelta(content_index=0, delta=part))
            else:
                source = URLSource(title=part.title, url=part.url, description=part.snippet)
                annotation = Annotation(source=source, index=len(content.text))
                place = len(content.annotations)
                content.annotations.append(annotation)
                yield updated(
                    AssistantMessageContentPartAnnotationAdded(
                        content_index=0, annotation_index=place, annotation=annotation
                    )
                )
        if message.content:
            yield updated(AssistantMessageContentPartDone(content_index=0, content=content))
            yield ThreadItemDoneEvent(item=message)


def _page(rows: Sequence[_T], limit: int, after: str | None, order: str) -> Page[_T]:
    ordered = list(rows) if order == "asc" else list(rows)[::-1]
    start = next((place + 1 for place, row in enumerate(ordered) if row.id == after), 0)
    kept, more = ordered[start : start + limit], len(ordered) > start + limit
    return Page(data=[row.model_copy(deep=True) for row in kept], has_more=more, after=kept[-1].id if more else None)


class Stock:
    """A client of the plain SDK."""

    def __init__(self) -> None:
        self._server = StockServer(MemoryStore())

    async def post(self, kind: str, params: dict[str, Any]) -> Any:
        """What comes: a list of events, a document, or the name of the exception that escapes to the web framework."""
        try:
            result = await self._server.process(json.dumps({"type": kind, "params": params}), None)
        except Exception as error:  # noqa: BLE001  whichever it is
            return {"raised": type(error).__name__}
        if not isinstance(result, StreamingResult):
            return json.loads(result.json)
        events: list[Any] = []
        try:
            async for frame in result:
                events.append(json.loads(frame.removeprefix(b"data: ")))  # noqa: PERF401  they are wanted after a failure
        except Exception as error:  # noqa: BLE001  whichever it is
            events.append({"raised": type(error).__name__})
        return events
