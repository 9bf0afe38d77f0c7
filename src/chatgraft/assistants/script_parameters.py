"""What a function in JavaScript or TypeScript wants to be given, as its parameters show it. No AI source by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tree_sitter import Node

from chatgraft import kits
from chatgraft.calls.script_code import Code, Piece, root_of
from chatgraft.core.source import Source
from chatgraft.edits.exports import declarations, read_literal
from chatgraft.edits.syntax import require_script, text_of, walk
from chatgraft.endpoints.script_requests import OF_TEXTS

KIT = "node/typescript/chatkit-kit/own-function.ts"
ALL, NOTHING = "all", "nothing"
QUESTION, CONVERSATION = "message", "messages"
USUAL = (QUESTION, ALL)
"""What is given where nothing shows what is wanted."""
_OF_LISTS = frozenset({"reduce", "forEach", "find", "findLast", "some", "every", "flatMap", "reverse", "values", "pop"})
_ANYTHING = ("any", "unknown")


@dataclass(frozen=True, slots=True)
class _Parameter:
    """`keys` are the members of an object that it must be, each with whether it is needed; None where nothing shows
    that it is one. `kind` is text, list, or a type that is not known."""

    name: str
    keys: Mapping[str, bool] | None
    kind: str
    needed: bool


@cache
def names() -> dict[str, str]:
    """What each name asks for, as the kit has it."""
    root = require_script(Source(KIT, kits.read(KIT)))
    read = read_literal(root, declarations(root)["NAMES"])
    return {name: usual for usual, others in read.items() for name in others}


def taken(code: Code, function: Piece) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the function is given, in the order of its parameters, and what it needs that a chat knows nothing of.

    Both are empty where it takes nothing.
    """
    parameters = list(_parameters(code, function))
    nodes = _nodes(function.node)
    if nodes and not parameters:  # `(...values)`
        return USUAL, ()
    asks = {_asked_by(each.name) for each in parameters[1:]}
    found = [_given(each, is_first=not number, asks=asks) for number, each in enumerate(parameters)]
    gives = [give for give, _ in found]
    while gives and gives[-1] == NOTHING:
        gives.pop()
    return tuple(gives), tuple(name for _, strange in found for name in strange)


def _given(parameter: _Parameter, *, is_first: bool, asks: set[str]) -> tuple[str, list[str]]:
    """What a parameter is given, and what of it is strange."""
    asked = _asked_by(parameter.name)
    if parameter.keys is not None:
        strange = [name for name, needed in parameter.keys.items() if needed and name not in names()]
        return (ALL, strange) if parameter.needed or not strange else (NOTHING, [])
    if parameter.kind == "list" and asked != "history":
        return CONVERSATION, []
    if parameter.kind not in ("", "text", "list"):
        return NOTHING, [f"a {parameter.kind}"] if parameter.needed else []
    if asked:
        return asked, []
    if is_first and asks.isdisjoint((QUESTION, CONVERSATION)):
        return QUESTION, []
    return NOTHING, [parameter.name] if parameter.needed else []


def _asked_by(name: str) -> str:
    return names().get(re.sub(r"_(\w)", lambda found: found[1].upper(), name), "")


def _nodes(function: Node) -> list[Node]:
    single, listed = function.child_by_field_name("parameter"), function.child_by_field_name("parameters")
    found = [single] if single is not None else listed.named_children if listed is not None else []
    return [node for node in found if node.type != "comment" and text_of(_pattern(node)) != "this"]


def _pattern(node: Node) -> Node:
    pattern = node.child_by_field_name("left") if node.type == "assignment_pattern" else None
    return pattern or node.child_by_field_name("pattern") or node


def _parameters(code: Code, function: Piece) -> Iterator[_Parameter]:
    for node in _nodes(function.node):
        pattern = _pattern(node)
        if pattern.type == "rest_pattern":
            return
        default = node.child_by_field_name("value") or node.child_by_field_name("right")
        needed = default is None and node.type != "optional_parameter"
        annotation = node.child_by_field_name("type")
        written = text_of(annotation).lstrip(": ")
        members = _members(code, function.source, annotation)
        name = text_of(pattern) if pattern.type == "identifier" else ""
        if pattern.type == "object_pattern":
            keys = {key: needs and members.get(key, True) for key, needs in _taken_apart(pattern)}
            yield _Parameter("", keys, "", needed)
        elif members:
            yield _Parameter(name, members, "", needed)
        elif written and not written.startswith(_ANYTHING):
            yield _Parameter(name, None, _kind(written), needed)
        else:
            yield _Parameter(name, _read(function.node, name), "", needed)


def _taken_apart(pattern: Node) -> Iterator[tuple[str, bool]]:
    for each in pattern.named_children:
        if each.type == "shorthand_property_identifier_pattern":
            yield text_of(each), True
        elif each.type == "object_assignment_pattern":
            yield text_of(each.child_by_field_name("left")), False
        elif each.type == "pair_pattern":
            value = each.child_by_field_name("value")
            has_default = value is not None and value.type == "assignment_pattern"
            yield text_of(each.child_by_field_name("key")).strip("'\""), not has_default


def _kind(written: str) -> str:
    """Of a type that is no object of the project's own."""
    if written.startswith("string"):
        return "list" if written.startswith("string[]") else "text"
    is_list = written.endswith("[]") or written.startswith(("Array<", "ReadonlyArray<"))
    if is_list or written.startswith("AbortSignal"):
        return "list" if is_list else ""
    return written


def _members(code: Code, source: Source, annotation: Node | None) -> dict[str, bool]:
    """The members of an object's type, each with whether it must be there: written out, or declared in the project."""
    node = annotation.named_children[0] if annotation is not None and annotation.named_children else None
    if node is not None and node.type == "type_identifier":
        node = _declared(code, source, text_of(node))
    if node is None or node.type not in ("object_type", "interface_body"):
        return {}
    signatures = (each for each in node.named_children if each.type == "property_signature")
    return {
        text_of(each.child_by_field_name("name")).strip("'\""): not any(child.type == "?" for child in each.children)
        for each in signatures
    }


def _declared(code: Code, source: Source | None, name: str, *, is_near: bool = True) -> Node | None:
    """What an interface or a type of that name holds: of this file, or of the one that it is imported from."""
    root = root_of(source) if source else None
    if source is None or root is None:
        return None
    found = declarations(root).get(name)
    if found is not None:
        return found.child_by_field_name("body") or found.child_by_field_name("value")
    for statement in root.named_children if is_near else ():
        if statement.type == "import_statement":
            for each in walk(statement):
                here = each.child_by_field_name("alias") or each.child_by_field_name("name")
                if each.type == "import_specifier" and text_of(here) == name:
                    module = text_of(statement.child_by_field_name("source"))[1:-1]
                    there = text_of(each.child_by_field_name("name"))
                    return _declared(code, code.find_module(source.file, module), there, is_near=False)
    return None


def _read(function: Node, name: str) -> dict[str, bool] | None:
    """The members that are read of a parameter without a type. One that is known says that the others may be absent."""
    read = {
        text_of(node.child_by_field_name("property"))
        for node in walk(function)
        if node.type == "member_expression" and text_of(node.child_by_field_name("object")) == name
    }
    own = read - OF_TEXTS - _OF_LISTS
    may_be_object = own and _asked_by(name) in ("", QUESTION)
    return dict.fromkeys(sorted(own), own.isdisjoint(names())) if may_be_object else None
