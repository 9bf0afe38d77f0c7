"""Names in JavaScript and TypeScript and what they stand for, across the modules of a project. Nothing is run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.core.asides import is_aside
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import declarations, exported_locals, find_default_export, find_export, key_of, unwrapped
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import ancestors, require_script, text_of, walk

ENDINGS = (".ts", ".js", ".tsx", ".jsx", ".mjs", ".mts", ".cjs", ".cts")
FUNCTIONS = frozenset(
    {"arrow_function", "function_expression", "function_declaration", "method_definition"}
    | {"generator_function", "generator_function_declaration", "function"}
)
NAMES = ("identifier", "shorthand_property_identifier")
_ALIAS = re.compile(r"(?:@|~|#|\$lib|src)/")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of code and the file that it stands in."""

    source: Source
    node: Node

    @property
    def line(self) -> int:
        return self.node.start_point.row + 1


def root_of(source: Source) -> Node | None:
    """The program; None where it does not parse."""
    try:
        return require_script(source)
    except NotUnderstood:
        return None


def plain(node: Node | None) -> Node | None:
    """The expression without `await`, parentheses and casts."""
    while node is not None:
        inner = unwrapped(node)
        if inner.type == "await_expression" and inner.named_children:
            inner = inner.named_children[-1]
        if inner is node or inner.id == node.id:
            return node
        node = inner
    return None


def arguments(call: Node) -> list[Node]:
    found = call.child_by_field_name("arguments")
    return [each for each in found.named_children if each.type != "comment"] if found is not None else []


def called(call: Node) -> str:
    """The dotted name that a call or `new` calls, white space and calls in it left out: `res.status.json`."""
    node = call.child_by_field_name("function") or call.child_by_field_name("constructor")
    return dotted(node)


def dotted(node: Node | None) -> str:
    node = plain(node)
    if node is None:
        return ""
    if node.type == "member_expression":
        before = dotted(node.child_by_field_name("object"))
        name = text_of(node.child_by_field_name("property"))
        return f"{before}.{name}" if before else name
    if node.type in ("call_expression", "new_expression"):
        return called(node)
    return text_of(node) if node.type in ("identifier", "this") else ""


def string(source: Source, node: Node | None, depth: int = 0) -> str | None:
    """The string that an expression is, through constants of the same module."""
    node = plain(node)
    root = root_of(source)
    if node is None or root is None or depth > _DEEPEST:
        return None
    if node.type == "string":
        return text_of(node)[1:-1]
    if node.type == "template_string":
        parts: list[str | None] = []
        for child in node.named_children:
            is_hole = child.type == "template_substitution"
            parts.append(string(source, child.named_children[0], depth + 1) if is_hole else text_of(child))
        return "".join(part for part in parts if part is not None) if None not in parts else None
    if node.type == "binary_expression":
        sides = [string(source, node.child_by_field_name(side), depth + 1) for side in ("left", "right")]
        return "".join(filter(None, sides)) if None not in sides else None
    found = declarations(root).get(text_of(node)) if node.type == "identifier" else None
    return string(source, found, depth + 1) if found is not None and found.id != node.id else None


def exports_of(source: Source) -> dict[str, str]:
    """The names that a file exports itself, to those that it has for them; none where it does not parse."""
    root = root_of(source)
    return exported_locals(root) if root is not None else {}


def exported_as(source: Source, local: str) -> str | None:
    """The name under which a file exports what it calls `local`."""
    return next((name for name, here in exports_of(source).items() if here == local), None)


