"""What an owner's route or function gives, as text and sources."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ..questions import Question, Source

SOURCES = ("sources", "citations", "references")
MOST_SOURCES = 20
# Where values of many makes have their text.
USUAL = ("delta", "token", "content", "text", "chunk", "answer", "reply", "response", "message", "output")
SAYING = ("delta", "token", "text", "content", "chunk", "message")


def text_in(value: dict[str, Any]) -> Any:
    """The text of a value as OpenAI's Chat Completions, its Responses, the AI SDK and most others have it."""
    choices = value.get("choices")
    if isinstance(choices, list):
        first = choices[0] if choices and isinstance(choices[0], dict) else {}
        return at(first, "delta.content") or at(first, "text")
    kind = value.get("type")
    if isinstance(kind, str) and not any(word in kind for word in SAYING):
        return None
    return next((value[name] for name in USUAL if isinstance(value.get(name), str)), None)


def at(value: Any, path: str) -> Any:
    """What lies at `data.answer`, or under that very name."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def sources_of(value: Any, question: Question) -> Iterator[Source]:
    """The pages that an answer names beside its text. Only addresses of the web are shown."""
    known = value if isinstance(value, dict) else {}
    listed: list[Any] = next((known[name] for name in SOURCES if isinstance(known.get(name), list)), [])
    for each in listed[:MOST_SOURCES]:
        entry = {"url": each} if isinstance(each, str) else each if isinstance(each, dict) else {}
        url = _first(entry, "url", "link", "href", "source")
        if url.startswith(("https://", "http://", "/")) and not url.startswith("//"):
            title = _first(entry, "title", "name") or urlsplit(url).path.strip("/") or url
            yield Source(title, question.absolute(url), _first(entry, "snippet", "excerpt", "description")[:300])


def _first(entry: dict[str, Any], *names: str) -> str:
    return next((entry[name] for name in names if isinstance(entry.get(name), str)), "")
