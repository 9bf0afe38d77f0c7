"""The official SDK's server with what it leaves open: answers, titles, plain errors, hidden items kept hidden."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from chatkit.actions import Action
from chatkit.errors import CustomStreamError
from chatkit.server import ChatKitServer
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    ChatKitReq,
    ErrorEvent,
    FeedbackKind,
    NonStreamingReq,
    StreamingReq,
    Thread,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    URLSource,
    UserMessageItem,
    WidgetItem,
)
from pydantic import TypeAdapter

from .context import Context
from .limits import Limits
from .open_items import apply_update, has_text, is_hidden
from .questions import Answer, Message, Part, Question, Source, message_of, text_of, trim
from .run import Ending
from .site_answer import answer_from_site
from .site_index import SiteIndex
from .stores.sql_store import SqlStore, as_utc

log = logging.getLogger(__name__)

TITLE_CHARACTERS = 60
HISTORY_PAGE = 40
MODEL_FAILED = "The assistant cannot be reached at the moment. This is what the pages of this site say:\n\n"
BUDGET_USED = "The assistant has answered as much as it may today. This is what the pages of this site say:\n\n"

# Built once: the SDK builds it for every request, which costs more than the rest of a short request together.
request_form: TypeAdapter[Any] = TypeAdapter(ChatKitReq)


@dataclass(frozen=True, slots=True)
class Assistant:
    """Who answers. Where a paid model does, the budget holds, and the site's pages answer when it fails."""

    answer: Answer
    uses_model: bool
    pages: SiteIndex


class ChatServer(ChatKitServer[Context]):
    """Turns what an assistant yields into ChatKit's events and items."""

    store: SqlStore

    def __init__(self, store: SqlStore, assistant: Assistant, limits: Limits) -> None:
        super().__init__(store)
        self._assistant = assistant
        self._limits = limits

    def stream(self, request: StreamingReq, context: Context) -> AsyncIterator[ThreadStreamEvent]:
        """The events of a streaming request; must be iterated from one task."""
        return self._process_streaming_impl(request, context)

    async def reply(self, request: NonStreamingReq, context: Context) -> bytes:
        """The JSON of any other request."""
        return await self._process_non_streaming(request, context)

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        _require_open(thread)
        if context.run is not None:
            context.run.begin_answer()
        question = await self._question(thread, input_user_message, context)
        if not thread.title:
            thread.title = title_of(question.text or question.quoted_text) or None
        message = _MessageWriter(self.store.generate_item_id("message", thread, context), thread.id)
        try:
            async for event in self._answer(question, message):
                if not isinstance(event, ThreadItemAddedEvent | ThreadItemReplacedEvent) or not is_hidden(event.item):
                    yield event
                elif isinstance(event, ThreadItemReplacedEvent):
                    # "done" stores a hidden item just as well, and the SDK keeps it from the browser.
                    yield ThreadItemDoneEvent(item=event.item)
            for event in message.finish():
                yield event
        finally:
            if context.run is not None:
                context.run.finish_answer()

    async def action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        yield ErrorEvent(code="custom", message="This chat does not know that action.", allow_retry=False)

    async def add_feedback(self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Context) -> None:
        await self.store.add_feedback(thread_id, item_ids, feedback, context)

    async def handle_stream_cancelled(
        self, thread: ThreadMetadata, pending_items: list[ThreadItem], context: Context
    ) -> None:
        """Keep what was said. Only a visitor's own stop leaves the SDK's note "the user cancelled" for the model."""
        if context.run is None or context.run.ending is Ending.STOP:
            await super().handle_stream_cancelled(thread, pending_items, context)
            return
        for item in pending_items:
            if has_text(item):
                await self.store.add_thread_item(thread.id, item, context)

    def _to_thread_response(self, thread: ThreadMetadata | Thread) -> Thread:
        response = super()._to_thread_response(thread)
        response.created_at = as_utc(response.created_at)
        return response

    async def _question(self, thread: ThreadMetadata, asked: UserMessageItem | None, context: Context) -> Question:
        items = await self.store.load_thread_items(thread.id, None, HISTORY_PAGE, "desc", context)
        earlier = [message_of(item) for item in items.data if asked is None or item.id != asked.id]
        return Question(
            text=text_of(asked) if asked else "",
            quoted_text=(asked.quoted_text or "") if asked else "",
            page=context.page,
            history=trim([message for message in earlier if message is not None]),
            owner=context.owner,
            thread_id=thread.id,
            site=context.site,
            pages=self._assistant.pages,
        )

    async def _answer(self, question: Question, message: "_MessageWriter") -> AsyncIterator[ThreadStreamEvent]:
        """The assistant's answer; the fallback's when it fails before its first part or may not be asked."""
        assistant = self._assistant
        if not assistant.uses_model:
            async for event in self._told(assistant.answer(question), message):
                yield event
            return
        if not self._limits.has_tokens():
            log.warning("The daily token budget is used up; the site's pages answer")
            async for event in self._told(_after(BUDGET_USED, answer_from_site(question)), message):
                yield event
            return
        spoke = False
        try:
            async for event in self._told(assistant.answer(question), message):
                spoke = True
                yield event
        except Exception:
            if spoke:
                raise
            log.exception("The assistant failed before its first word; the site's pages answer")
            async for event in self._told(_after(MODEL_FAILED, answer_from_site(question)), message):
                yield event
        finally:
            self._limits.spend(_bytes_of(question) + message.size)

    async def _told(self, parts: AsyncIterator[Part], message: "_MessageWriter") -> AsyncIterator[ThreadStreamEvent]:
        """Parts as events. A failure after the first word keeps what was said and offers a retry."""
        try:
            async for part in parts:
                for event in message.events(part):
                    yield event
        except Exception:
            if not message.started:
                raise
            log.exception("The assistant failed in the middle of an answer")
            for event in message.finish():
                yield event
            yield ErrorEvent(code="custom", message="The answer broke off. You can try again.", allow_retry=True)
        finally:
            # A generator that is only dropped would close its connection to the model at some later time.
            close = getattr(parts, "aclose", None)
            if close is not None:
                await close()


