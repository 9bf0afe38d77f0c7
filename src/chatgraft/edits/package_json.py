"""Edits to package.json. The text keeps its order, its indentation and the way it is spaced."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert, replace, require_editable
from chatgraft.edits.syntax import line_before

SECTIONS = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
STOPGAP = "no test specified"
"""What `npm init` puts into the script `test`."""
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a JSON object by byte offsets: of its key, after its key, of its value, after its value."""

    key: str
    start: int
    key_end: int
    value: int
    end: int


def add_dependencies(source: Source, wanted: Mapping[str, str], section: str = "dependencies") -> Edit:
    """Add packages with their versions to a section of dependencies, in order where the others are.

    A package that any section of dependencies names already is left with the version that stands there.
    """
    try:
        top, sections = _read(source, SECTIONS)
        there = {member.key for members in sections.values() for member in members}
        missing = {name: wanted[name] for name in sorted(wanted) if name not in there}
        return _add(source, top, sections.get(section), section, missing)
    except NotUnderstood as found:
        snippet = json.dumps({section: dict(wanted)}, indent=2)
        return (ByHand(source.file, "among the dependencies", snippet, str(found)),)


def add_script(source: Source, name: str, command: str) -> Edit:
    """Add a script. One of that name is the owner's and stays, but for the words that `npm init` puts there."""
    try:
        top, sections = _read(source, ("scripts",))
        member = next((found for found in sections.get("scripts", []) if found.key == name), None)
        if member is None:
            return _add(source, top, sections.get("scripts"), "scripts", {name: command})
        is_stopgap = STOPGAP in source.data[member.value : member.end].decode()
        return (replace(source, member.value, member.end, _quoted(command)),) if is_stopgap else ()
    except NotUnderstood as found:
        snippet = json.dumps({"scripts": {name: command}}, indent=2)
        return (ByHand(source.file, "among the scripts", snippet, str(found)),)


def _read(source: Source, wanted: Collection[str]) -> tuple[list[_Member], dict[str, list[_Member]]]:
    """The file's members, and those of the sections among them that are wanted."""
    require_editable(source)
    try:
        json.loads(source.text)
        top = _members(source, len(source.bom))
        sections = {member.key: _members(source, member.value) for member in top if member.key in wanted}
    except (ValueError, RecursionError) as fault:
        raise NotUnderstood("the file is not a JSON object whose sections of dependencies are objects") from fault
    if len({member.key for member in top}) != len(top):
        raise NotUnderstood("a key stands twice in the file")
    return top, sections


def _add(
    source: Source, top: list[_Member], members: list[_Member] | None, section: str, missing: Mapping[str, str]
) -> tuple[Splice, ...]:
    if not missing:
        return ()
    if members:
        return tuple(_insertions(source, members, missing))
    return (_new_section(source, top, section, missing),)


def _insertions(source: Source, members: list[_Member], missing: Mapping[str, str]) -> Iterator[Splice]:
    """One splice for each gap: in the order of names where the section has that order, else at the end."""
    keys = [member.key for member in members]
    in_order = keys == sorted(keys)
    gaps: dict[int, list[str]] = {}
    for name in missing:
        gaps.setdefault(sum(key < name for key in keys) if in_order else len(keys), []).append(name)
    joint, colon = b"," + _spacing(source, members), _colon(source, members[0])
    for gap, names in gaps.items():
        entries = [_quoted(name) + colon + _quoted(missing[name]) for name in names]
        if gap < len(members):
            yield insert(source, members[gap].start, b"".join(entry + joint for entry in entries))
        else:
            yield insert(source, members[-1].end, b"".join(joint + entry for entry in entries))


def _new_section(source: Source, top: list[_Member], name: str, missing: Mapping[str, str]) -> Splice:
    """In place of an empty one, else above the other sections of dependencies, else at the end."""
    if not top:
        unit, at = indent_unit(source), source.data.index(b"{")
        text = source.newline + unit + _quoted(name) + b": " + _object(source, missing, unit) + source.newline
        return replace(source, at + 1, source.data.rindex(b"}"), text)
    spacing, colon = _spacing(source, top), _colon(source, top[0])
    indent = source.indent_at(top[0].start) if spacing.startswith(source.newline) else None
    value = _object(source, missing, indent)
    empty = next((member for member in top if member.key == name), None)
    if empty:
        return replace(source, empty.value, empty.end, value)
    section = _quoted(name) + colon + value
    above = next((member for member in top if member.key == "dependencies"), None)
    if above:
        return insert(source, above.end, b"," + spacing + section)
    below = next((member for member in top if member.key in SECTIONS), None)
    if below:
        return insert(source, below.start, section + b"," + spacing)
    return insert(source, top[-1].end, b"," + spacing + section)


def _object(source: Source, entries: Mapping[str, str], indent: bytes | None) -> bytes:
    """A JSON object over several lines, its end indented like `indent`; on one line where that is None."""
    pairs = [_quoted(name) + b": " + _quoted(version) for name, version in entries.items()]
    if indent is None:
        return b"{" + b", ".join(pairs) + b"}"
    inner = source.newline + indent + indent_unit(source)
    return b"{" + inner + (b"," + inner).join(pairs) + source.newline + indent + b"}"


def _spacing(source: Source, members: list[_Member]) -> bytes:
    """What stands between a comma and the next member: members have lines of their own or share one."""
    if not line_before(source, members[0].start).strip():
        return source.newline + source.indent_at(members[0].start)
    if len(members) == 1:
        return b" "
    return source.data[members[0].end : members[1].start].partition(b",")[2]


def _colon(source: Source, member: _Member) -> bytes:
    return source.data[member.key_end : member.value]


def _quoted(text: str) -> bytes:
    return json.dumps(text).encode()


def _members(source: Source, at: int) -> list[_Member]:
    """The members of the object that begins at that byte of a text that is JSON. Raises ValueError where none does."""
    text = source.data[at:].decode()
    start = _skip(text, 0)
    if not text.startswith("{", start):
        raise ValueError("not an object")
    return [
        _Member(key, *(at + len(text[:offset].encode()) for offset in offsets)) for key, *offsets in _scan(text, start)
    ]


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
