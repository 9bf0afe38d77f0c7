"""Edits to files that are lists of lines: ignore files, env files, requirements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chatgraft.core.changes import ByHand
from chatgraft.core.python_project import requirement_name
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, require_editable

_VARIABLE = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=|\s*#\s*(?:export\s+)?([A-Za-z_]\w*)=")


def append_lines(source: Source, lines: Sequence[str], heading: str | None = None) -> Edit:
    """Add at the end what is missing, `heading` (a comment line) above it.

    What counts as there: a requirement of the same normalized name; a variable with any value, or commented out; an
    ignore pattern that says the same. Comments and blank lines among `lines` go with the line that follows them.
    """
    try:
        require_editable(source)
        present = set(filter(None, map(_meaning(source.file), source.text.splitlines())))
    except (NotUnderstood, UnicodeDecodeError) as found:
        why = str(found) if isinstance(found, NotUnderstood) else "the file is not UTF-8 text"
        return (ByHand(source.file, "at the end", "\n".join(lines), why),)
    missing = list(_missing(lines, present, _meaning(source.file)))
    if not missing:
        return ()
    body = source.data[len(source.bom) :]
    added = [heading, *missing] if heading else missing
    text = source.newline.join(line.encode() for line in added)
    if not body or body.endswith(b"\n"):
        gap = source.newline if heading and body and not body.endswith((b"\n\n", b"\r\n\r\n")) else b""
        return (insert(source, len(source.data), gap + text + source.newline),)
    gap = source.newline * (2 if heading else 1)
    return (insert(source, len(source.data), gap + text),)


def _missing(lines: Sequence[str], present: set[str], meaning: Callable[[str], str | None]) -> Iterator[str]:
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        key = meaning(line)
        if key is not None:
            if key not in present:
                yield from waiting
            waiting = []


def _meaning(file: str) -> Callable[[str], str | None]:
    """How lines of such a file are compared; None for a line that says nothing by itself."""
    name = file.rsplit("/", 1)[-1]
    if name.startswith(".env") or name.endswith(".env"):
        return _variable
    if "requirements" in file:
        return requirement_name
    return _pattern if name.endswith("ignore") else _text


def _variable(line: str) -> str | None:
    found = _VARIABLE.match(line)
    return found.group(1) or found.group(2) if found else None


def _pattern(line: str) -> str | None:
    """gitignore(5): a pattern with a slash before its end is anchored, a leading slash then adds nothing."""
    pattern = line.strip()
    if not pattern or pattern.startswith("#"):
        return None
    return pattern[1:] if pattern.startswith("/") and "/" in pattern[1:-1] else pattern


def _text(line: str) -> str | None:
    return line.strip() or None
