"""Next.js with the App Router, in JavaScript or TypeScript: the chat is mounted in each root layout.

A root layout is one that shows `<html>`; with route groups or a `[locale]` there may be several, and none in `app`
itself (nextjs.org/docs/app/api-reference/file-conventions/layout). Layouts stay while visitors go from page to page. A
project that still has pages under `pages/` gets the chat there as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits import either, together
from chatgraft.edits.javascript import add_import
from chatgraft.edits.jsx import insert_after_children
from chatgraft.edits.jsx_body import insert_before_end
from chatgraft.edits.jsx_element import find_elements
from chatgraft.frontends import Frontend, MountOptions, next_proxy, next_site
from chatgraft.frontends.next_pages import TAG, find_app, mount_app
from chatgraft.frontends.next_site import Routers
from chatgraft.frontends.node_site import COMPONENT, import_path

NAME = "next-app"


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest, routers in next_site.sites(project):
        if not routers.app:
            continue
        mounts = [Mount(layout, exists=True) for layout in _root_layouts(project, manifest, routers)]
        if not mounts:
            mounts = [Mount(f"{routers.base}app/layout.{'tsx' if _is_typed(routers) else 'js'}", exists=False)]
        if routers.pages:
            mounts.append(find_app(project, manifest, routers))
        router = "app+pages" if routers.pages else "app"
        yield next_site.fact_of(project, manifest, NAME, router, tuple(mounts))


def _is_typed(routers: Routers) -> bool:
    return any(file.endswith(".tsx") for file in routers.app)


def _root_layouts(project: Project, manifest: PackageManifest, routers: Routers) -> list[str]:
    """The layouts that show `<html>`; where none of a branch does, its outermost one that shows any element."""
    names = {f"layout.{ending}" for ending in routers.extensions}
    layouts = [file for file in routers.app if file.rsplit("/", 1)[-1] in names]
    layouts.sort(key=lambda file: (file.count("/"), file))
    found = [file for file in layouts if "html" in _shown(project, manifest.path(file), b"<html")]
    for file in layouts:
        is_left = not any(_are_of_one_branch(file, other) for other in found)
        if is_left and _shown(project, manifest.path(file), b"<"):
            found.append(file)
    return found or layouts[:1]


def _shown(project: Project, file: str, mark: bytes) -> frozenset[str]:
    """The elements that a file shows. It is parsed only where it holds the mark."""
    source = project.find_source(file)
    return find_elements(source) if source and mark in source.data else frozenset()


def _are_of_one_branch(file: str, other: str) -> bool:
    one, two = PurePosixPath(file).parent, PurePosixPath(other).parent
    return one.is_relative_to(two) or two.is_relative_to(one)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    for each in fact.mounts:
        if PurePosixPath(each.file).stem.startswith("_app"):
            yield from mount_app(project, fact, each, options.landing)
        else:
            yield from _mount_layout(project, fact, each, options.landing.folder)


def _mount_layout(project: Project, fact: FrontendFact, layout: Mount, folder: str) -> Iterator[Change]:
    statement = f"import {COMPONENT} from '{import_path(layout.file, folder)}';"
    source = project.find_source(fact.path(layout.file)) if layout.exists else None
    if source is None:
        snippet = f"{statement}\n{TAG}"
        yield ByHand(fact.path(layout.file), "right before </body>", snippet, "no root layout was found")
        return
    shown = either(insert_before_end(source, "body", TAG), insert_after_children(source, TAG))
    yield from together(
        "at the top, and right before </body>", f"{statement}\n{TAG}", add_import(source, statement), shown
    )


FRONTEND = Frontend(
    name=NAME,
    detect=detect,
    landing=next_site.landing,
    mount=mount,
    dev=next_site.dev,
    build=next_site.build,
    output_dir=next_site.output_dir,
    pages=next_site.pages,
    variable=lambda _project, _fact: next_site.VARIABLE,
    proxy=next_proxy.proxy,
    builds=True,
    words=("next.js", "Next", "next app", "next site", "next project", "app router", "react"),
)
