"""Express: the app that is there carries the chat, in JavaScript or TypeScript; or a service of its own does.

An app is made by `express()` (expressjs.com/en/api.html).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from contextlib import suppress

from tree_sitter import Node

from chatgraft.backends import API, Backend, Landed, Mount, Start
from chatgraft.backends.express_apps import made_apps, made_routers
from chatgraft.backends.express_mount import use
from chatgraft.backends.node_app import KIT, first_script, manager_of, manifest_of, migrate, old_compiler, script_of
from chatgraft.core.asides import is_aside
from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.node_project import find_version, run_script
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.deploys import find_deploy, no_node
from chatgraft.edits import NotUnderstood
from chatgraft.edits.imports import find_use
from chatgraft.edits.script_style import COMMONJS
from chatgraft.frontends.express_site import PORT, SCRIPTS, find_shown

NAME, FUNCTION = "express", "chatkit"
CODE = (".js", ".ts", ".mjs", ".mts", ".cjs", ".cts")
OLDEST = 4
MAKERS = ((made_apps, "an Express app", 0.9), (made_routers, "an Express router", 0.6))
"""What makes what carries the chat, and how sure it is that this one should."""


def detect(project: Project) -> Iterator[BackendFact]:
    """One app for each package.json that asks for Express: the least deep file that makes one, else a router."""
    for manifest in project.packages:
        if manifest.installs(NAME) and (fact := _fact(project, manifest)):
            yield fact


def _fact(project: Project, manifest: PackageManifest) -> BackendFact | None:
    inside = manifest.path("")
    prefix = "" if inside == "." else f"{inside}/"
    found = [each for each in project.holding(CODE, b"express") if each.file.startswith(prefix)]
    found = [each for each in found if not each.file.endswith(".d.ts")]
    for beside, less in ((False, 1), (True, 0.4)):
        for makes, what, sure in MAKERS:
            for source in (each for each in found if is_aside(each.file) is beside):
                if (line := _made_at(source, makes)) is not None:
                    evidence = Evidence(source.file, line, what)
                    return _described(project, manifest, source, evidence, sure * less)
    return None


def _described(
    project: Project, manifest: PackageManifest, source: Source, seen: Evidence, confidence: float
) -> BackendFact:
    root = str(manifest.folder)
    return BackendFact(
        framework=NAME,
        root=root,
        entry=source.file,
        interface="node",
        factory=False,
        confidence=confidence,
        evidence=(seen,),
        version=find_version(project, manifest, NAME),
        script=script_of(project, source, root),
        deploy=find_deploy(project, root),
    )


def _made_at(source: Source, makes: Callable[[Source], list[Node]]) -> int | None:
    with suppress(NotUnderstood):
        return next((call.start_point.row + 1 for call in makes(source)), None)
    return None


def obstacle(project: Project, fact: BackendFact) -> str | None:
    major = (fact.version or "").partition(".")[0]
    if major.isdigit() and int(major) < OLDEST:
        return f"Express {fact.version} is older than {OLDEST}"
    unread = None if project.find_source(fact.entry) else f"{fact.entry} cannot be read"
    return unread or old_compiler(project, fact) or no_node(fact.deploy)


def place(project: Project, fact: BackendFact) -> str:
    """Beside the file that makes the app. Not among routers, whose folder may be loaded file by file."""
    source = project.find_source(fact.entry)
    if source and _made_at(source, made_apps) is None:
        return posixpath.normpath(posixpath.join(fact.root, fact.script.source if fact.script else "."))
    return posixpath.dirname(fact.entry) or "."


def edits(project: Project, fact: BackendFact, landed: Landed) -> Iterator[Change]:
    source, script = project.find_source(fact.entry), fact.script
    if source is None or script is None:
        return
    folder = posixpath.relpath(landed.folder, posixpath.dirname(fact.entry) or ".")
    by_require = script.modules == COMMONJS
    ending = script.ending if script.language == "typescript" else ".cjs" if by_require else ".mjs"
    user = fact.signed_in.evidence[0].file if fact.signed_in else fact.entry
    if _made_at(source, made_apps) is None and find_use(project, f"{landed.folder}/{NAME}{ending}"):
        return  # where its owner has put it
    beside = folder if folder.startswith(".") else f"./{folder}"
    yield from use(source, FUNCTION, f"{beside}/{NAME}{ending}", known_elsewhere=user != fact.entry)


def start(project: Project, fact: BackendFact) -> Start:
    name = first_script(manifest_of(project, fact), SCRIPTS)
    file = posixpath.relpath(fact.entry, fact.root)
    words = run_script(manager_of(project, fact), name) if name else ("node", file)
    return Start(words, fact.root, PORT, (("PORT", "{port}"),))


def shows(project: Project, fact: BackendFact) -> frozenset[str]:
    """`app.use(express.static('public'))`, at the top."""
    return find_shown(project, fact.root)


MOUNT = Mount(
    server="mounts/express",
    obstacle=obstacle,
    place=place,
    edits=edits,
    start=start,
    migrate=migrate,
    shows=shows,
    health=f"{API}/healthz",
)
BACKEND = Backend(
    name=NAME,
    detect=detect,
    mount=MOUNT,
    kit=KIT,
    server="",
    words=("Express", "express.js", "express server", "express app", "express backend", "express api"),
)
