"""React with Vite 5 to 8, in JavaScript or TypeScript: the chat is shown beside what the entry renders.

The entry is the module script of `index.html` in Vite's root (vite.dev/guide/#index-html-and-project-root).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import PackageManifest, Project
from chatgraft.frontends import Frontend, Pages, vite_site
from chatgraft.frontends.node_site import find_first, nearest_wanting, script, wanting
from chatgraft.frontends.react_site import (
    Entry,
    describe_site,
    find_entry,
    is_application,
    landing,
    mount,
    pages,
)

PACKAGE = "vite"


def detect(project: Project) -> Iterator[FrontendFact]:
    own = {manifest.source.file for manifest in wanting(project, PACKAGE)}
    for manifest in project.packages:
        config = find_first(project, manifest, vite_site.CONFIGS)
        brought = manifest.source.file in own or (config and nearest_wanting(project, manifest.folder, PACKAGE))
        if brought and is_application(project, manifest) and not vite_site.is_library(project, manifest):
            yield from _site(project, manifest)


def _site(project: Project, manifest: PackageManifest) -> Iterator[FrontendFact]:
    found = vite_site.entries(project, manifest)
    source = find_entry(project, (entry.file for entry in found))
    if source:
        named = next(
            (each.named for each in found if source.file.endswith(posixpath.basename(each.file))), found[0].named
        )
        yield describe_site(project, manifest, "react-vite", PACKAGE, Entry(source, named))


def _pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    return pages(vite_site.output_dir(project, fact))


FRONTEND = Frontend(
    name="react-vite",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=vite_site.dev,
    build=lambda project, fact: script(project, fact, "build"),
    output_dir=vite_site.output_dir,
    pages=_pages,
    variable=vite_site.variable,
    proxy=vite_site.proxy,
    rank=0,
)
