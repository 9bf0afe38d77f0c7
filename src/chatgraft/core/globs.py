"""Glob patterns as owners write them for workspaces and pages."""

from __future__ import annotations

import re

_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, pattern: str) -> bool:
    """Whether the whole path fits. `*` and `?` stay in a folder, `**` crosses folders; `./` and an end `/` are idle.

    `{a,b}` stands for one or the other.
    """
    if braces := _BRACES.search(pattern):
        either = (pattern[: braces.start()] + part + pattern[braces.end() :] for part in braces[1].split(","))
        return any(matches(path, each) for each in either)
    pieces = _PIECE.findall(pattern.removeprefix("./").rstrip("/"))
    return re.fullmatch("".join(_MEANING.get(piece, re.escape(piece)) for piece in pieces), path) is not None
