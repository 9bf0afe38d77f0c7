"""What a JavaScript or TypeScript module declares and what it exports."""

from __future__ import annotations

import json
import re
from typing import Any

from tree_sitter import Node

from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.syntax import require_script, text_of, walk

OPAQUE = object()  # stands for an expression whose value only running the file would tell
_WRAPPERS = ("parenthesized_expression", "satisfies_expression", "as_expression", "non_null_expression")
_DEEPEST = 20
_QUOTED = re.compile(r'\\.|"')


def find_default_export(root: Node) -> Node | None:
    """The expression, function or class that the module exports by default, also by `module.exports =`."""
    for statement in root.named_children:
        if statement.type != "export_statement":
            continue
        if any(child.type == "default" for child in statement.children):
            return statement.child_by_field_name("declaration") or statement.child_by_field_name("value")
        for specifier in (node for node in walk(statement) if node.type == "export_specifier"):
            is_local = statement.child_by_field_name("source") is None
            if is_local and text_of(specifier.child_by_field_name("alias")) == "default":
                return specifier.child_by_field_name("name")
    return find_commonjs_export(root)


def find_export(root: Node, name: str) -> Node | None:
    """What the module itself exports under a name, also by `exports.name =` and as a member of `module.exports`."""
    for statement in root.named_children:
        if statement.type == "export_statement" and statement.child_by_field_name("source") is None:
            if (found := _find_exported(statement, name)) is not None:
                return found
        elif (node := _assignment(statement)) is not None:
            left, right = text_of(node.child_by_field_name("left")), node.child_by_field_name("right")
            if left in (f"exports.{name}", f"module.exports.{name}"):
                return right
            if left == "module.exports" and right is not None and right.type == "object":
                named = (_value_of(member) for member in right.named_children if key_of(member) == name)
                return next(named, None)
    return None


def exported_names(root: Node) -> list[str]:
    """The names under which the module itself exports something, `default` included, in the order of the file."""
    found: list[str] = []
    for statement in root.named_children:
        if statement.type == "export_statement" and statement.child_by_field_name("source") is None:
            is_default = any(child.type == "default" for child in statement.children)
            found += ["default"] if is_default else _locals_of(statement)
        elif (node := _assignment(statement)) is not None:
            left, right = text_of(node.child_by_field_name("left")), node.child_by_field_name("right")
            if left == "module.exports" and right is not None and right.type == "object":
                found += [name for member in right.named_children if (name := key_of(member))]
            elif left.startswith(("exports.", "module.exports.")):
                found.append(left.rpartition(".")[2])
            elif left == "module.exports":
                found.append("default")
    return found


def exported_locals(root: Node) -> dict[str, str]:
    """The names that the module itself exports, to those that it has for them, also by `export const { a: b } = …`."""
    found: dict[str, str] = {}
    for statement in root.named_children:
        if statement.type == "export_statement" and statement.child_by_field_name("source") is None:
            found |= _locals_of(statement)
    return found


