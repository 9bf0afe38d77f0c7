"""Express: the app that is there carries the chat, in JavaScript or TypeScript; or a service of its own does.

An app is made by `express()` (expressjs.com/en/api.html).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chatgraft.backends import API, Backend, Landed, Mount, Start
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
from chatgraft.edits.script_style import COMMONJS
from chatgraft.edits.syntax import nodes_of, text_of
from chatgraft.frontends.express_site import PORT, SCRIPTS, find_shown

NAME, FUNCTION = "express", "chatkit"
CODE = (".js", ".ts", ".mjs", ".mts", ".cjs", ".cts")
OLDEST = 4


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
            root = str(manifest.folder)
            return BackendFact(
                framework=NAME,
                root=root,
                entry=source.file,
                interface="node",
                factory=False,
                confidence=0.9 * (0.4 if is_aside(source.file) else 1),
                evidence=(Evidence(source.file, line, "an Express app"),),
                version=find_version(project, manifest, NAME),
                script=script_of(project, source, root),
                deploy=find_deploy(project, root),
            )
    return None


def _made_at(source: Source) -> int | None:
    try:
        calls = nodes_of(source, ("call_expression",))
    except NotUnderstood:
        return None
    made = (call for call in calls if text_of(call.child_by_field_name("function")) == NAME)
    return next((call.start_point.row + 1 for call in made), None)


def obstacle(project: Project, fact: BackendFact) -> str | None:
    major = (fact.version or "").partition(".")[0]
    if major.isdigit() and int(major) < OLDEST:
        return f"Express {fact.version} is older than {OLDEST}"
    unread = None if project.find_source(fact.entry) else f"{fact.entry} cannot be read"
    return unread or old_compiler(project, fact) or no_node(fact.deploy)


def place(_project: Project, fact: BackendFact) -> str:
    """Beside the file that makes the app."""
    return posixpath.dirname(fact.entry) or "."


def edits(project: Project, fact: BackendFact, landed: Landed) -> Iterator[Change]:
    source, script = project.find_source(fact.entry), fact.script
    if source is None or script is None:
        return
    folder = posixpath.relpath(landed.folder, posixpath.dirname(fact.entry) or ".")
    by_require = script.modules == COMMONJS
    ending = script.ending if script.language == "typescript" else ".cjs" if by_require else ".mjs"
    user = fact.signed_in.evidence[0].file if fact.signed_in else fact.entry
    yield from use(source, FUNCTION, f"./{folder}/{NAME}{ending}", known_elsewhere=user != fact.entry)


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
