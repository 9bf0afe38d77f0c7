"""Routes of Next.js: `app/**/route` with its exported verbs, and `pages/api` with a handler by default.

Folders in parentheses are none of the address, and `basePath` stands before it
(nextjs.org/docs/app/api-reference/file-conventions/route, nextjs.org/docs/pages, "API Routes").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.calls.script_code import Code, root_of
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.edits.exported_object import find_text
from chatgraft.edits.exports import find_default_export
from chatgraft.endpoints import Reader
from chatgraft.endpoints.routes import Route, joined
from chatgraft.endpoints.script_answers import Rules
from chatgraft.endpoints.script_routes import (
    always,
    fetch_kind,
    files_below,
    node_kind,
    parameters,
    route,
    verb_routes,
    without_ending,
)

CONFIGS = tuple(f"next.config.{ending}" for ending in ("js", "mjs", "ts", "cjs", "mts"))
_NO_SEGMENT = re.compile(r"^(?:\(.*\)|@.*)$")


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    code, inside = Code(project), "" if fact.root == "." else f"{fact.root}/"
    base = _base(project, inside)
    for folder in ("app/", "src/app/"):
        for file in files_below(project, inside + folder):
            *folders, name = without_ending(file.removeprefix(inside + folder)).split("/")
            if name == "route":
                segments = [each for each in folders if not _NO_SEGMENT.match(each)]
                yield from verb_routes(code, file, joined(base, *segments))
    for folder in ("pages/api/", "src/pages/api/"):
        for file in files_below(project, inside + folder):
            path = without_ending(file.removeprefix(inside + folder)).removesuffix("index").rstrip("/")
            yield from _handler(code, file, joined(base, "api", path))


def _base(project: Project, inside: str) -> str:
    sources = (project.find_source(inside + name) for name in CONFIGS if inside + name in project.files)
    return next((found for source in sources if source and (found := find_text(source, "basePath"))), "")


def _handler(code: Code, file: str, path: str) -> Iterator[Route]:
    """Of `pages/api`: `(req, res)` as Node has them, or at the edge a `Request` alone."""
    source = code.project.find_source(file)
    root = root_of(source) if source else None
    node = find_default_export(root) if root is not None else None
    piece = code.find_function(source, node) if source and node is not None else None
    if piece is None:
        return
    names = parameters(piece.node)
    if len(names) > 1:
        yield route(code, piece, _method(piece.source.text), path, (node_kind(names[0]), Rules(response=names[1])))
    else:
        yield route(code, piece, "POST", path, (fetch_kind(piece.node), Rules()))


def _method(text: str) -> str:
    return "POST" if ".body" in text else "GET"


READER = Reader(("next-app", "next-pages"), routes, always(3000))