class Code:
    """The script modules of a project, one asking the other."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def find_module(self, importer: str, module: str) -> Source | None:
        """The file that a module's name leads to: beside the importer, or below a folder above it for an alias."""
        if module.startswith("."):
            stems = [posixpath.normpath(posixpath.join(posixpath.dirname(importer), module))]
        elif alias := _ALIAS.match(module):
            rest, folders = module[alias.end() :], _above(importer)
            stems = [
                posixpath.normpath(f"{folder}/{inner}{rest}")
                for folder in folders
                for inner in ("", "src/", "app/", "src/lib/")
            ]
        else:
            return None
        for stem in stems:
            bare = re.sub(r"\.[cm]?jsx?$", "", stem)
            for file in (stem, *(f"{bare}{each}" for each in ENDINGS), *(f"{stem}/index{each}" for each in ENDINGS)):
                if file in self.project.files and file.endswith(ENDINGS):
                    return self.project.find_source(file)
        return None

    def look_up(self, source: Source, node: Node | None, depth: int = 0) -> Piece | None:
        """What an expression stands for: itself, or what its name was given here or in the module it comes from."""
        node = plain(node)
        if node is None or depth > _DEEPEST:
            return None
        if node.type == "call_expression" and called(node) == "require":
            module = string(source, arguments(node)[0]) if arguments(node) else None
            return self._exported(source, module, "default", depth)
        if node.type == "member_expression":
            return self._member(source, node, depth)
        return self._named(source, node, depth) if node.type in NAMES else Piece(source, node)

    def _named(self, source: Source, node: Node, depth: int) -> Piece | None:
        name, root = text_of(node), root_of(source)
        for each in imports(source):
            for exported, local in each.names:
                if local == name:
                    return self._exported(source, each.module, exported, depth)
        found = (declarations(root).get(name) if root is not None else None) or _declared_in(node, name)
        if found is None or found.id == node.id:
            return None
        is_passed_on = found.type == "identifier" or (found.type == "call_expression" and called(found) == "require")
        return self.look_up(source, found, depth + 1) if is_passed_on else Piece(source, found)

    def _member(self, source: Source, node: Node, depth: int) -> Piece | None:
        """`controller.send`, where the first is a module."""
        owner, name = text_of(node.child_by_field_name("object")), text_of(node.child_by_field_name("property"))
        for each in imports(source):
            if any(local == owner for _, local in each.names):
                return self._exported(source, each.module, name, depth)
        return None

    def _exported(self, source: Source, module: str | None, name: str, depth: int) -> Piece | None:
        found = self.find_module(source.file, module) if module else None
        return self.exported(found, name, depth) if found else None

    def exported(self, source: Source, name: str, depth: int = 0) -> Piece | None:
        """What a module exports under a name, `default` included; looked up where it only passes that on."""
        root = root_of(source)
        if root is None or depth > _DEEPEST:
            return None
        node = find_default_export(root) if name == "default" else find_export(root, name)
        if node is None:
            return self._passed_on(source, root, name, depth + 1)
        is_named = node.type in NAMES or (node.type == "call_expression" and called(node) == "require")
        return self.look_up(source, node, depth + 1) if is_named else Piece(source, node)

    def _passed_on(self, source: Source, root: Node, name: str, depth: int) -> Piece | None:
        """`export { name } from './other'`, `export * from './other'`, `module.exports = require('./other')`, and a
        member of what is exported as a whole: `module.exports = api`."""
        for each in imports(source):
            there = next((there for there, here in each.names if here == name), "" if each.names else name)
            if each.is_passed_on and there and (found := self._exported(source, each.module, there, depth)):
                return found
        whole = find_default_export(root)
        if whole is not None and whole.type == "call_expression" and called(whole) == "require" and arguments(whole):
            return self._exported(source, string(source, arguments(whole)[0]), name, depth)
        held = self.look_up(source, whole, depth) if whole is not None and name != "default" else None
        members = held.node.named_children if held and held.node.type == "object" else ()
        member = next((each for each in members if key_of(each) == name), None)
        value = member.child_by_field_name("value") or member if member is not None else None
        return self.look_up(held.source, value, depth) if held and value is not None else None

    def find_function(self, source: Source, node: Node | None, depth: int = 0) -> Piece | None:
        """The function that an expression is, wrappers such as `asyncHandler(async (req, res) => …)` taken off."""
        found = self.look_up(source, node)
        if found is None or depth > _DEEPEST:
            return None
        if found.node.type in FUNCTIONS:
            return found
        if found.node.type in ("call_expression", "variable_declarator"):
            inside = (
                arguments(found.node)
                if found.node.type == "call_expression"
                else [found.node.child_by_field_name("value")]
            )
            pieces = (self.find_function(found.source, each, depth + 1) for each in inside[-1:])
            return next(filter(None, pieces), None)
        return None

    def calls(self, source: Source, function: Node, depth: int = 1) -> frozenset[str]:
        """The dotted names that a function calls, and those that functions of the project call which it calls."""
        found: set[str] = set()
        for node in walk(function):
            if node.type in ("call_expression", "new_expression") and (name := called(node)):
                found.add(name)
                callee = node.child_by_field_name("function")
                inner = (
                    self.find_function(source, callee)
                    if depth and callee is not None and callee.type != "call_expression"
                    else None
                )
                if inner and inner.node.id != function.id:
                    found |= self.calls(inner.source, inner.node, depth - 1)
        return frozenset(found)

    def modules(self, source: Source) -> frozenset[str]:
        return frozenset(each.module for each in imports(source))


def _above(file: str) -> Iterator[str]:
    folder = posixpath.dirname(file)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield "."


def _declared_in(node: Node, name: str) -> Node | None:
    """What a function around the expression gives to the name."""
    for above in ancestors(node):
        if above.type in ("statement_block", "program"):
            for statement in above.named_children:
                for each in statement.named_children if "declaration" in statement.type else ():
                    if text_of(each.child_by_field_name("name")) == name:
                        return each.child_by_field_name("value") or each
                if (
                    statement.type.endswith("function_declaration")
                    and text_of(statement.child_by_field_name("name")) == name
                ):
                    return statement
    return None


def sources(project: Project, root: str, *words: bytes) -> list[Source]:
    """The scripts of an app whose bytes hold one of the words; tests, examples and types left out."""
    inside = "" if root == "." else f"{root}/"
    found = project.holding(ENDINGS, *words)
    return [
        each
        for each in found
        if each.file.startswith(inside)
        and not each.file.endswith(".d.ts")
        and (is_aside(inside) or not is_aside(each.file))
    ]
