"""Calls in JavaScript and TypeScript code, with what their arguments are through constants and `process.env`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from tree_sitter import Node

from chatgraft.calls import NOTHING, Called, Member, Value
from chatgraft.calls.script_code import ENDINGS, Code, arguments, called, dotted, plain, string
from chatgraft.core.asides import is_aside
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.syntax import nodes_of, text_of

_ENVIRONMENT = frozenset({"process.env", "import.meta.env", "env"})
MAKING = ("call_expression", "new_expression")
_EITHER = frozenset({"||", "??"})
_DEEPEST = 6


def calls(project: Project, *words: bytes, ending: tuple[str, ...]) -> Iterator[Called]:
    reader = _Reader(project)
    for source, node in _nodes(project, words, *MAKING):
        name = called(node)
        if not name or not name.endswith(ending):
            continue
        words_of: dict[str, Value] = {}
        placed = arguments(node)
        for each in placed:
            inner = plain(each)
            if inner is not None and inner.type == "object":
                words_of |= {key: reader.value(source, value) for key, value in _pairs(inner)}
        values = tuple(reader.value(source, each) for each in placed)
        yield Called(name, words_of, values, source.file, node.start_point.row + 1, reader.maker(source, node))


def members(project: Project, *of: str) -> Iterator[Member]:
    words = tuple(name.encode() for name in of)
    for source, node in _nodes(project, words, "member_expression", "subscript_expression", "pair", "object_pattern"):
        for holder, names in _members_of(source, node):
            if holder in of:
                yield from (Member(holder, name, source.file, node.start_point.row + 1) for name in names)


def _nodes(project: Project, words: tuple[bytes, ...], *types: str) -> Iterator[tuple[Source, Node]]:
    found = [source for source in project.holding(ENDINGS, *words) if source.file not in project.grafted]
    for source in sorted(found, key=lambda each: is_aside(each.file)):
        with suppress(NotUnderstood):
            yield from [(source, node) for node in nodes_of(source, types)]


def _members_of(source: Source, node: Node) -> Iterator[tuple[str, list[str]]]:
    """`hit.payload.text`, `hit.payload["text"]`, `payload: { text }` and `const { text } = hit.payload`."""
    if node.type == "member_expression":
        yield _last(node.child_by_field_name("object")), [text_of(node.child_by_field_name("property"))]
    elif node.type == "subscript_expression":
        key = string(source, node.child_by_field_name("index"))
        yield _last(node.child_by_field_name("object")), [key] if key else []
    elif node.type == "pair":
        value = plain(node.child_by_field_name("value"))
        if value is not None and value.type == "object":
            yield text_of(node.child_by_field_name("key")).strip("\"'"), [key for key, _ in _pairs(value)]
    elif node.parent is not None and node.parent.type == "variable_declarator":
        names = [text_of(each) for each in node.named_children if each.type.endswith("identifier_pattern")]
        yield _last(node.parent.child_by_field_name("value")), names


def _last(node: Node | None) -> str:
    return dotted(node).rpartition(".")[2]


def _pairs(node: Node) -> Iterator[tuple[str, Node]]:
    for each in node.named_children:
        if each.type == "pair" and (value := each.child_by_field_name("value")) is not None:
            yield text_of(each.child_by_field_name("key")).strip("\"'"), value
        elif each.type == "shorthand_property_identifier":
            yield text_of(each), each


class _Reader:
    def __init__(self, project: Project) -> None:
        self._code = Code(project)

    def maker(self, source: Source, node: Node) -> str:
        """What makes the object whose method is called, by its name."""
        callee = node.child_by_field_name("function")
        owner = plain(callee.child_by_field_name("object")) if callee is not None else None
        made = self._code.look_up(source, owner) if owner is not None and owner.type == "identifier" else None
        return called(made.node) if made and made.node.type in MAKING else ""

    def value(self, source: Source, node: Node | None, depth: int = 0) -> Value:
        node = plain(node)
        if node is None or depth > _DEEPEST:
            return NOTHING
        if node.type == "binary_expression" and text_of(node.child_by_field_name("operator")) in _EITHER:
            sides = [self.value(source, node.child_by_field_name(side), depth + 1) for side in ("left", "right")]
            return Value(sides[0].text or sides[1].text, sides[0].variable or sides[1].variable)
        if text_of(node.child_by_field_name("object")) in _ENVIRONMENT:
            key = string(source, node.child_by_field_name("index"))
            return Value(variable=key or text_of(node.child_by_field_name("property")))
        if text := text_of(node) if node.type == "number" else string(source, node):
            return Value(text)
        found = self._code.look_up(source, node)
        is_other = found is not None and found.node.id != node.id
        return self.value(found.source, found.node, depth + 1) if found and is_other else NOTHING
