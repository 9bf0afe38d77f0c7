"""Edits to JavaScript and TypeScript modules: their imports."""

from __future__ import annotations

import re

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert
from chatgraft.edits.exports import declarations, find_commonjs_export
from chatgraft.edits.syntax import end_with_comment, require_script, text_of, walk

_STATEMENT = re.compile(r"import (?:(\w+) from |\{ (\w+) \} from |)(['\"])(.+)\3;?")
_PRAGMA = re.compile(r"@(?:ts-|flow|jsx|license|preserve)|eslint-|prettier-")


def add_import(source: Source, statement: str) -> Edit:
    """Add an import below the last one, in the file's own quotes and with its semicolons.

    One of `import Name from 'module';`, `import { name } from 'module';` and `import 'module';`.
    """
    try:
        return _import(source, statement)
    except NotUnderstood as found:
        return (ByHand(source.file, "among the imports", statement, str(found)),)


def _import(source: Source, statement: str) -> tuple[Splice, ...]:
    wanted = _STATEMENT.fullmatch(statement)
    if wanted is None:
        raise ValueError(f"not an import of one name: {statement}")
    name, module = wanted.group(1) or wanted.group(2), wanted.group(4)
    root = require_script(source)
    imports = [node for node in root.named_children if node.type == "import_statement"]
    for node in imports:
        is_ours = text_of(node.child_by_field_name("source"))[1:-1] == module
        if is_ours and name is None:
            return ()
        if name in _imported_names(node):
            if is_ours:
                return ()
            raise NotUnderstood(f"`{name}` is imported from another module on line {node.start_point.row + 1}")
    if name in declarations(root):
        raise NotUnderstood(f"`{name}` is already the name of something else in this file")
    if find_commonjs_export(root) is not None:
        raise NotUnderstood("the file is CommonJS (module.exports), where `import` does not fit")
    if imports:
        return (insert(source, end_with_comment(imports[-1]), source.newline + _styled(statement, imports[-1])),)
    if (head := _find_head(root)) is not None:
        return (insert(source, end_with_comment(head), source.newline + statement.encode()),)
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
