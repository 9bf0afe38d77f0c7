"""React with Vite 5 to 8, in JavaScript or TypeScript: the chat is shown beside what the entry renders.

The entry is the module script of `index.html` in Vite's root (vite.dev/guide/#index-html-and-project-root).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import PackageManifest, Project
from chatgraft.frontends import Frontend, Pages, vite_site
from chatgraft.frontends.react_site import (
    Entry,
    describe_site,
    find_entry,
    is_application,
    landing,
    mount,
    pages,
)


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest in vite_site.bundled(project):
        if is_application(project, manifest):
            yield from _site(project, manifest)


def _site(project: Project, manifest: PackageManifest) -> Iterator[FrontendFact]:
    """None without a page: frameworks on Vite make their pages otherwise."""
    found = vite_site.entries(project, manifest)
    source = find_entry(project, (entry.file for entry in found))
    if source:
        loads = (each.named for each in found if source.file.endswith(posixpath.basename(each.file)))
        entry = Entry(source, next(loads, found[0].named))
        yield describe_site(project, manifest, "react-vite", vite_site.PACKAGE, entry)


def _pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    return pages(vite_site.output_dir(project, fact))


FRONTEND = Frontend(
    name="react-vite",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=vite_site.dev,
    build=vite_site.build,
    output_dir=vite_site.output_dir,
    pages=_pages,
    variable=vite_site.variable,
    proxy=vite_site.proxy,
    rank=0,
    builds=True,
    words=("react vite", "vite react", "react", "vite"),
)