def _locals_of(statement: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    declared = statement.child_by_field_name("declaration")
    for node in walk(statement) if declared is None else ():
        if node.type == "export_specifier":
            local = text_of(node.child_by_field_name("name"))
            found[text_of(node.child_by_field_name("alias")) or local] = local
    for node in (declared, *declared.named_children) if declared is not None else ():
        if (name := node.child_by_field_name("name")) is not None:
            found |= {local: local for local in (taken_apart(name).values() or [text_of(name)])}
    return found


def taken_apart(pattern: Node) -> dict[str, str]:
    """What `{ a, b: c }` takes, to the names that it has from there on; empty for any other node."""
    found: dict[str, str] = {}
    for member in pattern.named_children if pattern.type == "object_pattern" else ():
        if member.type == "shorthand_property_identifier_pattern":
            found[text_of(member)] = text_of(member)
        elif member.type == "pair_pattern":
            found[text_of(member.child_by_field_name("key"))] = text_of(member.child_by_field_name("value"))
    return found


def is_commonjs(root: Node) -> bool:
    """Whether the module exports the way of Node's first modules, so that `export` does not fit."""
    lefts = (text_of(node.child_by_field_name("left")) for each in root.named_children if (node := _assignment(each)))
    return any(left.startswith(("exports.", "module.exports")) for left in lefts)


def _assignment(statement: Node) -> Node | None:
    node = statement.named_children[0] if statement.type == "expression_statement" else None
    return node if node is not None and node.type == "assignment_expression" else None


def _find_exported(statement: Node, name: str) -> Node | None:
    """Of `export const name = …`, `export function name` and `export { local as name }`."""
    for node in walk(statement):
        if node.type == "export_specifier":
            local = node.child_by_field_name("name")
            if text_of(node.child_by_field_name("alias") or local) == name:
                return local
    declared = statement.child_by_field_name("declaration")
    for node in (declared, *declared.named_children) if declared else ():
        if text_of(node.child_by_field_name("name")) == name:
            return node.child_by_field_name("value") or node
    return None


def find_commonjs_export(root: Node) -> Node | None:
    """What is assigned to `module.exports` at the top level."""
    for statement in root.named_children:
        if (node := _assignment(statement)) is not None:
            left = text_of(node.child_by_field_name("left"))
            if left in ("module.exports", "exports.default", "module.exports.default"):
                return node.child_by_field_name("right")
    return None


def resolve(root: Node, node: Node | None) -> Node | None:
    """What an expression stands for, through wrappers such as `satisfies` and names declared at the top level."""
    seen: set[str] = set()
    while node is not None:
        node = unwrapped(node)
        if node.type in ("identifier", "shorthand_property_identifier") and text_of(node) not in seen:
            seen.add(text_of(node))
            node = declarations(root).get(text_of(node))
        else:
            return node
    return None


def unwrapped(node: Node) -> Node:
    """The expression inside of parentheses, `as`, `satisfies` and `!`."""
    while node.type in _WRAPPERS:
        inner = next((child for child in node.named_children if child.type != "comment"), None)
        if inner is None:
            break
        node = inner
    return node


def declarations(root: Node) -> dict[str, Node]:
    """What the module declares at its top level, imports left out: the value of a variable, else the declaration."""
    found: dict[str, Node] = {}
    for statement in root.named_children:
        node = statement.child_by_field_name("declaration") if statement.type == "export_statement" else statement
        if node is None:
            continue
        if node.type in ("lexical_declaration", "variable_declaration"):
            for variable in node.named_children:
                name, value = variable.child_by_field_name("name"), variable.child_by_field_name("value")
                found[text_of(name)] = value or variable
        elif (name := node.child_by_field_name("name")) is not None:
            found[text_of(name)] = node
    return found


def key_of(member: Node) -> str | None:
    """The name of an object's member; None where it is computed or a spread."""
    if member.type == "shorthand_property_identifier":
        return text_of(member)
    key = member.child_by_field_name("key") or member.child_by_field_name("name")
    return text_of(key).strip("'\"") if key is not None and key.type != "computed_property_name" else None


def read_literal(root: Node, node: Node | None) -> Any:
    """The value of an expression in the module `root`, as far as it is written out; what is not is `OPAQUE`."""
    return _literal(root, node, 0)


def read_default_export(source: Source) -> Any:
    """The exported value as far as it is written out: dicts, lists, strings, numbers, booleans and None.

    What is not a literal is `OPAQUE`; so is the whole where the file does not parse or exports nothing by default.
    """
    try:
        root = require_script(source)
    except NotUnderstood:
        return OPAQUE
    return read_literal(root, find_default_export(root))


def read_json(source: Source) -> Any:
    """As `read_default_export`, of JSON in which comments and trailing commas are allowed, as TypeScript's are."""
    module = b"export default " + source.data.removeprefix(source.bom)
    return read_default_export(Source(f"{source.file}.js", module))


def find_declared(source: Source, name: str) -> str | None:
    """The JavaScript text of the value that the module gives to a name at its top level."""
    try:
        value = declarations(require_script(source)).get(name)
    except NotUnderstood:
        return None
    return text_of(value) if value is not None else None


def _literal(root: Node, node: Node | None, depth: int) -> Any:
    value = resolve(root, node)
    if value is None or depth > _DEEPEST:
        return OPAQUE
    if value.type == "object":
        named = ((key_of(member), member) for member in value.named_children)
        return {key: _literal(root, _value_of(member), depth + 1) for key, member in named if key is not None}
    if value.type == "array":
        return [_literal(root, child, depth + 1) for child in value.named_children if child.type != "comment"]
    return _scalar(value)


def _value_of(member: Node) -> Node | None:
    """The value of `a: 1`; the whole of `{a}`, `a() {}` and `...a`."""
    return member.child_by_field_name("value") or member


def _scalar(node: Node) -> Any:
    written = text_of(node)
    if node.type == "string":
        # As JSON, which knows no single quotes, says it.
        said = _QUOTED.sub(lambda found: {"\\'": "'", '"': '\\"'}.get(found[0], found[0]), written[1:-1])
        written = f'"{said}"'
    try:
        return (
            json.loads(written, strict=False) if node.type in ("string", "number", "true", "false", "null") else OPAQUE
        )
    except ValueError:
        return OPAQUE
