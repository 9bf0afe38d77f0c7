"""React with Vite 5 to 8, in JavaScript or TypeScript: the chat is shown beside what the entry renders.

The entry is the module script of `index.html` in Vite's root (vite.dev/guide/#index-html-and-project-root).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chatgraft.core.facts import Evidence, FrontendFact
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits.config import find_property
from chatgraft.edits.html import module_scripts
from chatgraft.frontends import Frontend, Pages, vite_site
from chatgraft.frontends.node_site import find_first, manifest_of, nearest_wanting, script, wanting
from chatgraft.frontends.react_site import (
    Entry,
    describe_site,
    find_entry,
    is_application,
    landing,
    mount,
    pages,
    written_path,
)

PACKAGE = "vite"


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest in _bundled(project):
        if is_application(project, manifest) and _configured(project, manifest, "build", "lib") is None:
            yield from _site(project, manifest)


def _bundled(project: Project) -> Iterator[PackageManifest]:
    """Packages that want Vite themselves, and those with a config of it whose workspace brings it."""
    own = list(wanting(project, PACKAGE))
    yield from own
    for manifest in project.packages:
        brought = manifest not in own and nearest_wanting(project, manifest.folder, PACKAGE)
        if brought and find_first(project, manifest, vite_site.CONFIGS):
            yield manifest


def _site(project: Project, manifest: PackageManifest) -> Iterator[FrontendFact]:
    """None without a page: what `build.lib` builds is a library, and frameworks on Vite make their pages otherwise."""
    root = _root(project, manifest)
    page = project.find_source(posixpath.normpath(manifest.path(posixpath.join(root, "index.html"))))
    scripts = [_without_query(address) for address in module_scripts(page)] if page else []
    folder = posixpath.dirname(page.file) if page else ""
    entry = find_entry(project, (posixpath.join(folder, address.lstrip("/")) for address in scripts))
    if page and entry:
        address = next((each for each in scripts if entry.file.endswith(posixpath.basename(each))), scripts[0])
        named = Evidence(page.file, page.line_of(address), "loads the entry")
        yield describe_site(project, manifest, "react-vite", PACKAGE, Entry(entry, named))


def _without_query(address: str) -> str:
    return address.partition("?")[0]


def _root(project: Project, manifest: PackageManifest) -> str:
    """The folder of index.html, relative to package.json: the config's `root`, else the same one."""
    return written_path(_configured(project, manifest, "root")) or "."


def _configured(project: Project, manifest: PackageManifest, *path: str) -> str | None:
    """The JavaScript text of a value in Vite's config."""
    config = _config(project, manifest)
    return find_property(config, *path) if config else None


def _config(project: Project, manifest: PackageManifest) -> Source | None:
    file = find_first(project, manifest, vite_site.CONFIGS)
    return project.find_source(manifest.path(file)) if file else None


def output_dir(project: Project, fact: FrontendFact) -> str:
    """`build.outDir`, which is relative to Vite's root."""
    manifest = manifest_of(project, fact)
    written = written_path(_configured(project, manifest, "build", "outDir")) or "dist"
    return posixpath.normpath(posixpath.join(_root(project, manifest), written))


def _pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    return pages(output_dir(project, fact))


FRONTEND = Frontend(
    name="react-vite",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=vite_site.dev,
    build=lambda project, fact: script(project, fact, "build"),
    output_dir=output_dir,
    pages=_pages,
    variable=vite_site.variable,
    proxy=vite_site.proxy,
    rank=0,
)
