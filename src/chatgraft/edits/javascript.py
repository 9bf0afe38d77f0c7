"""Edits to JavaScript and TypeScript modules: their imports and the object that a configuration module exports."""

from __future__ import annotations

import re

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert, replace
from chatgraft.edits.exports import declarations, find_commonjs_export, find_default_export, key_of, resolve
from chatgraft.edits.syntax import line_before, require_script, text_of, walk

_STATEMENT = re.compile(r"import (\w+) from (['\"])(.+)\2;?")
_PRAGMA = re.compile(r"@(?:ts-|flow|jsx|license|preserve)|eslint-|prettier-")
_PLAIN_STRING = re.compile(r"""(["'])([^"'\\\r\n]*)\1""")


def add_import(source: Source, statement: str) -> Edit:
    """Add `import Name from 'module';` below the last import, in the file's own quotes and with its semicolons."""
    try:
        return _import(source, statement)
    except NotUnderstood as found:
        return (ByHand(source.file, "among the imports", statement, str(found)),)


def set_property(source: Source, key: str, expression: str) -> Edit:
    """Give a key of the exported object this value (JavaScript text). A key that is not there is added at the end."""
    try:
        return _property(source, key, expression)
    except NotUnderstood as found:
        return (ByHand(source.file, "in the exported object", f"{key}: {expression}", str(found)),)


def find_property(source: Source, key: str) -> str | None:
    """The JavaScript text of a key's value in the object that the file exports by default."""
    try:
        root = require_script(source)
    except NotUnderstood:
        return None
    exported = resolve(root, find_default_export(root))
    for member in exported.named_children if exported is not None else ():
        if member.type == "pair" and key_of(member) == key:
            return text_of(member.child_by_field_name("value"))
    return None


def _import(source: Source, statement: str) -> tuple[Splice, ...]:
    wanted = _STATEMENT.fullmatch(statement)
    if wanted is None:
        raise ValueError(f"not a default import: {statement}")
    name, module = wanted.group(1), wanted.group(3)
    root = require_script(source)
    imports = [node for node in root.named_children if node.type == "import_statement"]
    for node in imports:
        if name in _imported_names(node):
            if text_of(node.child_by_field_name("source"))[1:-1] == module:
                return ()
            raise NotUnderstood(f"`{name}` is imported from another module on line {node.start_point.row + 1}")
    if name in declarations(root):
        raise NotUnderstood(f"`{name}` is already the name of something else in this file")
    if find_commonjs_export(root) is not None:
        raise NotUnderstood("the file is CommonJS (module.exports), where `import` does not fit")
    if imports:
        return (insert(source, _end_with_comment(imports[-1]), source.newline + _styled(statement, imports[-1])),)
    if (head := _find_head(root)) is not None:
        return (insert(source, _end_with_comment(head), source.newline + statement.encode()),)
    rest = source.newline if source.data[len(source.bom) :].strip() else b""
    return (insert(source, len(source.bom), statement.encode() + source.newline + rest),)


def _imported_names(node: Node) -> set[str]:
    """The local names of an import, `import type` left out as it brings no value."""
    if any(child.type == "type" for child in node.children):
        return set()
    names = set()
    for child in walk(node):
        if child.type == "import_specifier":
            names.add(text_of(child.child_by_field_name("alias") or child.child_by_field_name("name")))
        elif child.type == "identifier" and child.parent and child.parent.type in ("import_clause", "namespace_import"):
            names.add(text_of(child))
    return names


def _styled(statement: str, last: Node) -> bytes:
    if text_of(last.child_by_field_name("source")).startswith('"'):
        statement = statement.replace("'", '"')
    return (statement if text_of(last).endswith(";") else statement.removesuffix(";")).encode()


def _find_head(root: Node) -> Node | None:
    """What must stay before a first import.

    That is a hashbang, directives and comments that speak of the whole file: a pragma, or comments set apart by a
    blank line. A comment right above a declaration stays with that.
    """
    head: Node | None = None
    for node in root.named_children:
        if node.type == "comment":
            following = node.next_named_sibling
            apart = following is None or following.start_point.row > node.end_point.row + 1
            head = node if apart or _PRAGMA.search(text_of(node)) else head
        elif node.type == "hash_bang_line" or _is_directive(node):
            head = node
        else:
            break
    return head


def _is_directive(node: Node) -> bool:
    return node.type == "expression_statement" and [child.type for child in node.named_children] == ["string"]


def _end_with_comment(node: Node) -> int:
    """After the node and a comment that begins and ends on its last line."""
    following = node.next_named_sibling
    if following is not None and following.type == "comment":
        rows = {node.end_point.row, following.start_point.row, following.end_point.row}
        return following.end_byte if len(rows) == 1 else node.end_byte
    return node.end_byte


def _property(source: Source, key: str, expression: str) -> tuple[Splice, ...]:
    root = require_script(source)
    exported = resolve(root, find_default_export(root))
    if exported is None or exported.type != "object":
        raise NotUnderstood("the file does not export an object literal by default")
    members = [node for node in exported.named_children if node.type != "comment"]
    found = [node for node in members if key_of(node) == key]
    if not found:
        return _append_member(source, exported, members, f"{key}: {expression}".encode())
    if len(found) > 1 or any(node.type == "spread_element" for node in members[members.index(found[0]) :]):
        raise NotUnderstood(f"`{key}` is set more than once, or a spread may set it again")
    (member,) = found
    if member.type == "shorthand_property_identifier":
        return (insert(source, member.end_byte, f": {expression}".encode()),)
    value = member.child_by_field_name("value") if member.type == "pair" else None
    if value is None:
        raise NotUnderstood(f"`{key}` is a method, not a value")
    if _is_same(text_of(value), expression):
        return ()
    return (replace(source, value.start_byte, value.end_byte, expression.encode()),)


def _is_same(written: str, wanted: str) -> bool:
    """Equal text, or the same plain string in other quotes."""
    one, other = _PLAIN_STRING.fullmatch(written), _PLAIN_STRING.fullmatch(wanted)
    return written == wanted or (one is not None and other is not None and one.group(2) == other.group(2))


def _append_member(source: Source, exported: Node, members: list[Node], member: bytes) -> tuple[Splice, ...]:
    is_one_line = exported.start_point.row == exported.end_point.row
    if not members:
        text = source.newline + source.indent_at(exported.start_byte) + indent_unit(source) + member + b","
        return (insert(source, exported.start_byte + 1, b" " + member + b" " if is_one_line else text),)
    last = members[-1]
    if is_one_line or line_before(source, last.start_byte).strip():
        return (insert(source, last.end_byte, b", " + member),)
    text = source.newline + source.indent_at(last.start_byte) + member
    comma = last.next_sibling
    if comma is not None and comma.type == ",":
        return (insert(source, _end_with_comment(comma), text + b","),)
    end = _end_with_comment(last)
    if end == last.end_byte:
        return (insert(source, end, b"," + text),)
    return (insert(source, last.end_byte, b","), insert(source, end, text))
