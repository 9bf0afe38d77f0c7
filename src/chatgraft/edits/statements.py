"""Edits to what a JavaScript or TypeScript module does when it is loaded."""

from __future__ import annotations

import re

from tree_sitter import Node

from chatgraft.core.changes import Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, insert, together
from chatgraft.edits.javascript import add_import
from chatgraft.edits.syntax import require_script, text_of, walk


def add_call(source: Source, statement: str, call: str) -> Edit:
    """Import a function and call it at the end of the module: `statement` as for `add_import`, `call` like `start();`.

    Left is a module that calls the function already, wherever it does.
    """
    edit = together("at the top, and at the end", f"{statement}\n\n{call}", add_import(source, statement))
    imported = [change for change in edit if isinstance(change, Splice)]
    if len(imported) < len(edit):
        return edit
    root = require_script(source)
    if _is_called(root, re.findall(r"\w+", call)[0]):
        return edit
    called = _at_end(source, root, call)
    if imported and imported[0].start == called.start:  # the last import ends the file: one splice, so in order
        return (insert(source, called.start, imported[0].new + called.new),)
    return (*imported, called)


def _is_called(root: Node, name: str) -> bool:
    calls = (node for node in walk(root) if node.type == "call_expression")
    return any(text_of(node.child_by_field_name("function")) == name for node in calls)


def _at_end(source: Source, root: Node, call: str) -> Splice:
    """After the last statement, with a blank line between unless that one calls something, too."""
    nodes = root.named_children
    if not nodes:
        return insert(source, len(source.data), source.newline + call.encode() + source.newline)
    last = nodes[-1]
    written = call if _has_semicolons(nodes) else call.removesuffix(";")
    gap = source.newline if last.type == "expression_statement" else source.newline * 2
    return insert(source, last.end_byte, gap + written.encode())


def _has_semicolons(nodes: list[Node]) -> bool:
    """Whether the file ends its statements with semicolons, as its last one that could shows."""
    kinds = ("import_statement", "expression_statement", "lexical_declaration")
    shown = next((node for node in reversed(nodes) if node.type in kinds), None)
    return shown is None or text_of(shown).endswith(";")
