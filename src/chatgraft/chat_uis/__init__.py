"""One module a kind of chat that a project may have already. The rest of the house knows it only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.facts import ChatUiFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class ChatUi:
    """`detect` yields facts. Of two kinds that speak of the same file the one of the higher `rank` is meant.

    `takeover` is there where the chat speaks ChatKit's protocol itself, so that a second one has no place beside it:
    it says what the owner changes to put it in front of the service at that address; empty where that is done.
    `words` are those in which people name it; `*` in them stands for one or two words, or none.
    """

    name: str
    detect: Callable[[Project], Iterator[ChatUiFact]]
    rank: int = 1
    takeover: Callable[[Project, ChatUiFact, str], str] | None = None
    words: tuple[str, ...] = ()


def every() -> dict[str, ChatUi]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "CHAT_UI", ChatUi)}
