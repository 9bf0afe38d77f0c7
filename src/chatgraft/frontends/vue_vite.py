"""Vue 3 with Vite, in JavaScript or TypeScript: the entry mounts the chat after the application.

The entry is the module script of `index.html`. Vue 2, Ionic and vite-ssg have one of the same kind; Quasar's own
command line, which writes the entry itself, does not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.frontends import Frontend, Pages, vite_site
from chatgraft.frontends.node_site import (
    call_in_entry,
    describe,
    nearest_wanting,
    vanilla_landing_beside,
)

ENDINGS = (".ts", ".js", ".mts", ".mjs", ".tsx", ".jsx")


def detect(project: Project) -> Iterator[FrontendFact]:
    """Where Vue and Vite come together in one package or through its workspace, and a page loads an entry."""
    for manifest in vite_site.bundled(project):
        if nearest_wanting(project, manifest.folder, "vue"):
            yield from _site(project, manifest)


def _site(project: Project, manifest: PackageManifest) -> Iterator[FrontendFact]:
    found = vite_site.entries(project, manifest)
    entry = next((each for each in found if each.file in project.files and each.file.endswith(ENDINGS)), None)
    if entry:
        mount = Mount(posixpath.relpath(entry.file, str(manifest.folder)), exists=True)
        fact = describe(project, manifest, "vue-vite", "vue", (mount,))
        router = "vue-router" if "vue-router" in manifest.wants else None
        yield replace(fact, router=router, evidence=(fact.evidence[0], entry.named, *fact.evidence[1:]))


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """What the build leaves, and pages that are written in Markdown (unplugin-vue-markdown) before there is one."""
    written = any(file.startswith(fact.path("src/pages/")) and file.endswith(".md") for file in project.files)
    built = Pages(vite_site.output_dir(project, fact), bare=True)
    return (built, Pages("src/pages")) if written else (built, Pages("public", bare=True))


FRONTEND = Frontend(
    name="vue-vite",
    detect=detect,
    landing=vanilla_landing_beside,
    mount=call_in_entry,
    dev=vite_site.dev,
    build=vite_site.build,
    output_dir=vite_site.output_dir,
    pages=pages,
    variable=vite_site.variable,
    proxy=vite_site.proxy,
    rank=0,
    builds=True,
    words=("vue", "vue vite", "vite"),
)
