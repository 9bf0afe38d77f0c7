"""What tells the users of an app apart, as its code in JavaScript and TypeScript has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import key_of
from chatgraft.edits.syntax import nodes_of, text_of

IDS = ("id", "_id", "sub", "userId", "uid", "username", "email")
"""What tells users apart, surest first."""
USER = (
    r"(?:(?:current|auth|authenticated|(?:logged|signed)_?in|session)_?)?"
    r"(?:user|account|member|customer|person)(?:_?(?:id|uid|uuid|email))?|uid|(?-i:user_?name)"
)
"""Names of what a session or a request keeps of somebody, whatever the case: the whole of a name, since what many have
in common (`userCountryId`, a name that is shown) would let them read one another's conversations."""
_NOBODY = ("null", "undefined", "false", "true")


def surest(names: Iterable[str]) -> str | None:
    return min((name for name in names if name in IDS), key=IDS.index, default=None)


def names_somebody(value: Node | None) -> bool:
    """Whether what is written there can be a user or an id, and does not take one away."""
    return value is not None and text_of(value) not in _NOBODY


def by_sureness(name: str) -> tuple[int, int]:
    """Sorts such names: an id comes before a whole user, that before what may pass to another person."""
    kinds = (r"id$", r"(?:user|account|member|customer|person)$", r"email$")
    kind = (number for number, ending in enumerate(kinds) if re.search(ending, name, re.IGNORECASE))
    return next(kind, len(kinds)), len(name)


def is_plain(name: str, value: Node) -> bool:
    """Whether it is an id and not a whole user."""
    is_named = re.search(r"(?:id|name|email)$", name, re.IGNORECASE) is not None
    return is_named or (value.type == "member_expression" and text_of(value.child_by_field_name("property")) in IDS)


def among(value: Node) -> str | None:
    """The key of an object that is written out there."""
    return surest(filter(None, map(key_of, value.named_children))) if value.type == "object" else None


def most_read(code: list[Source], pattern: re.Pattern[str]) -> str | None:
    """Which of the fields that tell users apart the app's own code reads most, where its group 1 is the field."""
    found = Counter(name for source in code for name in _read(source, pattern) if name in IDS)
    return min(found, key=lambda name: (-found[name], IDS.index(name)), default=None)


def _read(source: Source, pattern: re.Pattern[str]) -> Iterator[str]:
    for node in nodes(source, "member_expression"):
        if match := pattern.fullmatch(text_of(node)):
            yield match.group(1)


def nodes(source: Source, *kinds: str) -> list[Node]:
    """Those of these kinds; none where the file does not parse."""
    try:
        return nodes_of(source, kinds)
    except NotUnderstood:
        return []
