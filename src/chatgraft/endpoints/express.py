"""Routes of Express: `app.post`, routers below what `app.use` says, handlers in modules of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from chatgraft.calls.script_code import Code, arguments, called, plain, sources, string
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.syntax import nodes_of, text_of, walk
from chatgraft.endpoints import Reader
from chatgraft.endpoints.express_users import signed_in
from chatgraft.endpoints.routes import Route, joined
from chatgraft.endpoints.script_answers import Rules
from chatgraft.endpoints.script_routes import node_kind, parameters, route

HOLDS = (b"express", b"Router(", b".post(", b".use(", b".get(")
APPS = ("express",)
ROUTERS = ("Router", "express.Router")
PORT = 3000
_DEEPEST = 6
Key = tuple[str, int]
"""A router by the file and the place of the call that makes it."""


@dataclass(slots=True)
class _Tree:
    code: Code
    apps: set[Key] = field(default_factory=set)
    routers: set[Key] = field(default_factory=set)
    above: dict[Key, list[tuple[Key, str]]] = field(default_factory=dict)

    def find(self, source: Source, node: Node | None) -> Key | None:
        piece = self.code.look_up(source, node)
        key = (piece.source.file, piece.node.start_byte) if piece else None
        return key if key in self.apps or key in self.routers else None

    def paths(self, key: Key, depth: int = 0) -> list[str]:
        found = [""] if key in self.apps else []
        for parent, prefix in self.above.get(key, ()) if depth < _DEEPEST else ():
            found += [joined(path, prefix) for path in self.paths(parent, depth + 1)]
        return found


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    tree = _Tree(Code(project))
    found = [(source, calls) for source in sources(project, fact.root, *HOLDS) if (calls := _calls(source))]
    for source, calls in found:
        for call in calls:
            name = called(call)
            (tree.apps if name in APPS else tree.routers if name in ROUTERS else set()).add(
                (source.file, call.start_byte)
            )
    for source, calls in found:
        for call in calls:
            if called(call).endswith(".use"):
                _attach(tree, source, call)
    for source, calls in found:
        for call in calls:
            yield from _routes(tree, source, call)


def _calls(source: Source) -> list[Node]:
    try:
        return nodes_of(source, ("call_expression",))
    except NotUnderstood:
        return []


def _attach(tree: _Tree, source: Source, call: Node) -> None:
    parent = tree.find(source, _owner(call))
    given = arguments(call)
    prefix = string(source, given[0]) if given else None
    if parent is None or (prefix is None and given and given[0].type in ("template_string", "binary_expression")):
        return
    for each in given[0 if prefix is None else 1 :]:
        child = tree.find(source, each)
        if child:
            tree.above.setdefault(child, []).append((parent, prefix or ""))


def _owner(call: Node) -> Node | None:
    function = call.child_by_field_name("function")
    return function.child_by_field_name("object") if function is not None else None


def _routes(tree: _Tree, source: Source, call: Node) -> Iterator[Route]:
    verb, owner = called(call).rpartition(".")[2], _owner(call)
    if verb not in ("post", "get") or owner is None or not arguments(call):
        return
    inner = plain(owner)
    given = arguments(call)
    if inner is not None and inner.type == "call_expression" and called(inner).endswith(".route") and arguments(inner):
        path, owner = string(source, arguments(inner)[0]), _owner(inner)  # `router.route("/chat").post(handler)`
    else:
        path, given = string(source, given[0]), given[1:]
    key = tree.find(source, owner)
    piece = tree.code.find_function(source, given[-1]) if given else None
    names = parameters(piece.node) if piece else []
    if path is None or key is None or piece is None or len(names) < 2:
        return
    request, response = names[-3:][:2] if len(names) > 3 else names[:2]
    for prefix in tree.paths(key):
        yield route(
            tree.code, piece, verb.upper(), joined(prefix, path), (node_kind(request), Rules(response=response))
        )


def port(project: Project, fact: BackendFact | FrontendFact) -> int:
    """As `app.listen(…)` has it, where that is written out: `process.env.PORT || 5000` is 5000."""
    for source in sources(project, fact.root, b".listen("):
        for call in _calls(source):
            given = arguments(call) if called(call).endswith(".listen") else []
            found = _number(Code(project), source, given[0]) if given else None
            if found is not None:
                return found
    return PORT


def _number(code: Code, source: Source, node: Node) -> int | None:
    piece = code.look_up(source, node)
    numbers = [text_of(each) for each in walk(piece.node) if each.type == "number"] if piece else []
    return int(numbers[-1]) if numbers and numbers[-1].isdigit() else None


READER = Reader(("express",), routes, port, signed_in)
