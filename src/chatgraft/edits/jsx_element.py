"""Edits beside an element that a component shows, such as the page in a frame around all pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert
from chatgraft.edits.jsx import are_exclusive, find_component, is_result, shows
from chatgraft.edits.syntax import is_alone_on_its_lines, require_script, tag_of, text_of, walk

_ELEMENTS = ("jsx_element", "jsx_self_closing_element")
_PASSING = ("Suspense", "Presence", "Transition", "Motion", "ErrorBoundary")
"""In the names of elements that take away or replace what they hold while pages change."""
_STEPS = ("call_expression", "arguments", "ternary_expression", "binary_expression", "await_expression")


def find_elements(source: Source) -> frozenset[str]:
    """The names of the elements that a file shows; none where it does not parse."""
    try:
        root = require_script(source)
    except NotUnderstood:
        return frozenset()
    return frozenset(name for node in walk(root) if (name := tag_of(node)))


def insert_after_element(source: Source, element: str, tag: str) -> Edit:
    """Show `tag`, such as `<Widget />`, after `<element …>` in the component that the file exports by default.

    It goes as near as it can without being taken away together with the element: after what holds that under a `key`,
    under a name that the component itself chooses, in a call such as `getLayout(<Page />)` or in a condition.
    """
    try:
        root = require_script(source)
        return () if shows(root, tag) else _show_after(source, root, element, tag)
    except NotUnderstood as found:
        return (ByHand(source.file, f"right after <{element} />", tag, str(found)),)


def _show_after(source: Source, root: Node, element: str, tag: str) -> tuple[Splice, ...]:
    component = find_component(root)
    if component is None:
        raise NotUnderstood("no component that the file exports by default was found")
    shown = [node for node in walk(component) if _is_named(node, element)]
    if not shown:
        raise NotUnderstood(f"the exported component shows no <{element} />")
    anchors = {anchor.id: anchor for anchor in (_lasting(node, component) for node in shown)}.values()
    if not all(are_exclusive(one, other, component) for one, other in combinations(anchors, 2)):
        raise NotUnderstood(f"<{element} /> is shown in {len(anchors)} places, and one was expected")
    return tuple(change for anchor in anchors for change in _after(source, anchor, component, tag))


def _is_named(node: Node, element: str) -> bool:
    """Also where the component is taken from its properties: `<props.Page />`."""
    if node.type not in _ELEMENTS:
        return False
    name = tag_of(node) or tag_of(node.children[0])
    return name == element or name.endswith(f".{element}")


def _lasting(element: Node, component: Node) -> Node:
    """The innermost expression around the element, or itself, whose place in the page does not change with it."""
    chosen = {text_of(name) for name in _names_within(component)}
    anchor = node = element
    while (parent := node.parent) is not None and node != component:
        if parent.type in _STEPS or (parent.type == "jsx_element" and _is_passing(parent, chosen)):
            anchor = parent
        elif parent.type not in ("jsx_element", "jsx_fragment", "jsx_expression", "parenthesized_expression"):
            break
        node = parent
    return anchor


def _names_within(component: Node) -> Iterator[Node]:
    """The names that the component declares itself, its properties' included: they may be another thing each time."""
    for node in walk(component):
        if node.type in ("variable_declarator", "required_parameter"):
            yield from (name for field in ("name", "pattern") for name in _bound(node.child_by_field_name(field)))
        elif node.type in ("object_pattern", "shorthand_property_identifier_pattern"):
            yield from _bound(node)


def _bound(pattern: Node | None) -> Iterator[Node]:
    if pattern is not None:
        kinds = ("identifier", "shorthand_property_identifier_pattern")
        yield from (node for node in walk(pattern) if node.type in kinds)


def _is_passing(element: Node, chosen: set[str]) -> bool:
    start = element.children[0]
    name = tag_of(start)
    has_key = any(text_of(node).startswith("key=") for node in start.named_children if node.type == "jsx_attribute")
    return has_key or name.split(".")[0] in chosen or any(word in name for word in _PASSING)


def _after(source: Source, anchor: Node, component: Node, tag: str) -> tuple[Splice, ...]:
    outer, parent = anchor, anchor.parent
    while parent is not None and parent.type in ("parenthesized_expression", "jsx_expression"):
        outer, parent = parent, parent.parent
        if outer.type == "jsx_expression":
            break
    if parent is not None and parent.type in ("jsx_element", "jsx_fragment"):
        alone = is_alone_on_its_lines(source, outer)
        line = source.newline + source.indent_at(outer.start_byte) if alone else b""
        return (insert(source, outer.end_byte, line + tag.encode()),)
    if parent is None or not is_result(parent, outer, component):
        raise NotUnderstood("what holds it is neither shown in JSX nor returned as it is")
    opening, closing = (b"<>", b"</>") if anchor.type in _ELEMENTS else (b"<>{", b"}</>")
    end = closing.replace(b"</>", tag.encode() + b"</>")
    return (insert(source, anchor.start_byte, opening), insert(source, anchor.end_byte, end))
