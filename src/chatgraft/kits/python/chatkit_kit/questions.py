"""What an assistant is asked, and what it may answer with: the vocabulary of `chatkit_assistant.py`."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urljoin

from chatkit.types import (
    AssistantMessageItem,
    ClosedStatus,
    LockedStatus,
    StructuredInputItem,
    ThreadItem,
    ThreadStreamEvent,
    UserMessageItem,
    WidgetItem,
)

from .site_search.index import SiteIndex

HISTORY_CHARACTERS = 24_000
TITLE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Page:
    """The page on which the visitor asks."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Something said earlier in the conversation."""

    role: Literal["user", "assistant"]
    text: str
    quoted_text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A page that the answer rests on, shown as a citation. With an empty `url` it is a file, shown without a link."""

    title: str
    url: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a model took for an answer, for the log, the metrics, the daily budget and the message as it is stored."""

    model: str
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Action:
    """What the visitor did with a widget: the `type` and `payload` of its `ActionConfig`."""

    type: str
    payload: Any = None
    widget: WidgetItem | None = None
    """The widget as it is stored; None for an action that the page itself sends."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a client tool gave back in the visitor's browser."""

    name: str
    arguments: Mapping[str, Any]
    output: Any


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that came with the question; `await file.read()` gives its bytes, or raises `FilesUnavailableError`."""

    name: str
    mime_type: str
    read: Callable[[], Awaitable[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its surroundings. `history` is oldest first, without the question, trimmed to a budget."""

    text: str
    quoted_text: str = ""
    page: Page | None = None
    history: tuple[Message, ...] = ()
    owner: str = ""
    thread_id: str = ""
    site: str = ""
    """Origin of the site, such as https://example.com; empty when it is not known."""
    pages: SiteIndex | None = None
    """Search over the site's own pages."""
    message: UserMessageItem | None = None
    """The message as ChatKit has it: its tags, and the model and tool that the visitor chose, are there."""
    attachments: tuple[AttachedFile, ...] = ()
    tool_result: ToolResult | None = None
    """In place of a text: the result of the client tool that the last answer called."""
    inputs: Mapping[str, tuple[str, ...]] | None = None
    """In place of a text: what the visitor entered in the last answer's form, by the fields' ids; () when skipped."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The visitor's own `cookie` and `authorization`, where they ask from the chat's origin. Never to be logged."""
    spent: Callable[[Usage], object] = field(default=lambda _: None, repr=False, compare=False)
    """To be told what a model took for a title. What it took for an answer, the answer yields."""

    def absolute(self, url: str) -> str:
        """A URL of the site that works wherever it is shown, a frame of another host included."""
        return urljoin(self.site, url) if self.site else url


# Text and sources make up the answer's message. A status locks or closes the conversation for further messages.
Part = str | Source | Usage | ThreadStreamEvent | LockedStatus | ClosedStatus
Answer = Callable[[Question], AsyncIterator[Part]]


def fenced(name: str, text: str) -> str:
    """Text that is material, between tags that it cannot close."""
    return f"<{name}>\n{re.sub(f'</(?={name})', '< /', text, flags=re.IGNORECASE)}\n</{name}>"


def spoken(message: Message) -> str:
    """A message as one text: what it refers to stands before it."""
    if not message.quoted_text:
        return message.text
    return f"This is about the following passage.\n{fenced('quotation', message.quoted_text)}\n\n{message.text}"


def spoken_question(question: Question) -> str:
    """The question as one text, with what it refers to."""
    return spoken(Message("user", question.text, question.quoted_text))


def text_of(item: UserMessageItem) -> str:
    """The words of a message, tags included."""
    return "".join(part.text for part in item.content).strip()


def title_of(text: str) -> str:
    """A thread's title: the first words of its first question."""
    words = " ".join(text.split())
    if len(words) <= TITLE_CHARACTERS:
        return words
    short = words[:TITLE_CHARACTERS]
    return (short.rpartition(" ")[0] or short) + "…"


def message_of(item: ThreadItem) -> Message | None:
    """An item as an assistant reads it, or None for what is not talk."""
    match item:
        case UserMessageItem():
            return Message("user", text_of(item), item.quoted_text or "")
        case AssistantMessageItem():
            text = "\n\n".join(part.text for part in item.content).strip()
            return Message("assistant", text) if text else None
        case _:
            return None


def entered(form: StructuredInputItem) -> dict[str, tuple[str, ...]]:
    """What a form was filled in with, by the fields' ids."""
    return {field.id: tuple(field.answer.values) if field.answer else () for field in form.inputs}


def trim(newest_first: list[Message], characters: int = HISTORY_CHARACTERS) -> tuple[Message, ...]:
    """The most recent messages that fit, oldest first, and never half a message."""
    kept: list[Message] = []
    for message in newest_first:
        characters -= len(message.text) + len(message.quoted_text)
        if characters < 0:
            break
        kept.append(message)
    return tuple(reversed(kept))


def page_of(metadata: object, referer: str) -> Page | None:
    """The page named by a request's `metadata.page`, else by its Referer. Only http(s) addresses count."""
    page = metadata.get("page") if isinstance(metadata, dict) else None
    if isinstance(page, dict):
        url, title = str(page.get("url", ""))[:2000], str(page.get("title", ""))[:300]
    else:
        url, title = referer[:2000], ""
    return Page(url, title) if re.match(r"https?://[^\s<>]+$", url) else None
