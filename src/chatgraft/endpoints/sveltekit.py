"""Routes of SvelteKit: `+server` modules that export their verbs (svelte.dev/docs/kit/routing#server)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.calls.script_code import Code
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.endpoints import Reader
from chatgraft.endpoints.routes import Route, joined
from chatgraft.endpoints.script_routes import always, files_below, verb_routes, without_ending

FOLDER = "src/routes/"
_GROUP = re.compile(r"^\(.*\)$")


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    code, folder = Code(project), FOLDER if fact.root == "." else f"{fact.root}/{FOLDER}"
    for file in files_below(project, folder):
        *folders, name = without_ending(file.removeprefix(folder)).split("/")
        if name == "+server":
            yield from verb_routes(code, file, joined(*(each for each in folders if not _GROUP.match(each))))


READER = Reader(("sveltekit",), routes, always(5173))
