"""What stores of vectors give, as passages; and the site's pages in their place while a store cannot be asked."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from datetime import datetime, timezone
from functools import wraps
from typing import Any

from .questions import Question
from .site_search.answer import passages_for, words_of
from .site_search.pages import Passage

log = logging.getLogger(__name__)

Find = Callable[[Question], Awaitable[list[Passage]]]

SECONDS = 15
WORDS = 2000
"""Of what is embedded, in characters; a quotation may be longer than a model takes."""
TEXTS = ("text", "page_content", "content", "chunk", "chunk_text", "document", "body", "_node_content.text")
TITLES = ("title", "page_title", "heading", "chapter", "section", "name", "file_name", "filename", "file", "source")
URLS = ("url", "link", "href", "page_url", "source_url", "permalink", "source", "path")
_WEB = ("https://", "http://", "/")


def searched(question: Question) -> str:
    """The words that are embedded: the question and the quoted text, with what was asked before where it is short."""
    return " ".join(words_of(question).split())[:WORDS]


def passages_of(
    payloads: Iterable[Mapping[str, Any] | None], text: str, title: str | None = None, url: str | None = None
) -> list[Passage]:
    """One passage a payload; a text that comes twice counts once.

    A name may lead deeper (`metadata.title`). Where a payload has no such field, or none is named, the usual names are
    tried, at its top and in its `metadata`.
    """
    found: dict[str, Passage] = {}
    for payload in payloads:
        fields = payload or {}
        said = _first(fields, text, TEXTS)
        place = next((value for value in _values(fields, url, URLS) if value.startswith(_WEB)), "")
        name = _first(fields, title, TITLES) or place
        if said:
            found.setdefault(said, Passage(place or name, "" if name == place else name, "", said))
    return list(found.values())


def or_pages(find: Find) -> Find:
    """The same search. When it fails the site's own pages are searched, `/readyz` says so, and the log says why.

    Without any pages the failure goes on: "nothing found" would not be true.
    """

    @wraps(find)
    async def found(question: Question) -> list[Passage]:
        try:
            passages = await asyncio.wait_for(find(question), SECONDS)
        except Exception as error:
            log.exception("The store of passages cannot be asked")
            _trouble.tell(f"{type(error).__name__}, {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC")
            if question.pages is None or not await question.pages.main_pages(1):
                raise
            return await passages_for(question)
        _trouble.tell("")
        return passages

    return found


class _Trouble:
    """What happened the last time that a store was asked; one a process, as the store is."""

    def __init__(self) -> None:
        self.last = ""

    def tell(self, what: str) -> None:
        self.last = what


_trouble = _Trouble()


def trouble() -> str:
    """Why the store could not be asked the last time; empty when it could, or was not yet."""
    return _trouble.last


def _first(fields: Mapping[str, Any], named: str | None, usual: Iterable[str]) -> str:
    return next(_values(fields, named, usual), "")


def _values(fields: Mapping[str, Any], named: str | None, usual: Iterable[str]) -> Iterator[str]:
    for name in (named, *usual, *(f"metadata.{each}" for each in usual)):
        value = _at(fields, name) if name else None
        if isinstance(value, str | int | float) and str(value).strip():
            yield str(value).strip()


def _at(value: Any, path: str) -> Any:
    """What lies at a path. On its way are objects, some of them kept as JSON text."""
    if isinstance(value, Mapping) and path in value:
        return value[path]
    for name in path.split("."):
        if isinstance(value, str) and value.startswith("{"):
            try:
                value = json.loads(value)
            except ValueError:
                return None
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
