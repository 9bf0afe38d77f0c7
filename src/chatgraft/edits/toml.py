"""Edits to TOML that a project's Python packages are asked for in. The parsed outcome is compared before it is kept.

`tomllib` gives no positions: strings and comments are blanked, and in what is left a table's or a list's end is found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chatgraft.core.changes import ByHand, Splice, splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, require_editable

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TEXT, _COMMENT = b"s", b"#"
_OPAQUE = re.compile(
    rb'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(?P<comment>#[^\n]*)', re.DOTALL
)
_TABLE = re.compile(rb"^[ \t]*\[", re.MULTILINE)


def append_items(source: Source, table: str, key: str, items: Sequence[str]) -> Edit:
    """Add strings to the end of a table's list, each on a line of its own; the list is made where there is none."""

    def edit() -> Splice:
        start, end = _table(source, table)
        if key in _at(_loaded(source), table):
            return _in_list(source, start, end, key, items)
        lines = [f"{key} = [", *(f'    "{item}",' for item in items), "]"]
        return _at_end(source, start, end, lines)

    def added(data: dict[str, Any]) -> None:
        found = _at(data, table)
        found[key] = found.get(key, []) + list(items)

    return _checked(source, f"in [{table}], {key}", ",\n".join(f'"{item}"' for item in items), edit, added)


def append_keys(source: Source, table: str, pairs: Mapping[str, str]) -> Edit:
    """Add lines to the end of a table; the values are TOML."""
    lines = [f"{name} = {value}" for name, value in pairs.items()]

    def edit() -> Splice:
        start, end = _table(source, table)
        return _at_end(source, start, end, lines)

    def added(data: dict[str, Any]) -> None:
        _at(data, table).update(tomllib.loads("\n".join(lines)))

    return _checked(source, f"in [{table}]", "\n".join(lines), edit, added)


def _checked(
    source: Source, place: str, snippet: str, edit: Callable[[], Splice], added: Callable[[dict[str, Any]], None]
) -> Edit:
    """The edit, where the parsed outcome is what `added` makes of what was there."""
    try:
        require_editable(source)
        wanted = _loaded(source)
        change = edit()
        added(wanted)
        understood = _loaded(Source(source.file, splice(source, (change,)))) == wanted
    except NotUnderstood as found:
        return (ByHand(source.file, place, snippet, str(found)),)
    except (KeyError, TypeError):
        return (ByHand(source.file, place, snippet, "there is no such place in the file"),)
    if not understood:
        return (ByHand(source.file, place, snippet, "the file is laid out in a way that is not seen through"),)
    return (change,)


def _loaded(source: Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise NotUnderstood("the file does not parse") from fault


def _at(data: dict[str, Any], table: str) -> dict[str, Any]:
    for part in table.split("."):
        data = data[part]
    return data


def _blanked(data: bytes) -> bytes:
    """The same length, with strings and comments made of one letter each."""
    return _OPAQUE.sub(lambda found: (_COMMENT if found["comment"] else _TEXT) * len(found[0]), data)


def _table(source: Source, table: str) -> tuple[int, int]:
    """From the end of the table's header to the next table, or the end of the file."""
    blanked = _blanked(source.data)
    name = rb"[ \t]*\.[ \t]*".join(re.escape(part.encode()) for part in table.split("."))
    found = re.search(rb"^[ \t]*\[[ \t]*" + name + rb"[ \t]*\][ \t#]*\r?$", blanked, re.MULTILINE)
    if found is None:
        raise NotUnderstood(f"the table [{table}] is not written out")
    following = _TABLE.search(blanked, found.end())
    return found.end(), following.start() if following else len(source.data)


def _at_end(source: Source, start: int, end: int, lines: Sequence[str]) -> Splice:
    last = len(source.data[:end].rstrip())
    return insert(source, max(last, start), b"".join(source.newline + line.encode() for line in lines))


def _in_list(source: Source, start: int, end: int, key: str, items: Sequence[str]) -> Splice:
    blanked = _blanked(source.data)
    found = re.compile(rb"^[ \t]*" + key.encode() + rb"[ \t]*=[ \t]*\[", re.MULTILINE).search(blanked, start, end)
    closing = blanked.find(b"]", found.end()) if found else -1
    if found is None or closing < 0:
        raise NotUnderstood(f"the list {key} is not written out")
    inside = blanked[found.end() : closing]
    said = inside.replace(_COMMENT, b" ").rstrip()
    newline, indent = source.newline, _indent(source, found.end(), closing)
    lines = b"".join(newline + indent + f'"{item}",'.encode() for item in items)
    if not said:
        return insert(source, found.end(), lines + (b"" if b"\n" in inside else newline))
    last = found.end() + len(said)
    comma = b"" if said.endswith(b",") else b","
    rest = source.data[last:closing]
    if b"\n" in rest:
        line = source.data.find(b"\n", last)
        comment = source.data[last:line].rstrip(b"\r")
        return Splice(source.file, source.sha, last, last + len(comment), comma + comment + lines)
    return Splice(source.file, source.sha, last, closing, comma + lines + newline)


def _indent(source: Source, start: int, closing: int) -> bytes:
    """As the list's first line of its own has it."""
    found = re.search(rb"\n([ \t]+)[^\s\]]", source.data[start:closing])
    return found.group(1) if found else b"    "
