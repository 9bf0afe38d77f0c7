"""The object that a configuration module exports: `export default {…}`, `module.exports = {…}`, also inside calls such
as `defineConfig({…})` and functions that return it. Reads, edits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tree_sitter import Node

from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import find_default_export, key_of, resolve
from chatgraft.edits.members import members_of
from chatgraft.edits.syntax import ancestors, require_script, text_of, walk

PLAIN_STRING = re.compile(r"""(["'])([^"'\\\r\n]*)\1""")
FUNCTIONS = ("arrow_function", "function_expression", "function_declaration", "method_definition")
_CALLS = 5  # `withA(withB(defineConfig({…})))` is deep already


def find_property(source: Source, *path: str, call: str | None = None) -> str | None:
    """The JavaScript text of a key's value in the exported object, keys from the outside inwards.

    With `call`, of the object that the only call of that name takes.
    """
    found = _find_value(source, path, call)
    return text_of(found[1]) if found else None


def find_text(source: Source, *path: str, call: str | None = None) -> str | None:
    """The string at `path` of the exported object; with `call`, of the object that the only call of that name takes.

    None where it is not there, or is no string that is written out.
    """
    found = _find_value(source, path, call)
    plain = PLAIN_STRING.fullmatch(text_of(resolve(*found))) if found else None
    return plain.group(2) if plain else None


def _find_value(source: Source, path: Sequence[str], call: str | None = None) -> tuple[Node, Node] | None:
    """The module, and the value at `path` in it."""
    try:
        root = require_script(source)
        node = _find_argument(root, call) if call else find_exported(root)
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
    return next(iter(members_of(arguments)), None) if arguments else None


def _pairs(node: Node | None) -> dict[str, Node]:
    if node is None or node.type != "object":
        return {}
    pairs = ((key_of(member), member.child_by_field_name("value")) for member in node.named_children)
    return {key: value for key, value in pairs if key is not None and value is not None}


def find_exported(root: Node) -> Node | None:
    """The object literal itself, through calls that take it as their first argument and functions that return it."""
    node = resolve(root, find_default_export(root))
    for _ in range(_CALLS):
        if node is None or node.type == "object":
            break
        if node.type in FUNCTIONS:
            node = resolve(root, find_returned(node))
        elif node.type == "call_expression":
            node = resolve(root, _first_argument(node))
        else:
            return None
    return node if node is not None and node.type == "object" else None


def find_returned(function: Node) -> Node | None:
    """What the function returns, where it does so in one place."""
    body = function.child_by_field_name("body")
    if body is None or body.type != "statement_block":
        return body
    own = [
        node
        for node in walk(body)
        if node.type == "return_statement"
        and next(each for each in ancestors(node) if each.type in FUNCTIONS) == function
    ]
    return own[0].named_children[0] if len(own) == 1 and own[0].named_children else None
