"""The vocabulary: what the records of the rooms are called, and what else a wish consists of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from chatgraft import assistants, backends, chat_uis, databases, frontends, retrieval
from chatgraft.plan.choices import MOUNT, NONE, SERVICE
from chatgraft.plan.features import FEATURES


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or some words in a row stand for. `cased`: only so, as it is a word of the language otherwise."""

    part: str
    choice: str
    text: str
    cased: bool = False


class Named(Protocol):
    @property
    def name(self) -> str: ...


TARGETS = {
    **{name: (name,) for name in ("nginx", "vercel", "netlify", "heroku")},
    **{name.lower(): (name,) for name in ("Render", "Railway", "Fly")},
    "kubernetes": ("kubernetes", "k8s"),
    "docker": ("docker", "docker compose", "dockerfile"),
}
"""Where a site may be deployed, and in which words: understood though no record has them. What is done is said."""
WISHES = {
    ("wish", "replace"): ("replace", "replaces", "replacing", "swap", "swap out", "get rid of", "take out", "remove"),
    ("wish", "migrate"): ("migrate", "migrates", "migrating", "migration", "convert", "port"),
    ("wire", MOUNT): ("mount", "mounted", "same process", "in process", "same app"),
    ("wire", SERVICE): (
        *("separate service", "standalone service", "stand-alone service", "own service", "service of its own"),
        *("separate process", "standalone", "microservice", "sidecar"),
    ),
    ("ui", "selfhosted"): ("self-hosted", "self hosted", "self-host", "selfhosted ui", "own element", "no cdn"),
    ("ui", "openai"): (
        "openai's own element",
        "openai's element",
        "openai element",
        "official element",
        "openai's cdn",
    ),
}
BARE = {
    "frontend": ("frontend", "front end", "widget", "site", "ui"),
    "backend": ("backend", "back end", "server"),
    "database": ("database", "db"),
}
"""Kinds of parts, which say something only where they are denied."""
PRODUCT = ("chatkit", "chatkit ui", "openai chatkit", "openai's chatkit", "chatgraft")


@cache
def vocabulary() -> dict[str, tuple[Word, ...]]:
    """By what is left of the words without blanks, marks and capitals, so that `Next.js` and `nextjs` are one."""
    found: dict[str, list[Word]] = {}
    for word in _words():
        alike = found.setdefault(key(word.text), [])
        if all((word.part, word.choice) != (other.part, other.choice) for other in alike):
            alike.append(word)
    return {text: tuple(words) for text, words in found.items()}


def key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _words() -> Iterator[Word]:
    yield from _of("frontend", frontends.every().values())
    yield from _of("backend", backends.every().values())
    yield from _of("database", databases.every().values())
    yield from _of("assistant", assistants.every().values())
    yield from _of("assistant", (seen for seen in assistants.every_seen().values() if seen.words))
    yield from _of("retrieval", (store for store in retrieval.every_store().values() if store.rank))
    yield from _of("embedding", (maker for maker in retrieval.every_embedding().values() if not maker.by_store))
    yield from _of("chat", (room for room in chat_uis.every().values() if room.takeover is None))
    yield from _of("feature", FEATURES)
    for target, texts in TARGETS.items():
        yield from (_word("deploy", target, text) for text in texts)
    for (part, choice), texts in WISHES.items():
        yield from (Word(part, choice, text) for text in texts)
    for part, texts in BARE.items():
        yield from (Word(part, NONE, text) for text in texts)
    yield from (Word("product", "", text) for text in PRODUCT)


def _of(part: str, records: Iterable[Named]) -> Iterator[Word]:
    for record in records:
        for text in getattr(record, "words", ()) or (record.name,):
            yield _word(part, record.name, text)


def _word(part: str, choice: str, text: str) -> Word:
    return Word(part, choice, text, cased=text[:1].isupper())
