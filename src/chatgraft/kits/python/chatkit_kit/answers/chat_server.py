"""The official SDK's server with what it leaves open: answers, titles, plain errors, hidden items kept hidden."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from chatkit import actions
from chatkit.errors import CustomStreamError
from chatkit.server import ChatKitServer
from chatkit.types import (
    AudioInput,
    ClientToolCallItem,
    ClosedStatus,
    ErrorEvent,
    FeedbackKind,
    LockedStatus,
    NonStreamingReq,
    StreamingReq,
    StreamOptions,
    SyncCustomActionResponse,
    Thread,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemReplacedEvent,
    ThreadMetadata,
    ThreadsAddClientToolOutputReq,
    ThreadsAddStructuredInputReq,
    ThreadsAddUserMessageReq,
    ThreadsCreateReq,
    ThreadStreamEvent,
    ThreadUpdatedEvent,
    TranscriptionResult,
    UserMessageItem,
    WidgetItem,
)

from .. import watch
from ..assistant import Assistant
from ..attached.attachments import Attachments
from ..context import Context
from ..http.limits import Limits
from ..questions import (
    Action,
    Message,
    Part,
    Question,
    Source,
    ToolResult,
    Usage,
    text_of,
    title_of,
)
from ..running.open_items import has_text, is_hidden
from ..running.run import Ending
from ..stores.chat_store import ChatStore, as_utc
from .answering import BUDGET_USED, Answering
from .asking import HISTORY_PAGE, Asking
from .breaker import Breaker
from .message_writer import MessageWriter
from .speaking import more_than_words
from .titles import own_title

log = logging.getLogger(__name__)


class ChatServer(ChatKitServer[Context]):
    """Turns what an assistant yields into ChatKit's events and items."""

    store: ChatStore

    def __init__(
        self,
        store: ChatStore,
        assistant: Assistant,
        limits: Limits,
        breaker: Breaker,
        attachments: Attachments | None = None,
    ) -> None:
        super().__init__(store, attachments)
        self._asking = Asking(store, assistant.pages, attachments)
        self._assistant = assistant
        self._limits = limits
        self._breaker = breaker

    async def stream(self, request: StreamingReq, context: Context) -> AsyncIterator[ThreadStreamEvent]:
        """The events of a streaming request; must be iterated from one task."""
        if not isinstance(request, ThreadsCreateReq | ThreadsAddUserMessageReq):
            # Before anything is stored, or deleted by a retry. Of a message's thread it is asked when it is loaded.
            _require_open(await self.store.load_thread(request.params.thread_id, context))
        if isinstance(request, ThreadsCreateReq | ThreadsAddUserMessageReq):
            for attachment_id in request.params.input.attachments:
                await self.store.load_attachment(attachment_id, context)
        if isinstance(request, ThreadsAddClientToolOutputReq):
            events = self._take_tool_output(request, context)
        elif isinstance(request, ThreadsAddStructuredInputReq):
            events = self._process_streaming_impl(request, replace(context, form_id=request.params.item_id))
        else:
            events = self._process_streaming_impl(request, context)
        async for event in events:
            yield event

    async def reply(self, request: NonStreamingReq, context: Context) -> bytes:
        """The JSON of any other request."""
        return await self._process_non_streaming(request, context)

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        question = await self._asking.question(thread, input_user_message, context)
        message = self._message(thread, context)
        answer = Answering(self._assistant, self._limits, self._breaker)
        async for event in self._produced(self._answer(answer, question, message, thread), message, context):
            yield event
        is_named_by_us = thread.title == title_of(question.text or question.quoted_text)
        if self._assistant.title is not None and is_named_by_us and await answer.may_go_on():
            async for event in self._own_title(question, message.text, thread, context):
                yield event

    async def _process_new_thread_item_respond(
        self, thread: ThreadMetadata, item: UserMessageItem, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Names a new thread before the assistant is asked: later, writing it down would hold up the first word."""
        _require_open(thread)
        async for event in super()._process_new_thread_item_respond(thread, item, context):
            yield event
            if not thread.title and isinstance(event, ThreadItemDoneEvent) and event.item.id == item.id:
                thread.title = title_of(text_of(item) or item.quoted_text or "") or None
                if thread.title:
                    await self.store.save_thread(thread, context)
                    yield ThreadUpdatedEvent(thread=self._to_thread_response(thread))

    async def action(
        self, thread: ThreadMetadata, action: actions.Action[str, Any], sender: WidgetItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        act = self._assistant.act
        if act is None:
            raise CustomStreamError("This chat does not know that action.", allow_retry=False)
        if self._assistant.uses_model and not await self._limits.has_tokens():
            raise CustomStreamError(BUDGET_USED, allow_retry=False)
        question = await self._asking.question(thread, None, context)
        message = self._message(thread, context)
        parts = act(Action(action.type, action.payload, sender), question)
        async for event in self._produced(self._told(parts, message, thread), message, context):
            yield event
        if self._assistant.uses_model:
            await self._limits.spend(message.tokens, _bytes_of(question) + message.size)

    async def sync_action(
        self, thread: ThreadMetadata, action: actions.Action[str, Any], sender: WidgetItem | None, context: Context
    ) -> SyncCustomActionResponse:
        if self._assistant.act_at_once is None:
            raise NotImplementedError
        _require_open(thread)
        question = await self._asking.question(thread, None, context)
        item = await self._assistant.act_at_once(Action(action.type, action.payload, sender), question)
        if item is not None:
            await self.store.save_item(thread.id, item, context)
        return SyncCustomActionResponse(updated_item=None if item is None or is_hidden(item) else item)

    async def transcribe(self, audio_input: AudioInput, context: Context) -> TranscriptionResult:
        if self._assistant.transcribe is None:
            raise NotImplementedError
        return TranscriptionResult(text=await self._assistant.transcribe(audio_input.data, audio_input.mime_type))

    def get_stream_options(self, thread: ThreadMetadata, context: Context) -> StreamOptions:
        return StreamOptions(allow_cancel=self._assistant.may_be_stopped)

    async def add_feedback(self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Context) -> None:
        await self.store.add_feedback(thread_id, item_ids, feedback, context)

    async def handle_stream_cancelled(
        self, thread: ThreadMetadata, pending_items: list[ThreadItem], context: Context
    ) -> None:
        """Keep what was said. Only a visitor's own stop leaves the SDK's note "the user cancelled" for the model."""
        if context.run is not None:  # the SDK has not seen most of the text: see `MessageWriter`
            pending_items = context.run.open_items()
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

    async def _take_tool_output(
        self, request: ThreadsAddClientToolOutputReq, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """As the SDK does, except that items stored after the call, such as hidden ones, do not hide the call."""
        thread = await self.store.load_thread(request.params.thread_id, context)
        items = await self.store.load_thread_items(thread.id, None, HISTORY_PAGE, "desc", context)
        calls = (item for item in items.data if isinstance(item, ClientToolCallItem) and item.status == "pending")
        call = next(calls, None)
        if call is None:
            raise ValueError(f"No client tool call is pending in {thread.id}")
        call.output, call.status = request.params.result, "completed"
        await self.store.save_item(thread.id, call, context)
        await self._cleanup_pending_client_tool_call(thread, context)
        told = replace(context, tool_result=ToolResult(call.name, call.arguments, call.output))
        async for event in self._process_events(thread, told, lambda: self.respond(thread, None, told)):
            yield event

    def _message(self, thread: ThreadMetadata, context: Context) -> MessageWriter:
        return MessageWriter(self.store.generate_item_id("message", thread, context), thread.id, context.run)

    async def _produced(
        self, events: AsyncIterator[ThreadStreamEvent], message: MessageWriter, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """The events of an answer or an action and the end of its message, for as long as the run may go on."""
        if context.run is not None:
            context.run.begin_answer()
        try:
            async for event in events:
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

    async def _own_title(
        self, question: Question, answer: str, thread: ThreadMetadata, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        """The assistant's own title, if it has one and the visitor has given none meanwhile.

        The turn's `thread` keeps the one that it has: the SDK would write a changed one over the visitor's.
        """
        title = await own_title(self._assistant, self._limits, question, answer)
        if title and await self.store.name_thread(thread.id, title, thread.title, context):
            named = thread.model_copy(update={"title": title})
            yield ThreadUpdatedEvent(thread=self._to_thread_response(named))

    async def _answer(
        self, answer: Answering, question: Question, message: MessageWriter, thread: ThreadMetadata
    ) -> AsyncIterator[ThreadStreamEvent]:
        """What the assistant says, or what is said in its place."""
        try:
            async for event in self._told(await answer.parts(question), message, thread):
                yield event
        finally:
            if answer.asked:
                await self._limits.spend(message.tokens, _bytes_of(question) + message.size)

    async def _told(
        self, parts: AsyncIterator[Part], message: MessageWriter, thread: ThreadMetadata
    ) -> AsyncIterator[ThreadStreamEvent]:
        """Parts as events. A failure after the first word keeps what was said and offers a retry."""
        told = more_than_words(parts, message)
        try:
            async for part in told:
                if isinstance(part, str | Source):
                    for event in message.events(part):
                        yield event
                elif isinstance(part, Usage):
                    watch.used(part)
                    log.info("A model answered", extra=message.note(part))
                elif isinstance(part, LockedStatus | ClosedStatus):
                    thread.status = part
                    message.join_events()
                else:
                    yield part
        except Exception as error:
            if not message.started:
                raise
            log.exception("The assistant failed in the middle of an answer")
            for event in message.finish():
                yield event
            if isinstance(error, CustomStreamError):
                raise
            yield ErrorEvent(code="custom", message="The answer broke off. You can try again.", allow_retry=True)
        finally:
            await told.aclose()


def _require_open(thread: ThreadMetadata) -> None:
    if thread.status.type != "active":
        raise CustomStreamError(thread.status.reason or "This conversation is closed.", allow_retry=False)


def _bytes_of(question: Question) -> int:
    messages = (*question.history, Message("user", question.text, question.quoted_text))
    return sum(len(message.text.encode()) + len(message.quoted_text.encode()) for message in messages)
