"""Edits to the object that a configuration module exports: `export default {…}`, `module.exports = {…}`, also inside
calls such as `defineConfig({…})` and functions that return it.

In a path, a key that ends in `()` is that of a function and stands for what it returns. An expression may have several
lines: they are indented as the place where they land.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert, replace
from chatgraft.edits.exports import find_default_export, key_of, resolve
from chatgraft.edits.syntax import ancestors, end_with_comment, line_before, require_script, text_of, walk

_PLAIN_STRING = re.compile(r"""(["'])([^"'\\\r\n]*)\1""")
_FUNCTIONS = ("arrow_function", "function_expression", "function_declaration", "method_definition")
_LINE = re.compile(rb"\n( *)")
_CALLS = 5  # `withA(withB(defineConfig({…})))` is deep already


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
    """Add an item to the list at `path` of the exported object, at its end or as the first. It is made if not there."""
    try:
        root = require_script(source)
        styled = _in_quotes_of(root, expression)
        return _add_item(source, root, list(path), styled, first=first)
    except NotUnderstood as found:
        return (ByHand(source.file, "in the exported object", nested(path, f"[{expression}]"), str(found)),)


def append_item(source: Source, array: Node, item: str) -> tuple[Splice, ...]:
    """One more item at the end of a list of the file, laid out as the others are and in the file's quotes."""
    members = [node for node in array.named_children if node.type != "comment"]
    return _append(source, array, members, item.encode())


def find_property(source: Source, *path: str) -> str | None:
    """The JavaScript text of a key's value in the exported object, keys from the outside inwards."""
    found = _find_value(source, path)
    return text_of(found[1]) if found else None


def find_text(source: Source, *path: str, call: str | None = None) -> str | None:
    """The string at `path` of the exported object; with `call`, of the object that the only call of that name takes.

    None where it is not there, or is no string that is written out.
    """
    found = _find_value(source, path, call)
    plain = _PLAIN_STRING.fullmatch(text_of(resolve(*found))) if found else None
    return plain.group(2) if plain else None


def _find_value(source: Source, path: Sequence[str], call: str | None = None) -> tuple[Node, Node] | None:
    """The module, and the value at `path` in it."""
    try:
        root = require_script(source)
        node = _find_argument(root, call) if call else _find_exported(root)
    except NotUnderstood:
        return None
    for key in path:
        node = _pairs(resolve(root, node)).get(key)
    return (root, node) if node is not None else None


def _find_argument(root: Node, name: str) -> Node | None:
    """The first argument of the only call of that name."""
    calls = [node for node in walk(root) if node.type == "call_expression"]
    calls = [node for node in calls if text_of(node.child_by_field_name("function")) == name]
    return _first_argument(calls[0]) if len(calls) == 1 else None


def _first_argument(call: Node) -> Node | None:
    arguments = call.child_by_field_name("arguments")
    written = (each for each in arguments.named_children if each.type != "comment") if arguments else ()
    return next(iter(written), None)


def _pairs(node: Node | None) -> dict[str, Node]:
    if node is None or node.type != "object":
        return {}
    pairs = ((key_of(member), member.child_by_field_name("value")) for member in node.named_children)
    return {key: value for key, value in pairs if key is not None and value is not None}


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
    exported = _find_exported(root)
    if exported is None:
        raise NotUnderstood("the file does not export an object literal by default")
    return exported


def _find_exported(root: Node) -> Node | None:
    """The object literal itself, through calls that take it as their first argument and functions that return it."""
    node = resolve(root, find_default_export(root))
    for _ in range(_CALLS):
        if node is None or node.type == "object":
            break
        if node.type in _FUNCTIONS:
            node = resolve(root, _returned(node))
        elif node.type == "call_expression":
            node = resolve(root, _first_argument(node))
        else:
            return None
    return node if node is not None and node.type == "object" else None


def _returned(function: Node) -> Node | None:
    """What the function returns, where it does so in one place."""
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    own = [
        node
        for node in walk(body)
        if node.type == "return_statement"
        and next(each for each in ancestors(node) if each.type in _FUNCTIONS) == function
    ]
    return own[0].named_children[0] if len(own) == 1 and own[0].named_children else None


def _set_in(source: Source, root: Node, path: list[str], expression: str) -> tuple[Splice, ...]:
    outer, rest = _inmost(root, _require_exported(root), path)
    if not rest:
        if _is_same(text_of(outer), expression):
            return ()
        raise NotUnderstood(f"`{path[-1]}` is set already")
    _require_room(outer, path, rest)
    return _append_member(source, outer, nested(rest, expression).encode())


def _require_room(outer: Node, path: list[str], rest: list[str]) -> None:
    """Raise NotUnderstood where the first of the keys that were not found cannot be added to what was."""
    if outer.type != "object":
        raise NotUnderstood(f"`{path[-len(rest) - 1]}` is not an object literal")
    if any(node.type == "spread_element" for node in outer.named_children):
        raise NotUnderstood(f"a spread may set `{rest[0]}` already")


def _add_item(source: Source, root: Node, path: list[str], expression: str, *, first: bool) -> tuple[Splice, ...]:
    outer, rest = _inmost(root, _require_exported(root), path)
    if rest:
        _require_room(outer, path, rest)
        return _append_member(source, outer, nested(rest, f"[{expression}]").encode())
    if outer.type != "array":
        raise NotUnderstood(f"`{path[-1]}` is not a list that is written out")
    items = [node for node in outer.named_children if node.type != "comment"]
    if any(_is_same(text_of(item), expression) for item in items):
        return ()
    if first and items:
        return (_before(source, items[0], expression.encode()),)
    return _append(source, outer, items, expression.encode())


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
    returned = _returned(function) if function is not None and function.type in _FUNCTIONS else None
    if returned is None:
        raise NotUnderstood(f"`{key}` is not a function that returns in one place")
    return returned


def _find_member(exported: Node, key: str) -> Node | None:
    """Raises NotUnderstood where the key is set more than once, or a spread behind it may set it again."""
    members = [node for node in exported.named_children if node.type != "comment"]
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
        return _append_member(source, exported, f"{key}: {expression}".encode())
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
    one, other = _PLAIN_STRING.fullmatch(written), _PLAIN_STRING.fullmatch(wanted)
    return written.split() == wanted.split() or (
        one is not None and other is not None and one.group(2) == other.group(2)
    )


def _append_member(source: Source, exported: Node, member: bytes) -> tuple[Splice, ...]:
    return _append(source, exported, [node for node in exported.named_children if node.type != "comment"], member)


def _before(source: Source, item: Node, text: bytes) -> Splice:
    """One more item before the first of a list, on a line of its own where that has one."""
    indent = line_before(source, item.start_byte)
    gap = b" " if indent.strip() else source.newline + indent
    return insert(source, item.start_byte, text + b"," + gap)


def _append(source: Source, container: Node, members: list[Node], member: bytes) -> tuple[Splice, ...]:
    """One more member of an object or a list, at its end, laid out as the others are."""
    is_one_line = container.start_point.row == container.end_point.row
    if not members:
        return (insert(source, container.start_byte + 1, _only(source, container, member, is_one_line=is_one_line)),)
    last = members[-1]
    if is_one_line or line_before(source, last.start_byte).strip():
        return (insert(source, last.end_byte, b", " + _LINE.sub(b" ", member)),)
    indent = source.newline + source.indent_at(last.start_byte)
    text = indent + _indented(source, member, indent)
    comma = last.next_sibling
    if comma is not None and comma.type == ",":
        return (insert(source, end_with_comment(comma), text + b","),)
    end = end_with_comment(last)
    if end == last.end_byte:
        return (insert(source, end, b"," + text),)
    return (insert(source, last.end_byte, b","), insert(source, end, text))


def _only(source: Source, container: Node, member: bytes, *, is_one_line: bool) -> bytes:
    """The first member of a container that is empty: on its own lines where one of the two has several."""
    outer = source.newline + source.indent_at(container.start_byte)
    if is_one_line and not _LINE.search(member):
        pad = b" " if container.type == "object" else b""
        return pad + member + pad
    indent = outer + indent_unit(source)
    return indent + _indented(source, member, indent) + (b"," + outer if is_one_line else b",")


def _indented(source: Source, text: bytes, indent: bytes) -> bytes:
    """Text of several lines, two spaces a step, as the file indents."""
    unit = indent_unit(source)
    return _LINE.sub(lambda line: indent + unit * (len(line.group(1)) // 2), text)
