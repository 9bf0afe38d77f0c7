"""Edits to the one element of a page, such as its `<body>`, that a component writes in JSX."""

from __future__ import annotations

import re
from itertools import combinations

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert
from chatgraft.edits.fragments import find_given_children
from chatgraft.edits.jsx import shows
from chatgraft.edits.syntax import ancestors, line_before, require_script, tag_of, walk

_FUNCTIONS = ("arrow_function", "function_expression")
# What two elements may share without being shown together. JSX and the arguments of a call are none of these.
_APART = ("program", "statement_block", "class_body", "ternary_expression", "if_statement", "switch_body")


def insert_before_end(source: Source, element: str, tag: str) -> Edit:
    """Show `tag`, such as `<Widget />`, as the last child of `element`, one that a page has only once, such as `body`.

    Where several components, returns or arms of a condition have one each, it is shown in each.
    """
    try:
        root = require_script(source)
        return () if shows(root, tag) else _show_last(source, root, element, tag)
    except NotUnderstood as found:
        return (ByHand(source.file, f"right before </{element}>", tag, str(found)),)


def _show_last(source: Source, root: Node, element: str, tag: str) -> tuple[Splice, ...]:
    starts = [node for node in walk(root) if tag_of(node) == element]
    if not starts:
        raise NotUnderstood(f"the file shows no <{element}>")
    if not all(_are_apart(one, other) for one, other in combinations(starts, 2)):
        raise NotUnderstood(f"the file shows <{element}> {len(starts)} times, and one was expected")
    return tuple(_before_end(source, _require_open(start, element), tag) for start in starts)


def _are_apart(one: Node, other: Node) -> bool:
    above = {node.id for node in ancestors(one)}
    return next(node for node in ancestors(other) if node.id in above).type in _APART


def _require_open(start: Node, element: str) -> Node:
    """The whole element, if it takes one more child."""
    whole = start.parent
    if start.type != "jsx_opening_element" or whole is None:
        raise NotUnderstood(f"<{element} /> has no children")
    if given := find_given_children(start):
        raise NotUnderstood(f"<{element}> has its children from `{given}`")
    held = (child for node in whole.named_children if node.type == "jsx_expression" for child in node.named_children)
    if any(node.type in _FUNCTIONS for node in held):
        raise NotUnderstood(f"the child of <{element}> is a function")
    return whole


def _before_end(source: Source, whole: Node, tag: str) -> Splice:
    """On a line of its own where the end tag has one, in line with the child before."""
    end = whole.children[-1].start_byte
    before = line_before(source, end)
    if before.strip():
        return insert(source, end, tag.encode())
    starts = [at for child in whole.named_children[1:-1] for at in _starts(child)]
    first = [at for at in starts if not line_before(source, at).strip()]
    indent = source.indent_at(first[-1]) if first else before + indent_unit(source)
    return insert(source, end - len(before), indent + tag.encode() + source.newline)


def _starts(child: Node) -> list[int]:
    """Where a child begins; of text, where each word does."""
    words = re.finditer(rb"\S+", child.text or b"") if child.type == "jsx_text" else ()
    return [child.start_byte + found.start() for found in words] or [child.start_byte]
