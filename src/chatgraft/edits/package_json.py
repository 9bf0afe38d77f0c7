"""Edits to package.json. The text keeps its order, its indentation and the way it is spaced."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, replace
from chatgraft.edits.json import Member, append, colon, indent_of, members, require_json, spacing, written

SECTIONS = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
STOPGAP = "no test specified"
"""What `npm init` puts into the script `test`."""


def add_dependencies(source: Source, wanted: Mapping[str, str], section: str = "dependencies") -> Edit:
    """Add packages with their versions to a section of dependencies, in order where the others are.

    A package that any section of dependencies names already is left with the version that stands there.
    """
    try:
        top, sections = _read(source, SECTIONS)
        there = {member.key for inside in sections.values() for member in inside}
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
        return (replace(source, member.value, member.end, written(source, command, None)),) if is_stopgap else ()
    except NotUnderstood as found:
        snippet = json.dumps({"scripts": {name: command}}, indent=2)
        return (ByHand(source.file, "among the scripts", snippet, str(found)),)


def _read(source: Source, wanted: Collection[str]) -> tuple[list[Member], dict[str, list[Member]]]:
    """The file's members, and those of the sections among them that are wanted."""
    require_json(source)
    top = members(source, len(source.bom))
    return top, {member.key: members(source, member.value) for member in top if member.key in wanted}


def _add(
    source: Source, top: list[Member], inside: list[Member] | None, section: str, missing: Mapping[str, str]
) -> tuple[Splice, ...]:
    if not missing:
        return ()
    if inside:
        return tuple(_insertions(source, inside, missing))
    return (_new_section(source, top, section, missing),)


def _insertions(source: Source, inside: Sequence[Member], missing: Mapping[str, str]) -> Iterator[Splice]:
    """One splice for each gap: in the order of names where the section has that order, else at the end."""
    keys = [member.key for member in inside]
    in_order = keys == sorted(keys)
    gaps: dict[int, list[str]] = {}
    for name in missing:
        gaps.setdefault(sum(key < name for key in keys) if in_order else len(keys), []).append(name)
    joint, between = b"," + spacing(source, inside), colon(source, inside[0])
    for gap, names in gaps.items():
        entries = [written(source, name, None) + between + written(source, missing[name], None) for name in names]
        if gap < len(inside):
            yield insert(source, inside[gap].start, b"".join(entry + joint for entry in entries))
        else:
            yield insert(source, inside[-1].end, b"".join(joint + entry for entry in entries))


def _new_section(source: Source, top: list[Member], name: str, missing: Mapping[str, str]) -> Splice:
    """In place of an empty one, else among the sections of dependencies, else at the end."""
    if (empty := _find(top, name)) is not None:
        return replace(source, empty.value, empty.end, written(source, dict(missing), indent_of(source, top)))
    above, below = _find(top, "dependencies"), next((each for each in top if each.key in SECTIONS), None)
    if below is None:
        return append(source, len(source.bom), top, (name, dict(missing)))
    section = written(source, name, None) + colon(source, top[0])
    section += written(source, dict(missing), indent_of(source, top))
    if above is not None:
        return insert(source, above.end, b"," + spacing(source, top) + section)
    return insert(source, below.start, section + b"," + spacing(source, top))


def _find(top: Sequence[Member], key: str) -> Member | None:
    return next((member for member in top if member.key == key), None)
