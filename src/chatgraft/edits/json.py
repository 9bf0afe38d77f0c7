"""Edits to JSON files. The text keeps its order, its indentation and the way it is spaced."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert, replace, require_editable
from chatgraft.edits.syntax import line_before

_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a JSON object by byte offsets: of its key, after its key, of its value, after its value."""

    key: str
    start: int
    key_end: int
    value: int
    end: int


def set_in(source: Source, path: Sequence[str], value: Any) -> Edit:
    """Give `path`, keys from the outside inwards, this value. Objects on the way that are not there are made.

    A value of the owner's that stands there already is never replaced.
    """
    try:
        return _set_in(source, path, value)
    except NotUnderstood as found:
        snippet = json.dumps(_nested(path, value), indent=2)
        return (ByHand(source.file, "in the outermost object", snippet, str(found)),)


def require_json(source: Source) -> Any:
    """The value that the file holds. Raises NotUnderstood where it is no JSON, as with comments."""
    require_editable(source)
    try:
        return json.loads(source.text)
    except (ValueError, RecursionError) as fault:
        raise NotUnderstood("the file is not a JSON object") from fault


def members(source: Source, at: int) -> list[Member]:
    """The members of the object that begins at that byte of a text that is JSON.

    Raises NotUnderstood where none does, or where a key stands twice in it.
    """
    text = source.data[at:].decode()
    start = _skip(text, 0)
    if not text.startswith("{", start):
        raise NotUnderstood(f"what begins on line {source.line_at(at)} is not a JSON object")
    found = [
        Member(key, *(at + len(text[:offset].encode()) for offset in offsets)) for key, *offsets in _scan(text, start)
    ]
    if len({member.key for member in found}) != len(found):
        raise NotUnderstood(f"a key stands twice in the object on line {source.line_at(at)}")
    return found


def spacing(source: Source, inside: Sequence[Member]) -> bytes:
    """What stands between a comma and the next member: members have lines of their own or share one."""
    if not line_before(source, inside[0].start).strip():
        return source.newline + source.indent_at(inside[0].start)
    if len(inside) == 1:
        return b" "
    return source.data[inside[0].end : inside[1].start].partition(b",")[2]


def colon(source: Source, member: Member) -> bytes:
    """What stands between a key and its value."""
    return source.data[member.key_end : member.value]


def indent_of(source: Source, inside: Sequence[Member]) -> bytes | None:
    """The indentation of members that have lines of their own."""
    return source.indent_at(inside[0].start) if spacing(source, inside).startswith(source.newline) else None


def written(source: Source, value: Any, indent: bytes | None) -> bytes:
    """JSON as the file has it: over several lines, the last indented by `indent`; on one line where that is None."""
    if indent is None:
        return json.dumps(value, ensure_ascii=False).encode()
    lines = json.dumps(value, ensure_ascii=False, indent=indent_unit(source).decode()).encode().split(b"\n")
    return (source.newline + indent).join(lines)


def append(source: Source, at: int, inside: Sequence[Member], member: tuple[str, Any]) -> Splice:
    """One more member, at the end of the object that begins at that byte and has those inside."""
    key, value = member
    if not inside:
        start = source.data.index(b"{", at) + 1
        body = written(source, {key: value}, source.indent_at(start))
        return replace(source, start, source.data.index(b"}", start), body[1:-1])
    text = written(source, key, None) + colon(source, inside[0]) + written(source, value, indent_of(source, inside))
    return insert(source, inside[-1].end, b"," + spacing(source, inside) + text)


def _set_in(source: Source, path: Sequence[str], value: Any) -> tuple[Splice, ...]:
    require_json(source)
    at = len(source.bom)
    for depth, key in enumerate(path):
        inside = members(source, at)
        found = next((member for member in inside if member.key == key), None)
        if found is None:
            return (append(source, at, inside, (key, _nested(path[depth + 1 :], value))),)
        at = found.value
        if depth == len(path) - 1 and json.loads(source.data[at : found.end]) != value:
            raise NotUnderstood(f"`{key}` is set already")
    return ()


def _nested(path: Sequence[str], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def _scan(text: str, start: int) -> Iterator[tuple[str, int, int, int, int]]:
    """Keys and offsets, in characters, of an object that is known to be JSON."""
    decoder, at = json.JSONDecoder(), _skip(text, start + 1)
    while text[at] != "}":
        key, key_end = decoder.raw_decode(text, at)
        value = _skip(text, _skip(text, key_end) + 1)
        _, end = decoder.raw_decode(text, value)
        yield key, at, key_end, value, end
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
