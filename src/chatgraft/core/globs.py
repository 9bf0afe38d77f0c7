"""Glob patterns as owners write them for workspaces and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, pattern: str) -> bool:
    """Whether the whole path fits. `*` and `?` stay in a folder, `**` crosses folders; `./` and an end `/` are idle.

    `{a,b}` stands for one or the other.
    """
    return any(_fits(path, each) for each in alternatives(pattern))


def alternatives(pattern: str) -> Iterator[str]:
    """The patterns without braces that one with braces stands for."""
    braces = _BRACES.search(pattern)
    if braces is None:
        yield pattern
        return
    for part in braces[1].split(","):
        yield from alternatives(pattern[: braces.start()] + part + pattern[braces.end() :])


def _fits(path: str, pattern: str) -> bool:
    pieces = _PIECE.findall(pattern.removeprefix("./").rstrip("/"))
    return re.fullmatch("".join(WILD.get(piece, re.escape(piece)) for piece in pieces), path) is not None
