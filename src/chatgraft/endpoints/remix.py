"""Resource routes of Remix and React Router: modules with an `action` and no component.

Their addresses are in the files' names (`api.chat.ts`), or since version 7 in `app/routes.ts`
(reactrouter.com/how-to/resource-routes, reactrouter.com/how-to/file-route-conventions).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import Code, arguments, called, root_of, string
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import find_default_export
from chatgraft.edits.syntax import ancestors, walk
from chatgraft.endpoints import Reader
from chatgraft.endpoints.routes import Route, joined
from chatgraft.endpoints.script_answers import Rules
from chatgraft.endpoints.script_requests import KindOf
from chatgraft.endpoints.script_routes import (
    always,
    exported,
    fetch_kind,
    files_below,
    parameters,
    route,
    without_ending,
)

VERBS = (("action", "POST"), ("loader", "GET"))


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    code, inside = Code(project), "" if fact.root == "." else f"{fact.root}/"
    for file, path in (*_named(project, inside), *_listed(project, inside)):
        source = project.find_source(file)
        root = (
            root_of(source) if (source and b"action" in source.data) or (source and b"loader" in source.data) else None
        )
        if root is None or find_default_export(root) is not None:
            continue
        for name, verb in VERBS:
            if piece := exported(code, file, name):
                yield route(code, piece, verb, path, (_kind(piece.node), Rules(returns=True)))


def _kind(function: Node) -> KindOf:
    """`({ request }) => request.json()`, or `args.request.json()`."""
    inner = fetch_kind(function)
    names = parameters(function)
    return inner if names else lambda _: None


def _named(project: Project, inside: str) -> Iterator[tuple[str, str]]:
    folder = f"{inside}app/routes/"
    for file in files_below(project, folder):
        name = without_ending(file.removeprefix(folder)).removesuffix("/route").removesuffix("/index")
        segments = [each for each in re.split(r"[./]", name) if each and not each.startswith("_")]
        yield file, joined(*(f":{each[1:]}" if each.startswith("$") else each.rstrip("_") for each in segments))


def _listed(project: Project, inside: str) -> Iterator[tuple[str, str]]:
    """`route("api/chat", "routes/chat.ts")` of `app/routes.ts`, with the prefixes around it."""
    for name in ("app/routes.ts", "app/routes.js"):
        source = project.find_source(inside + name) if inside + name in project.files else None
        root = root_of(source) if source else None
        for node in walk(root) if root is not None else ():
            if source and node.type == "call_expression" and called(node) == "route" and len(arguments(node)) > 1:
                path, file = (string(source, each) for each in arguments(node)[:2])
                if path is not None and file is not None:
                    yield posixpath.normpath(f"{inside}app/{file}"), joined(*_around(source, node), path)


def _around(source: Source, node: Node) -> list[str]:
    """The prefixes of the calls that a route stands in, the outermost first."""
    calls = [each for each in ancestors(node) if each.type == "call_expression" and called(each) in ("prefix", "route")]
    texts = [string(source, arguments(each)[0]) for each in reversed(calls) if arguments(each)]
    return [text for text in texts if text is not None]


READER = Reader(("remix", "react-router"), routes, always(5173))
