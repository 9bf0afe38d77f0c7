"""One more element beside another one in JSX: in the wrapper that it has, or with a fragment around both."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.core.changes import Splice
from chatgraft.core.source import Source
from chatgraft.edits import indent_unit, insert, replace
from chatgraft.edits.syntax import line_before, tag_of, text_of, walk

ELEMENTS = ("jsx_element", "jsx_self_closing_element")
_SHOW_ALL = ("", "Fragment", "StrictMode")  # what shows its children as they are, whatever these are
_VERBATIM = ("template_string", "string")


def wraps(node: Node) -> bool:
    """Whether the element is a fragment or `StrictMode`, which one more child does no harm."""
    opening = node.child_by_field_name("open_tag")
    if opening is None or find_given_children(opening):
        return False
    return tag_of(opening).rsplit(".", 1)[-1] in _SHOW_ALL


def find_given_children(opening: Node) -> str | None:
    """The attribute that gives an element its children; one that is written between its tags would replace them."""
    names = (text_of(node.named_children[0]) for node in opening.named_children if node.type == "jsx_attribute")
    return next((name for name in names if name in ("children", "dangerouslySetInnerHTML")), None)


def show_last(source: Source, wrapper: Node, tag: str) -> Splice:
    """As the last child of an element that is not empty, on a line of its own where the children have lines."""
    closing = wrapper.child_by_field_name("close_tag")
    if closing is None:
        raise ValueError("an element that wraps has a closing tag")
    if line_before(source, closing.start_byte).strip():
        return insert(source, closing.start_byte, tag.encode())
    end = len(source.data[: closing.start_byte].rstrip())
    indents = [
        source.indent_at(child.start_byte)
        for child in wrapper.named_children[1:-1]
        if child.type != "jsx_text" and not line_before(source, child.start_byte).strip()
    ]
    indent = indents[-1] if indents else source.indent_at(closing.start_byte) + indent_unit(source)
    return insert(source, end, source.newline + indent + tag.encode())


def show_beside(source: Source, node: Node, tag: str) -> Iterator[Splice]:
    """The expression and the tag in a fragment, each on a line of its own, laid out as Prettier would.

    Where the expression is an argument of a call on one line, the arguments get a line each.
    """
    unit, newline = indent_unit(source), source.newline
    call = node.parent if node.parent is not None and node.parent.type == "arguments" else None
    base = source.indent_at(node.start_byte)
    if call is not None and _is_on_one_line(call):
        before, after = _fragment(node, newline + base + unit, unit, tag)
        yield from _on_lines(source, call, {node.id: (before, after)}, base)
    else:
        before, after = _fragment(node, newline + base, unit, tag)
        yield insert(source, node.start_byte, before)
        yield from (insert(source, start, unit) for start in _line_starts(source, node))
        yield insert(source, node.end_byte, after)


def _fragment(node: Node, line: bytes, unit: bytes, tag: str) -> tuple[bytes, bytes]:
    """What stands before and after the expression. `line` is a line end and the fragment's indentation."""
    left, right = (b"", b"") if node.type in ELEMENTS else (b"{", b"}")
    return b"<>" + line + unit + left, right + line + unit + tag.encode() + line + b"</>"


def _is_on_one_line(arguments: Node) -> bool:
    return arguments.start_point.row == arguments.end_point.row and all(
        child.type != "comment" for child in arguments.children
    )


def _on_lines(source: Source, call: Node, around: dict[int, tuple[bytes, bytes]], base: bytes) -> Iterator[Splice]:
    """Each argument on a line of its own; `around` is what goes before and after some of them."""
    line = source.newline + base
    end, closing = call.start_byte + 1, b""
    for number, argument in enumerate(call.named_children):
        before, after = around.get(argument.id, (b"", b""))
        comma = b"," if number else b""
        yield replace(source, end, argument.start_byte, closing + comma + line + indent_unit(source) + before)
        end, closing = argument.end_byte, after
    yield replace(source, end, call.end_byte - 1, closing + b"," + line)


def _line_starts(source: Source, node: Node) -> Iterator[int]:
    """Where the lines begin that follow the node's first; those left out are blank or begin inside of a text."""
    texts = [(each.start_byte, each.end_byte) for each in walk(node) if each.type in _VERBATIM]
    at = source.data.find(b"\n", node.start_byte, node.end_byte) + 1
    while at:
        is_blank = source.data[at : at + 2].startswith((b"\n", b"\r\n"))
        if not is_blank and not any(start < at <= end for start, end in texts):
            yield at
        at = source.data.find(b"\n", at, node.end_byte) + 1
