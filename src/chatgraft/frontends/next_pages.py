"""Next.js with the Pages Router, in JavaScript or TypeScript: the chat is mounted in `pages/_app`, made or edited.

That component shows every page and stays while visitors go from one to the next
(nextjs.org/docs/pages/building-your-application/routing/custom-app). A site whose React is older than 18 gets the
framework-free widget there.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from chatgraft.core.changes import Change, Create
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit, applied, together
from chatgraft.edits.javascript import add_import
from chatgraft.edits.jsx_element import insert_after_element
from chatgraft.edits.statements import add_call
from chatgraft.frontends import Frontend, Landing, MountOptions, next_proxy, next_site
from chatgraft.frontends.next_site import Routers
from chatgraft.frontends.node_site import COMPONENT, import_path, is_typed

NAME = "next-pages"
TAG = f"<{COMPONENT} />"


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest, routers in next_site.sites(project):
        if not routers.app:
            app = find_app(project, manifest, routers)
            yield next_site.fact_of(project, manifest, NAME, "pages", (app,))


def find_app(project: Project, manifest: PackageManifest, routers: Routers) -> Mount:
    """`pages/_app`, as it is or as it would be named."""
    names = [f"{routers.base}pages/_app.{ending}" for ending in routers.extensions]
    there = next((name for name in names if name in routers.pages), None)
    fitting = ("tsx", "ts") if is_typed(project, manifest) else ("js", "jsx")
    made = next((name for ending in (*fitting, "tsx", "js") for name in names if name.endswith(ending)), names[0])
    return Mount(there or made, there is not None)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    yield from mount_app(project, fact, fact.mounts[0], options.landing)


def mount_app(project: Project, fact: FrontendFact, app: Mount, landing: Landing) -> Iterator[Change]:
    """In `pages/_app`, or in the plainest one that there can be."""
    source = project.find_source(fact.path(app.file)) if app.exists else None
    if source is not None:
        yield from _edit(source, app, landing)
    else:
        name = "_app.tsx" if app.file.endswith("tsx") else "_app.js"
        kit = files("chatgraft.kits") / "widget" / "mounts" / NAME / name
        plain = Source(fact.path(app.file), kit.read_bytes())
        yield Create(plain.file, applied(plain, _edit(plain, app, landing)).data)


def _edit(source: Source, app: Mount, landing: Landing) -> Edit:
    place = import_path(app.file, landing.folder)
    if landing.kit.startswith("vanilla"):
        return add_call(source, f"import {{ mountChatKit }} from '{place}';", "mountChatKit();")
    statement = f"import {COMPONENT} from '{place}';"
    edits = add_import(source, statement), insert_after_element(source, "Component", TAG)
    return together("at the top, and right after the page", f"{statement}\n{TAG}", *edits)


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
    words=("next.js", "Next", "next app", "next site", "next project", "pages router", "react"),
)
