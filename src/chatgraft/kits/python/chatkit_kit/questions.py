"""What an assistant is asked, and what it may answer with: the vocabulary of `chatkit_assistant.py`."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from chatkit.types import (
    AssistantMessageItem,
    ThreadItem,
    ThreadStreamEvent,
    UserMessageItem,
)

from .site_index import SiteIndex

HISTORY_CHARACTERS = 24_000


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
    """A page that the answer rests on, shown as a citation."""

    title: str
    url: str
    snippet: str = ""


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

    def absolute(self, url: str) -> str:
        """A URL of the site that works wherever it is shown, a frame of another host included."""
        return urljoin(self.site, url) if self.site else url


Part = str | Source | ThreadStreamEvent
Answer = Callable[[Question], AsyncIterator[Part]]


def text_of(item: UserMessageItem) -> str:
    """The words of a message, tags included."""
    return "".join(part.text for part in item.content).strip()


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
