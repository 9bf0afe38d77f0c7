"""A route as its handler shows it, before anybody asks whether it chats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LISTS = frozenset({"messages", "history", "chat_history", "conversation_history", "conversationHistory", "chatHistory"})
"""Fields that hold what was said earlier, where the code does not show their type."""
_PARAMETER = re.compile(r"[{<\[:*(]")


@dataclass(frozen=True, slots=True)
class Field:
    """What a request or an answer has under a name. `type` as in contracts; `items` of a list: messages or strings.

    `constant`: the value is written out in the code, so that it is no answer to anybody.
    """

    type: str = "str"
    required: bool = False
    items: str | None = None
    constant: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler gives. `fields` are those of its JSON, with dots where they lie deeper; `whole`: the body, or
    each event of a stream, is the text itself, or, where it is `unsure`, something that the code does not show."""

    format: str = "json"
    fields: Mapping[str, Field] = field(default_factory=dict)
    whole: bool = False
    streams: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """`calls` are the dotted names that the handler calls, itself or through functions of the project; `modules` those
    that its file imports. `body`: json, form or query."""

    method: str
    path: str
    file: str
    line: int
    handler: str
    request: Mapping[str, Field]
    body: str
    answer: Answer | None
    calls: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    csrf: bool = False


def joined(*parts: str) -> str:
    """Pieces of a path as one, with a slash before it and none doubled; a slash at its end stays."""
    return re.sub(r"/{2,}", "/", "/" + "/".join(part for part in parts if part))


def has_parameters(path: str) -> bool:
    """Whether some of the path is only known when it is called: `{id}`, `<int:id>`, `:id`, `[id]`."""
    return _PARAMETER.search(path) is not None
