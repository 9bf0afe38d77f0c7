"""One more member of an object literal or a list in JavaScript, laid out as the others are."""

from __future__ import annotations

import re

from tree_sitter import Node

from chatgraft.core.changes import Splice
from chatgraft.core.source import Source
from chatgraft.edits import indent_unit, insert
from chatgraft.edits.syntax import end_with_comment, line_before

_LINE = re.compile(rb"\n( *)")


def members_of(container: Node) -> list[Node]:
    """Without the comments between them."""
    return [node for node in container.named_children if node.type != "comment"]


def insert_before(source: Source, item: Node, text: bytes) -> Splice:
    """One more item before the first of a list, on a line of its own where that has one."""
    indent = line_before(source, item.start_byte)
    gap = b" " if indent.strip() else source.newline + indent
    return insert(source, item.start_byte, text + b"," + gap)


def append(source: Source, container: Node, member: bytes) -> tuple[Splice, ...]:
    """One more member of an object or a list, at its end. Further lines of it are indented as the place is."""
    members = members_of(container)
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
