"""Edits to the object that a configuration module exports.

In a path, a key that ends in `()` is that of a function and stands for what it returns. An expression may have several
lines: they are indented as the place where they land.
"""

from __future__ import annotations

from collections.abc import Sequence

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, replace
from chatgraft.edits.exported_object import FUNCTIONS, PLAIN_STRING, find_exported, find_returned
from chatgraft.edits.exports import find_default_export, key_of, resolve
from chatgraft.edits.members import append, insert_before, members_of
from chatgraft.edits.syntax import require_script, text_of, walk


def set_property(source: Source, key: str, expression: str) -> Edit:
    """Give a key of the exported object this value (JavaScript text). A key that is not there is added at the end."""
    try:
        root = require_script(source)
        return _set(source, _require_exported(root), key, expression)
    except NotUnderstood as found:
        return (ByHand(source.file, "in the exported object", f"{key}: {expression}", str(found)),)


def set_in(source: Source, path: Sequence[str], expression: str) -> Edit:
    """Give `path`, keys from the exported object inwards, this value. Objects on the way that are not there are made.

    A value of the owner's that stands there already is never replaced: that is theirs to decide.
    """
    snippet = nested(path, expression)
    try:
        root = require_script(source)
        styled = _in_quotes_of(root, expression)
        return _set_in(source, root, [_in_quotes_of(root, key) for key in path], styled)
    except NotUnderstood as found:
        return (ByHand(source.file, "in the exported object", snippet, str(found)),)


def add_item(source: Source, path: Sequence[str], expression: str, *, first: bool = False) -> Edit:
    """Add an item to the list at `path` of the exported object, at its end or as the first. It is made if not there.

    An empty path is for a module that exports the list itself.
    """
    try:
        root = require_script(source)
        styled = _in_quotes_of(root, expression)
        return _add_item(source, root, list(path), styled, first=first)
    except NotUnderstood as found:
        snippet = nested(path, f"[{expression}]") if path else expression
        return (ByHand(source.file, "in the exported object", snippet, str(found)),)


def nested(path: Sequence[str], expression: str) -> str:
    """`a: { b: expression }` for the path a, b."""
    for key in reversed(path[1:]):
        expression = f"{{ {_member(key, expression)} }}"
    return _member(path[0], expression)


def _member(key: str, expression: str) -> str:
    return f"{key} {{ return {expression}; }}" if key.endswith("()") else f"{key}: {expression}"


def _in_quotes_of(root: Node, text: str) -> str:
    """The text with its quotes as the file's first string has them."""
    first = next((text_of(node) for node in walk(root) if node.type == "string"), "'")
    return text.replace("'", '"') if first.startswith('"') else text


def _require_exported(root: Node) -> Node:
    exported = find_exported(root)
    if exported is None:
        raise NotUnderstood("the file does not export an object literal by default")
    return exported


def _set_in(source: Source, root: Node, path: list[str], expression: str) -> tuple[Splice, ...]:
    outer, rest = _inmost(root, _require_exported(root), path)
    if not rest:
        if _is_same(text_of(outer), expression):
            return ()
        raise NotUnderstood(f"`{path[-1]}` is set already")
    _require_room(outer, path, rest)
    return append(source, outer, nested(rest, expression).encode())


def _require_room(outer: Node, path: list[str], rest: list[str]) -> None:
    """Raise NotUnderstood where the first of the keys that were not found cannot be added to what was."""
    if outer.type != "object":
        raise NotUnderstood(f"`{path[-len(rest) - 1]}` is not an object literal")
    if any(node.type == "spread_element" for node in outer.named_children):
        raise NotUnderstood(f"a spread may set `{rest[0]}` already")


def _add_item(source: Source, root: Node, path: list[str], expression: str, *, first: bool) -> tuple[Splice, ...]:
    exported = _require_exported(root) if path else resolve(root, find_default_export(root))
    outer, rest = _inmost(root, exported, path) if exported is not None else (None, [])
    if outer is not None and rest:
        _require_room(outer, path, rest)
        return append(source, outer, nested(rest, f"[{expression}]").encode())
    if outer is None or outer.type != "array":
        raise NotUnderstood(f"{f'`{path[-1]}`' if path else 'what it exports'} is not a list that is written out")
    items = members_of(outer)
    if any(_is_same(text_of(item), expression) for item in items):
        return ()
    if first and items:
        return (insert_before(source, items[0], expression.encode()),)
    return append(source, outer, expression.encode())


def _inmost(root: Node, node: Node, path: list[str]) -> tuple[Node, list[str]]:
    """The value that lies deepest on the path, and the keys that are not there below it."""
    rest = list(path)
    while rest and node.type == "object":
        key = rest[0].removesuffix("()")
        member = _find_member(node, key.strip("'\""))
        if member is None:
            break
        value = _value(member, key) if key == rest[0] else _result(root, member, key)
        node = resolve(root, value) or value
        rest.pop(0)
    return node, rest


def _result(root: Node, member: Node, key: str) -> Node:
    """What the function under a key returns."""
    function = member if member.type == "method_definition" else resolve(root, _value(member, key))
    returned = find_returned(function) if function is not None and function.type in FUNCTIONS else None
    if returned is None:
        raise NotUnderstood(f"`{key}` is not a function that returns in one place")
    return returned


def _find_member(exported: Node, key: str) -> Node | None:
    """Raises NotUnderstood where the key is set more than once, or a spread behind it may set it again."""
    members = members_of(exported)
    found = [node for node in members if key_of(node) == key]
    if not found:
        return None
    if len(found) > 1 or any(node.type == "spread_element" for node in members[members.index(found[0]) :]):
        raise NotUnderstood(f"`{key}` is set more than once, or a spread may set it again")
    return found[0]


def _value(member: Node, key: str) -> Node:
    value = member.child_by_field_name("value") if member.type == "pair" else member
    if value is None or value.type == "method_definition":
        raise NotUnderstood(f"`{key}` is a method, not a value")
    return value


def _set(source: Source, exported: Node, key: str, expression: str) -> tuple[Splice, ...]:
    member = _find_member(exported, key)
    if member is None:
        return append(source, exported, f"{key}: {expression}".encode())
    if member.type == "shorthand_property_identifier":
        return (insert(source, member.end_byte, f": {expression}".encode()),)
    value, name = _value(member, key), member.child_by_field_name("key")
    if _is_same(text_of(value), expression):
        return ()
    if name is not None and value.start_point.row > name.end_point.row and value.prev_sibling == name.next_sibling:
        return (replace(source, name.end_byte, value.end_byte, f": {expression}".encode()),)
    return (replace(source, value.start_byte, value.end_byte, expression.encode()),)


def _is_same(written: str, wanted: str) -> bool:
    """Equal text but for line breaks and indentation, or the same plain string in other quotes."""
    one, other = PLAIN_STRING.fullmatch(written), PLAIN_STRING.fullmatch(wanted)
    return written.split() == wanted.split() or (
        one is not None and other is not None and one.group(2) == other.group(2)
    )
