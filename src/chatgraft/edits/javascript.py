"""Edits to JavaScript and TypeScript modules: their imports."""

from __future__ import annotations

import re

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert
from chatgraft.edits.exports import declarations, find_commonjs_export
from chatgraft.edits.syntax import end_with_comment, require_script, text_of, walk

_STATEMENT = re.compile(r"import (?:(?:\* as )?(\w+) from |\{ (\w+) \} from |)(['\"])(.+)\3;?")
_REQUIRE = re.compile(r"const (\w+) = require\(['\"](.+)['\"]\)(?:\.default)?;?")
_PRAGMA = re.compile(r"@(?:ts-|flow|jsx|license|preserve)|eslint-|prettier-")


def add_import(source: Source, statement: str) -> Edit:
    """Add an import below the last one, in the file's own quotes and with its semicolons.

    One of `import Name from 'module';`, `import * as Name from 'module';`, `import { name } from 'module';` and
    `import 'module';`.
    """
    try:
        return _import(source, statement)
    except NotUnderstood as found:
        return (ByHand(source.file, "among the imports", statement, str(found)),)


def imported_modules(source: Source) -> list[str]:
    """What the module imports, also later by `import()`, in the order of the file; empty where it does not parse."""
    try:
        root = require_script(source)
    except NotUnderstood:
        return []
    found = []
    for node in walk(root):
        module = node.child_by_field_name("source") if node.type in ("import_statement", "export_statement") else None
        if node.type == "call_expression" and text_of(node.child_by_field_name("function")) == "import":
            arguments = node.child_by_field_name("arguments")
            module = next(iter(arguments.named_children), None) if arguments is not None else None
        if module is not None and module.type == "string":
            found.append(text_of(module)[1:-1])
    return found


def strings(source: Source) -> list[str]:
    """The plain strings of a module, in the order of the file; empty where it does not parse."""
    try:
        root = require_script(source)
    except NotUnderstood:
        return []
    return [text_of(node)[1:-1] for node in walk(root) if node.type == "string"]


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


def add_require(source: Source, statement: str) -> Edit:
    """Take a module up in a CommonJS file, below the last that is: `const Name = require('module').default;`."""
    try:
        return _require(source, statement)
    except NotUnderstood as found:
        return (ByHand(source.file, "at the top", statement, str(found)),)


def _require(source: Source, statement: str) -> tuple[Splice, ...]:
    wanted = _REQUIRE.fullmatch(statement)
    if wanted is None:
        raise ValueError(f"not a variable that takes a module up: {statement}")
    name, module = wanted.groups()
    root = require_script(source)
    if (declared := declarations(root).get(name)) is not None:
        if module in [text_of(node)[1:-1] for node in walk(declared) if node.type == "string"]:
            return ()
        raise NotUnderstood(f"`{name}` is already the name of something else in this file")
    last = next((node for node in reversed(root.named_children) if _takes_up(node)), None) or _find_head(root)
    if last is None:
        return (insert(source, len(source.bom), statement.encode() + source.newline * 2),)
    string = next((text_of(node) for node in walk(last) if node.type == "string"), "'")
    styled = statement.replace("'", '"') if string.startswith('"') else statement
    styled = styled if text_of(last).endswith(";") or not _takes_up(last) else styled.removesuffix(";")
    return (insert(source, end_with_comment(last), source.newline + styled.encode()),)


def _takes_up(statement: Node) -> bool:
    """Whether a top-level statement is a `require` or sets variables to what is required."""
    kinds = ("lexical_declaration", "variable_declaration", "expression_statement")
    value = statement.named_children[0] if statement.type in kinds else None
    if value is not None and value.type == "variable_declarator":
        value = value.child_by_field_name("value")
    while value is not None and value.type == "member_expression":
        value = value.child_by_field_name("object")
    is_call = value is not None and value.type == "call_expression"
    return is_call and value is not None and text_of(value.child_by_field_name("function")) == "require"


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
