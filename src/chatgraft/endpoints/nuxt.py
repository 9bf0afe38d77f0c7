"""Routes of Nuxt: `server/api` and `server/routes`, the verb in the file's name.

As nuxt.com/docs/guide/directory-structure/server has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import Code, called, root_of
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.edits.exports import find_default_export
from chatgraft.endpoints import Reader
from chatgraft.endpoints.routes import Route, joined
from chatgraft.endpoints.script_answers import Rules
from chatgraft.endpoints.script_routes import always, files_below, route, without_ending

_VERB = re.compile(r"\.(get|post|put|patch|delete)$")
_BODIES = {"readBody": "json", "readValidatedBody": "json", "readFormData": "form", "getQuery": "query"}


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    code, inside = Code(project), "" if fact.root == "." else f"{fact.root}/"
    for folder, prefix in (("server/api/", "api"), ("server/routes/", "")):
        for file in files_below(project, inside + folder):
            path = without_ending(file.removeprefix(inside + folder))
            verb = _VERB.search(path)
            name = path[: verb.start()] if verb else path
            source = project.find_source(file)
            root = root_of(source) if source else None
            node = find_default_export(root) if root is not None else None
            piece = code.find_function(source, node) if source and node is not None else None
            if piece:
                method = verb.group(1).upper() if verb else "POST" if b"readBody" in piece.source.data else "GET"
                address = joined(prefix, name.removesuffix("index").rstrip("/"))
                yield route(code, piece, method, address, (_kind, Rules(returns=True)))


def _kind(node: Node) -> str | None:
    return _BODIES.get(called(node)) if node.type == "call_expression" else None


READER = Reader(("nuxt",), routes, always(3000))
