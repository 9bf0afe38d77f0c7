"""What tells the users of an app apart, as its code in JavaScript and TypeScript has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tree_sitter import Node

from chatgraft.calls.script_code import dotted
from chatgraft.core.facts import Evidence
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
_ACCOUNT = re.compile(r"account|customer", re.IGNORECASE)
_ACCOUNT_ID = re.compile(r"(?:account|customer)_?(?:id|uid|uuid|email)$", re.IGNORECASE)
_OWN = re.compile(r"\w*(?:user|account|member|customer|person)\.(?:id|_id|sub)", re.IGNORECASE)
_NOBODY = ("null", "undefined", "false", "true")


def surest(names: Iterable[str]) -> str | None:
    return min((name for name in names if name in IDS), key=IDS.index, default=None)


def names_somebody(value: Node | None) -> bool:
    """Whether what is written there can be a user or an id, and does not take one away."""
    return value is not None and text_of(value) not in _NOBODY


@dataclass(frozen=True, slots=True)
class Kept:
    """What the code gives a name such as `userId`. `is_shared`: it may be a company's, which colleagues have in
    common."""

    source: Source
    name: str
    value: Node
    is_shared: bool = False

    def seen(self, how: str) -> Evidence:
        why = f"{how}, which may be a company's" if self.is_shared else how
        return Evidence(self.source.file, self.value.start_point.row + 1, why)


def surest_kept(every: Iterable[Kept]) -> Kept | None:
    """`accountId` and the like are shared wherever they are given anything but the id of a user or an account."""
    found = list(every)
    kept = min(found, key=lambda each: _by_sureness(each.name), default=None)
    if kept is None or not _ACCOUNT_ID.search(kept.name):
        return kept
    given = (dotted(each.value).removesuffix(".toString") for each in found if each.name == kept.name)
    return replace(kept, is_shared=not all(map(_OWN.fullmatch, given)))


def _by_sureness(name: str) -> tuple[bool, int, int]:
    """What is somebody's own comes before an account, an id before a whole user, that before what may pass to another
    person."""
    kinds = (r"id$", r"(?:user|account|member|customer|person)$", r"email$")
    kind = (number for number, ending in enumerate(kinds) if re.search(ending, name, re.IGNORECASE))
    return _ACCOUNT.search(name) is not None, next(kind, len(kinds)), len(name)


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
