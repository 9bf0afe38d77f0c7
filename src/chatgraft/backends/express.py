"""Express: the chat is a service of its own beside the app, which may have a chat route that answers.

An app is made by `express()` (expressjs.com/en/api.html).
"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.backends import Backend
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.syntax import nodes_of, text_of

NAME = "express"
CODE = (".js", ".ts", ".mjs", ".mts", ".cjs", ".cts")


def detect(project: Project) -> Iterator[BackendFact]:
    """One app for each package.json that asks for Express: the least deep file that makes one."""
    for manifest in project.packages:
        if manifest.installs(NAME) and (fact := _fact(project, manifest)):
            yield fact


def _fact(project: Project, manifest: PackageManifest) -> BackendFact | None:
    inside = manifest.path("")
    prefix = "" if inside == "." else f"{inside}/"
    for source in project.holding(CODE, b"express"):
        line = _made_at(source) if source.file.startswith(prefix) and not source.file.endswith(".d.ts") else None
        if line is not None:
            less = 0.4 if is_aside(source.file) else 1
            why = (Evidence(source.file, line, "an Express app"),)
            return BackendFact(NAME, str(manifest.folder), source.file, "node", False, 0.9 * less, why)
    return None


def _made_at(source: Source) -> int | None:
    try:
        calls = nodes_of(source, ("call_expression",))
    except NotUnderstood:
        return None
    made = (call for call in calls if text_of(call.child_by_field_name("function")) == NAME)
    return next((call.start_point.row + 1 for call in made), None)


BACKEND = Backend(
    name=NAME,
    detect=detect,
    words=("Express", "express.js", "express server", "express app", "express backend", "express api"),
)
