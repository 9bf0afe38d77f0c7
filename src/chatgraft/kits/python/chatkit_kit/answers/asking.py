"""What an assistant is asked, put together from the thread, the message and what the request brought."""

from collections.abc import Awaitable, Callable
from functools import partial

from chatkit.types import StructuredInputItem, ThreadMetadata, UserMessageItem

from ..attached.attachments import Attachments
from ..context import Context
from ..errors import FilesUnavailableError
from ..questions import AttachedFile, Question, entered, message_of, text_of, trim
from ..site_search.index import SiteIndex
from ..stores.chat_store import ChatStore

HISTORY_PAGE = 40


class Asking:
    """Makes questions. `pages` and `attachments` are what they may look into."""

    def __init__(self, store: ChatStore, pages: SiteIndex, attachments: Attachments | None) -> None:
        self._store = store
        self._pages = pages
        self._attachments = attachments

    async def question(self, thread: ThreadMetadata, asked: UserMessageItem | None, context: Context) -> Question:
        """The question of a message, or of what came back in place of one."""
        items = await self._store.load_thread_items(thread.id, None, HISTORY_PAGE, "desc", context)
        earlier = [message_of(item) for item in items.data if asked is None or item.id != asked.id]
        form = await self._store.load_item(thread.id, context.form_id, context) if context.form_id else None
        return Question(
            text=text_of(asked) if asked else "",
            quoted_text=(asked.quoted_text or "") if asked else "",
            page=context.page,
            history=trim([message for message in earlier if message is not None]),
            owner=context.owner,
            thread_id=thread.id,
            site=context.site,
            pages=self._pages,
            message=asked,
            attachments=self._files(asked),
            headers=context.headers,
            tool_result=context.tool_result,
            inputs=entered(form) if isinstance(form, StructuredInputItem) else None,
        )

    def _files(self, asked: UserMessageItem | None) -> tuple[AttachedFile, ...]:
        if asked is None or self._attachments is None:
            return ()
        read = partial(_read, self._attachments.read)
        return tuple(AttachedFile(one.name, one.mime_type, partial(read, one.id)) for one in asked.attachments)


async def _read(read: Callable[[str], Awaitable[bytes]], attachment_id: str) -> bytes:
    try:
        return await read(attachment_id)
    except FileNotFoundError as error:
        raise FilesUnavailableError("The bytes of an attached file are not there.") from error
