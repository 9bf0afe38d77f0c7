"""Routes by file that take every path and answer POST: Next, SvelteKit, Remix and React Router, Nuxt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.edits.imports import line_of, programs
from chatgraft.edits.syntax import text_of, walk
from chatgraft.obstacles import Obstacle, Way, catch_all

_GROUPS = r"(?:\([^()/]+\)/)*"
# By the path inside the site, what such a file exports to answer a POST; None: its being there is enough.
ROUTES = {
    re.compile(rf"(?:src/)?app/{_GROUPS}\[?\[\.\.\.\w+\]\]?/route\.[jt]s"): frozenset({"POST"}),
    re.compile(rf"src/routes/{_GROUPS}\[\.\.\.\w+\]/\+server\.[jt]s"): frozenset({"POST", "fallback"}),
    re.compile(rf"src/routes/{_GROUPS}\[\.\.\.\w+\]/\+page\.server\.[jt]s"): frozenset({"actions"}),
    re.compile(r"app/routes/\$\.[jt]sx?"): frozenset({"action"}),
    re.compile(r"server/(?:routes|middleware)/\[\.\.\.\w*\](?:\.post)?\.[jt]s"): None,
}


def find(project: Project, way: Way) -> Iterator[Finding]:
    prefix = "" if way.root == "." else f"{way.root}/"
    for file in project.ending(".js", ".ts", ".jsx", ".tsx"):
        if not file.startswith(prefix) or not ("[..." in file or "$." in file):
            continue
        for pattern, wanted in ROUTES.items():
            if pattern.fullmatch(file.removeprefix(prefix)) and (line := _line(project, file, wanted)):
                cure = f"Pass {way.api} on to the chat service before it: by the host, or by a route of that name."
                yield catch_all(file, line, way.api, cure)


def _line(project: Project, file: str, wanted: frozenset[str] | None) -> int | None:
    """The line of the export that answers; None where there is none."""
    if wanted is None:
        return 1
    source = project.find_source(file)
    for root in programs(source) if source else ():
        for statement in (node for node in root.named_children if node.type == "export_statement"):
            declared = [text_of(node.child_by_field_name("name")) for node in walk(statement)]
            named = [text_of(node) for node in walk(statement) if node.type == "identifier"]
            if wanted & {*declared, *named}:
                return line_of(statement)
    return None


OBSTACLE = Obstacle("file_routes", find)