class _MessageWriter:
    """One assistant message that grows: text becomes deltas, sources become annotations at its end."""

    def __init__(self, item_id: str, thread_id: str) -> None:
        now = datetime.now(timezone.utc)
        self._item = AssistantMessageItem(id=item_id, thread_id=thread_id, created_at=now, content=[])
        self._finished = False
        self.size = 0

    @property
    def started(self) -> bool:
        return bool(self._item.content)

    def events(self, part: Part) -> list[ThreadStreamEvent]:
        if isinstance(part, str):
            return self._text(part) if part else []
        if isinstance(part, Source):
            return self._source(part)
        return [part]

    def finish(self) -> list[ThreadStreamEvent]:
        """The events that end the message, once; none when nothing was said."""
        if self._finished or not self.started:
            return []
        self._finished = True
        return [
            self._updated(AssistantMessageContentPartDone(content_index=0, content=self._item.content[0])),
            ThreadItemDoneEvent(item=self._item),
        ]

    def _begin(self) -> list[ThreadStreamEvent]:
        if self.started:
            return []
        added = ThreadItemAddedEvent(item=self._item.model_copy(deep=True))
        part = AssistantMessageContent(text="", annotations=[])
        self._item.content.append(part)
        return [
            added,
            self._updated(AssistantMessageContentPartAdded(content_index=0, content=part.model_copy(deep=True))),
        ]

    def _text(self, text: str) -> list[ThreadStreamEvent]:
        self.size += len(text.encode())
        update = AssistantMessageContentPartTextDelta(content_index=0, delta=text)
        events = [*self._begin(), self._updated(update)]
        apply_update(self._item, update)
        return events

    def _source(self, source: Source) -> list[ThreadStreamEvent]:
        events = self._begin()
        content = self._item.content[0]
        link = URLSource(title=source.title, url=source.url, description=source.snippet or None)
        update = AssistantMessageContentPartAnnotationAdded(
            content_index=0,
            annotation_index=len(content.annotations),
            annotation=Annotation(source=link, index=len(content.text)),
        )
        apply_update(self._item, update)
        return [*events, self._updated(update)]

    def _updated(self, update: Any) -> ThreadItemUpdatedEvent:
        return ThreadItemUpdatedEvent(item_id=self._item.id, update=update)


def title_of(text: str) -> str:
    """A thread's title: the first words of its first question."""
    words = " ".join(text.split())
    if len(words) <= TITLE_CHARACTERS:
        return words
    short = words[:TITLE_CHARACTERS]
    return (short.rpartition(" ")[0] or short) + "…"


def _require_open(thread: ThreadMetadata) -> None:
    if thread.status.type != "active":
        raise CustomStreamError(thread.status.reason or "This conversation is closed.", allow_retry=False)


async def _after(preface: str, parts: AsyncIterator[Part]) -> AsyncIterator[Part]:
    yield preface
    async for part in parts:
        yield part


def _bytes_of(question: Question) -> int:
    messages = (*question.history, Message("user", question.text, question.quoted_text))
    return sum(len(message.text.encode()) + len(message.quoted_text.encode()) for message in messages)
