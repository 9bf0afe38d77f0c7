"""What the modules of frameworks that are built on Vite have in common. No framework by itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import Evidence, FrontendFact
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit, in_turn
from chatgraft.edits.config import add_item, nested, set_in
from chatgraft.edits.exported_object import find_property
from chatgraft.edits.html import module_scripts
from chatgraft.frontends import Dev, Proxy, Variable
from chatgraft.frontends.node_site import (
    Server,
    built_by,
    dev_server,
    find_config,
    find_first,
    knows_types,
    manifest_of,
    nearest_wanting,
    script,
    scripts_starting,
    wanting,
    written_path,
)

PACKAGE = "vite"
CONFIGS = tuple(f"vite.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
API_VARIABLE = Variable("VITE_CHATKIT_API", "import.meta.env.VITE_CHATKIT_API")
"""Vite shows the browser what begins with `VITE_` (vite.dev/guide/env-and-mode)."""
SERVER = Server(
    program=("vite",),
    port=5173,
    scripts=("dev", "start", "serve"),
    says=r"^([\w-]+ |\w+=\S* )*vite(?=\s|$)(?!\s+(build|preview|optimize))[^&|;]*$",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a module script of index.html loads, relative to the project's root, and where the page says so."""

    file: str
    named: Evidence


def bundled(project: Project) -> Iterator[PackageManifest]:
    """Applications' packages that want Vite themselves, and those with a config of it whose workspace brings it."""
    own = list(wanting(project, PACKAGE))
    others = (manifest for manifest in project.packages if manifest not in own)
    brought = (each for each in others if nearest_wanting(project, each.folder, PACKAGE))
    found = (*own, *(manifest for manifest in brought if find_first(project, manifest, CONFIGS)))
    yield from (manifest for manifest in found if _configured(project, manifest, "build", "lib") is None)


def entries(project: Project, manifest: PackageManifest) -> list[Entry]:
    """The module scripts of the page in Vite's root (vite.dev/guide/#index-html-and-project-root), in its order."""
    page = project.find_source(posixpath.normpath(manifest.path(f"{root(project, manifest)}/index.html")))
    if page is None:
        return []
    folder = posixpath.dirname(page.file)
    return [
        Entry(
            posixpath.normpath(posixpath.join(folder, address.partition("?")[0].lstrip("/"))),
            Evidence(page.file, page.line_of(address), "loads the entry"),
        )
        for address in module_scripts(page)
    ]


def root(project: Project, manifest: PackageManifest) -> str:
    """The folder of index.html, relative to package.json: the config's `root`, else the same one."""
    return written_path(_configured(project, manifest, "root")) or "."


def output_dir(project: Project, fact: FrontendFact) -> str:
    """`build.outDir`, which is relative to Vite's root."""
    manifest = manifest_of(project, fact)
    written = written_path(_configured(project, manifest, "build", "outDir")) or "dist"
    return posixpath.normpath(posixpath.join(root(project, manifest), written))


build = built_by("vite", "build")


def _configured(project: Project, manifest: PackageManifest, *path: str) -> str | None:
    """The JavaScript text of a value in Vite's config."""
    config = find_config(project, manifest, CONFIGS)
    return find_property(config, *path) if config else None


def variable(project: Project, fact: FrontendFact) -> Variable | None:
    """None where TypeScript knows nothing of `import.meta.env`. What it knows has the type `any`, which presets of
    ESLint do not let a value be.
    """
    if not knows_types(project, fact, "vite/client"):
        return None
    typed = replace(API_VARIABLE, expression=f"({API_VARIABLE.expression} as string | undefined)")
    return typed if fact.language == "typescript" else API_VARIABLE


def dev(project: Project, fact: FrontendFact) -> Dev:
    """The script that is Vite's server itself is told the port; another one, which may start more, keeps its own."""
    manifest = manifest_of(project, fact)
    if manifest.home != manifest.folder:
        return dev_server(project, fact, SERVER)
    other = script(project, fact, *SERVER.scripts)
    if other and not scripts_starting(project, fact, SERVER):
        port = _configured(project, manifest, "server", "port")
        return Dev(other, int(port) if port and port.isdecimal() else SERVER.port)
    return dev_server(project, fact, replace(SERVER, options=(*SERVER.options, "--strictPort")))


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """In Vite's own configuration, beside package.json."""
    file = find_first(project, manifest_of(project, fact), CONFIGS) or CONFIGS[0]
    yield from proxy_in(project, fact.path(file), wanted)


def proxy_in(project: Project, file: str, wanted: Proxy, *within: str) -> Iterator[Change]:
    """An entry of `server.proxy` (vite.dev/config/server-options#server-proxy) in a configuration that is Vite's, or
    holds Vite's under the keys `within`.
    """
    path = (*within, "server", "proxy", f"'^{wanted.path}(/|$)'")
    source = project.find_source(file)
    if source is None:
        snippet = nested(path, f"'{wanted.target}'")
        yield ByHand(file, "in the exported configuration", snippet, "no such file was found")
    else:
        yield from set_in(source, path, f"'{wanted.target}'")


def bundled_ahead(project: Project, fact: FrontendFact, packages: Iterable[str]) -> Iterator[Change]:
    """Entries of `optimizeDeps.include` (vite.dev/config/dep-optimization-options), so that the development server has
    the packages ready. Frameworks without an `index.html` give Vite nothing to find them by: they would be found when a
    visitor is on the page, and all packages bundled and the page loaded anew. A page that is loading then may get two
    copies of React, and stays broken. A config that is not understood is left to itself: a second visit mends it.
    """
    if source := find_config(project, manifest_of(project, fact), CONFIGS):
        edit = in_turn(source, *(partial(_included, package) for package in packages))
        yield from (change for change in edit if not isinstance(change, ByHand))


def _included(package: str, config: Source) -> Edit:
    return add_item(config, ("optimizeDeps", "include"), f"'{package}'")
