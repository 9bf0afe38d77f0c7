"""What Next's two routers have in common: where a project keeps its pages, its configuration, its commands.

No framework by itself. The rules are those of nextjs.org/docs/app/api-reference/file-conventions/src-folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatgraft.core.facts import Evidence, FrontendFact, Mount
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.edits.exported_object import find_property, find_text
from chatgraft.frontends import Dev, Landing, Pages, Variable
from chatgraft.frontends.node_site import (
    Server,
    built_by,
    describe,
    dev_server,
    find_config,
    manifest_of,
    react_landing,
    scripts_starting,
    wanting,
)

PACKAGE = "next"
CONFIGS = tuple(f"next.config.{ending}" for ending in ("js", "mjs", "ts", "mts"))
VARIABLE = Variable("NEXT_PUBLIC_CHATKIT_API", "process.env.NEXT_PUBLIC_CHATKIT_API")
"""Next shows the browser what begins with `NEXT_PUBLIC_` (nextjs.org/docs/app/guides/environment-variables)."""
SERVER = Server((PACKAGE, "dev"), 3000, ("dev",), says=r"\bnext dev\b")
_BASES = ("", "src/")
_EXTENSIONS = ("tsx", "ts", "jsx", "js")
_SPECIAL = frozenset({"_app", "_document", "_error", "404", "500"})
"""Names in `pages/` that are no page of the site."""


@dataclass(frozen=True, slots=True)
class Routers:
    """The folders that Next looks at, relative to the site's root, and what lies in them.

    `base` is the folder of both, with its slash or empty: `src/app` counts only where neither `app` nor `pages` lies in
    the root. `extensions` are those of pages, `app` and `pages` the files below each, empty where a router has no page.
    """

    base: str
    extensions: tuple[str, ...]
    app: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


def sites(project: Project) -> Iterator[tuple[PackageManifest, Routers]]:
    """Where Next is wanted and pages lie beside the manifest, or in the folder that it speaks for."""
    for manifest in wanting(project, PACKAGE):
        routers = find_routers(project, manifest)
        if routers.app or routers.pages:
            yield manifest, routers


def find_routers(project: Project, manifest: PackageManifest) -> Routers:
    extensions = _extensions(project, manifest)
    prefix = len(manifest.path("x")) - 1
    folders = tuple(manifest.path(f"{base}{router}") + "/" for base in _BASES for router in ("app", "pages"))
    files = sorted(file[prefix:] for file in project.files if file.startswith(folders))
    for base in _BASES:
        app, pages = (tuple(file for file in files if file.startswith(f"{base}{each}/")) for each in ("app", "pages"))
        has_app = any(_is_route(file, extensions) for file in app)
        has_pages = any(_is_page(file.removeprefix(f"{base}pages/"), extensions) for file in pages)
        if has_app or has_pages:
            return Routers(base, extensions, app if has_app else (), pages if has_pages else ())
    return Routers("", extensions)


def _is_route(file: str, extensions: tuple[str, ...]) -> bool:
    name, _, ending = file.rsplit("/", 1)[-1].partition(".")
    return name in ("page", "layout") and ending in extensions


def _is_page(file: str, extensions: tuple[str, ...]) -> bool:
    name, _, ending = file.rsplit("/", 1)[-1].partition(".")
    return ending in extensions and name not in _SPECIAL and not file.startswith("api/")


def _extensions(project: Project, manifest: PackageManifest) -> tuple[str, ...]:
    """`pageExtensions`, as far as it is written out; Markdown too where a package that reads it is wanted."""
    config = find_config(project, manifest, CONFIGS)
    said = find_property(config, "pageExtensions") if config else None
    named = tuple(re.findall(r"""["']\.?([\w.]+)["']""", said or ""))
    reads = ("mdx", "md") if {"nextra", "@next/mdx"} & manifest.wants.keys() else ()
    return (named or _EXTENSIONS) + reads


def fact_of(
    project: Project, manifest: PackageManifest, framework: str, router: str, mounts: tuple[Mount, ...]
) -> FrontendFact:
    """The fact of a site whose router is known."""
    fact = describe(project, manifest, framework, PACKAGE, mounts)
    config = find_config(project, manifest, CONFIGS)
    seen = (Evidence(config.file, 1, "the site's config"),) if config else ()
    return replace(fact, router=router, evidence=fact.evidence + seen)


def may_export(config: Source | None) -> bool:
    """Whether `output` is, or may be under some condition, `export`: plain pages that need no server."""
    return "export" in ((find_property(config, "output") if config else None) or "")


def landing(project: Project, fact: FrontendFact) -> Landing:
    """Beside the router's folder, where Next's own starters keep their components."""
    base = find_routers(project, manifest_of(project, fact)).base
    found = react_landing(project, fact)
    return Landing(found.kit, base + found.folder.removeprefix("src/"))


def dev(project: Project, fact: FrontendFact) -> Dev:
    """The script that says `next dev` itself: one that starts it beside other things does not pass a port on.

    Of several `--port` the last counts. One that the script names is the site's usual one.
    """
    said = manifest_of(project, fact).scripts
    name = next(iter(scripts_starting(project, fact, SERVER)), "dev")
    named = re.search(r"\s(?:-p|--port)[ =](\d+)", said.get(name, ""))
    return dev_server(project, fact, replace(SERVER, port=int(named.group(1))) if named else SERVER)


build = built_by(PACKAGE, "build")


def output_dir(project: Project, fact: FrontendFact) -> str:
    """The pages themselves where they are exported, else what `next start` reads."""
    config = find_config(project, manifest_of(project, fact), CONFIGS)
    exported = config is not None and find_text(config, "output") == "export"
    return _own_folder(config) or ("out" if exported else ".next")


def _own_folder(config: Source | None) -> str | None:
    return find_text(config, "distDir") if config else None


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """What the build has made of pages that need no server, then text that is written as Markdown.

    An export leaves the server's part in `.next`. Text in `content` is taken to be shown under its own path, as Nextra
    and Fumadocs do.
    """
    config = find_config(project, manifest_of(project, fact), CONFIGS)
    routers = find_routers(project, manifest_of(project, fact))
    base = f"{(find_text(config, 'basePath') if config else None) or ''}/"
    exported = [_own_folder(config) or "out"] if may_export(config) else []
    server = ".next" if exported else _own_folder(config) or ".next"
    built = [*exported, *(f"{server}/server/{router}" for router in ("app", "pages") if getattr(routers, router))]
    texts = [each for each in (f"{routers.base}pages", "content", "src/content") if _has_text(project, fact, each)]
    routed = [f"{routers.base}app"] if _has_text(project, fact, f"{routers.base}app") else []
    return (
        *(Pages(each, base, clean=True) for each in built),
        *(Pages(each, base, flavor="next-app") for each in routed),
        *(Pages(each, base, flavor="next") for each in texts),
    )


def _has_text(project: Project, fact: FrontendFact, folder: str) -> bool:
    return any(file.startswith(fact.path(folder) + "/") for file in project.ending(".mdx", ".md"))
