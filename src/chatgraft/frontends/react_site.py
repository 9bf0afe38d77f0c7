"""What the modules of React applications without a framework have in common. No framework by itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import together
from chatgraft.edits.javascript import add_import, imported_modules
from chatgraft.edits.react_entry import hydrates, renders, show_beside_root
from chatgraft.edits.statements import add_call
from chatgraft.frontends import Landing, MountOptions, Pages
from chatgraft.frontends.node_site import (
    COMPONENT,
    describe,
    import_path,
    manifest_of,
    nearest_wanting,
    react_landing,
    vanilla_landing,
)

ENDINGS = ("tsx", "ts", "jsx", "js", "mts", "mjs")
ROUTERS = ("react-router", "react-router-dom", "@tanstack/react-router", "wouter", "@reach/router")
SERVERS = (b"react-dom/server", b"react-dom/static")
TAG = f"<{COMPONENT} />"
_STEPS = 3  # an entry that only imports what starts the application, which may do so once more


@dataclass(frozen=True, slots=True)
class Entry:
    """The module that renders, and the place that names it, where a file does."""

    source: Source
    named: Evidence | None = None


def is_application(project: Project, manifest: PackageManifest) -> bool:
    """Whether the package brings React itself, or its workspace does: a library leaves that to its users, as a peer."""
    peers = manifest.data.get("peerDependencies")
    is_left_to_users = isinstance(peers, dict) and "react" in peers
    brings = (nearest_wanting(project, manifest.folder, package) for package in ("react", "react-dom"))
    return not is_left_to_users and all(brings)


def describe_site(
    project: Project, manifest: PackageManifest, framework: str, package: str, entry: Entry
) -> FrontendFact:
    """The fact of a site that is mounted in its entry."""
    mount = posixpath.relpath(entry.source.file, str(manifest.folder))
    fact = describe(project, manifest, framework, package, (Mount(mount, exists=True),))
    router = next((name for name in ROUTERS if name in manifest.wants), None)
    evidence = (fact.evidence[0], *((entry.named,) if entry.named else ()), *fact.evidence[1:])
    return replace(fact, router=router, evidence=evidence)


def find_entry(project: Project, candidates: Iterable[str]) -> Source | None:
    """The first of these modules (project-relative, with or without an ending) that renders, or that leads to one by
    what it imports; else the first that is there.
    """
    there = [source for each in candidates if (source := find_module(project, each)) is not None]
    return next((found for each in there if (found := _find_rendering(project, each))), next(iter(there), None))


def find_module(project: Project, path: str) -> Source | None:
    """The module that an import of this path means: the file, one with an ending added, or the folder's index."""
    path = posixpath.normpath(path)
    endings = (f"{stem}.{ending}" for stem in (path, f"{path}/index") for ending in ENDINGS)
    found = next((file for file in (path, *endings) if file in project.files), None)
    return project.find_source(found) if found and found.rpartition(".")[2] in ENDINGS else None


def _find_rendering(project: Project, entry: Source) -> Source | None:
    level, seen = [entry], {entry.file}
    for _ in range(_STEPS):
        if (found := next((each for each in level if renders(each)), None)) is not None:
            return found
        level = [each for source in level for each in _imported(project, source) if each.file not in seen]
        seen |= {each.file for each in level}
    return None


def _imported(project: Project, source: Source) -> Iterator[Source]:
    folder = posixpath.dirname(source.file)
    for module in imported_modules(source):
        if module.startswith(".") and (found := find_module(project, posixpath.join(folder, module))) is not None:
            yield found


def landing(project: Project, fact: FrontendFact) -> Landing:
    """The component; where a server of the project's own renders the page before, what adds nothing to the tree that
    React takes up. Beside the code, wherever that lies.
    """
    entry = project.find_source(fact.path(fact.mount))
    is_taken_up = entry is not None and hydrates(entry) and _has_server(project, fact)
    return beside_code(fact, (vanilla_landing if is_taken_up else react_landing)(project, fact))


def beside_code(fact: FrontendFact, landed: Landing) -> Landing:
    """The landing in the folder that the entry shows to be that of the code: `src`, or the entry's own."""
    above, src, _ = f"{posixpath.dirname(fact.mount)}/".partition("src/")
    code = f"{above}{src}" if src else f"{posixpath.dirname(fact.mount)}/".removeprefix("/")
    return replace(landed, folder=f"{code}{landed.folder.removeprefix('src/')}")


def _has_server(project: Project, fact: FrontendFact) -> bool:
    """Whether code of this site renders React where no browser is."""
    rendering = project.holding((".ts", ".tsx", ".js", ".jsx", ".mjs", ".mts", ".cjs"), *SERVERS)
    return any(fact.root == "." or source.file.startswith(f"{fact.root}/") for source in rendering)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """In the entry: the component beside all that is rendered, where no route takes it away; else a call at the end."""
    is_component = not options.landing.kit.startswith("vanilla")
    path = import_path(fact.mount, options.landing.folder)
    if fact.mount.endswith(".js") and manifest_of(project, fact).data.get("type") == "module":
        # webpack takes no folder for a module there (webpack.js.org/configuration/module/#resolvefullyspecified)
        path += "/index.jsx" if is_component else "/index.js"
    statement = f"import {COMPONENT if is_component else '{ mountChatKit }'} from '{path}';"
    snippet = f"{statement}\n{TAG if is_component else 'mountChatKit();'}"
    place = "at the top, and beside what is rendered into the page"
    source = project.find_source(fact.path(fact.mount))
    if source is None:
        yield ByHand(fact.path(fact.mount), place, snippet, "the file is gone")
    elif is_component:
        yield from together(place, snippet, add_import(source, statement), show_beside_root(source, TAG))
    else:
        yield from add_call(source, statement, "mountChatKit();")


def pages(output: str) -> tuple[Pages, ...]:
    """What the build leaves holds the pages that lie beside the application, too; before a build these do."""
    return (Pages(output, bare=True), Pages("public", bare=True))
