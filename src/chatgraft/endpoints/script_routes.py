"""Routes whose handler is a function of a script: what all of these frameworks share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import ENDINGS, Code, Piece, called, dotted, root_of
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.edits.exports import find_export
from chatgraft.edits.syntax import text_of
from chatgraft.endpoints.routes import Route
from chatgraft.endpoints.script_answers import Rules, answer_of
from chatgraft.endpoints.script_requests import KindOf, fields_read

VERBS = ("POST", "GET")
_ENDING = re.compile(r"\.[cm]?[jt]sx?$")


def without_ending(file: str) -> str:
    return _ENDING.sub("", file)


def files_below(project: Project, folder: str) -> Iterator[str]:
    """The scripts of a folder, given with its slash, in the order of their paths."""
    for file in project.ending(*ENDINGS):
        if file.startswith(folder) and not file.endswith(".d.ts"):
            yield file


def parameters(function: Node) -> list[str]:
    """The names of a function's parameters; of one that is taken apart its text."""
    single = function.child_by_field_name("parameter")
    if single is not None:
        return [text_of(single)]
    listed = function.child_by_field_name("parameters")
    found = []
    for each in listed.named_children if listed is not None else ():
        node = each.child_by_field_name("pattern") or each
        found.append(text_of(node))
    return found


def fetch_kind(function: Node) -> KindOf:
    """The body of a web `Request`: `await request.json()`, `await req.formData()`; the query of its address."""
    names = {"request", "req", *parameters(function)[:1]}

    def kind(node: Node) -> str | None:
        if node.type != "call_expression":
            return "query" if dotted(node).endswith("searchParams") else None
        name = called(node)
        owner, _, last = name.rpartition(".")
        if owner.rpartition(".")[2] not in names:
            return None
        return {"json": "json", "formData": "form"}.get(last)

    return kind


def node_kind(request: str) -> KindOf:
    """The body as Express and Next's pages have it: `req.body`, `req.query`."""
    kinds = {f"{request}.body": "json", f"{request}.query": "query"}
    return lambda node: kinds.get(dotted(node)) if node.type == "member_expression" else None


def route(code: Code, piece: Piece, method: str, path: str, reading: tuple[KindOf, Rules]) -> Route:
    kind_of, rules = reading
    body, fields = fields_read(piece.node, kind_of)
    return Route(
        method=method,
        path=path,
        file=piece.source.file,
        line=piece.line,
        handler=text_of(piece.node.child_by_field_name("name")),
        request=fields,
        body=body,
        answer=answer_of(piece.source, piece.node, rules),
        calls=code.calls(piece.source, piece.node),
        modules=code.modules(piece.source),
    )


def exported(code: Code, file: str, name: str) -> Piece | None:
    """The function that a module exports under a name."""
    source = code.project.find_source(file)
    root = root_of(source) if source else None
    node = find_export(root, name) if root is not None else None
    return code.find_function(source, node) if source and node is not None else None


def verb_routes(code: Code, file: str, path: str) -> Iterator[Route]:
    """Of modules that export `POST` and `GET`, as Next's and SvelteKit's routes do."""
    source = code.project.find_source(file)
    for verb in VERBS:
        piece = exported(code, file, verb) if source and verb.encode() in source.data else None
        if piece:
            yield route(code, piece, verb, path, (fetch_kind(piece.node), Rules()))


def always(port: int) -> Callable[[Project, BackendFact | FrontendFact], int]:
    """The port of a framework's own development server."""
    return lambda _project, _fact: port
