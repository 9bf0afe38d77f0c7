"""Astro 5 and newer, Starlight included: an integration of the widget's own, named in `astro.config`, loads the chat.

So it is on every page, whatever layout a page has (docs.astro.build/en/reference/integrations-reference).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import applied, together
from chatgraft.edits.config import add_item
from chatgraft.edits.exported_object import find_property, find_text
from chatgraft.edits.javascript import add_import
from chatgraft.frontends import WIDGET, Dev, Frontend, Landing, MountOptions, Pages, Proxy, Variable
from chatgraft.frontends.node_site import (
    Server,
    built_by,
    describe,
    dev_server,
    find_first,
    manifest_of,
    vanilla_landing,
    wanting,
)

PACKAGE = "astro"
STARLIGHT = "@astrojs/starlight"
CONFIGS = tuple(f"astro.config.{ending}" for ending in ("mjs", "js", "ts", "mts", "cjs", "cts"))
EMPTY = b"import { defineConfig } from 'astro/config';\n\nexport default defineConfig({});\n"
FOLDER = f"src/{WIDGET}"
"""Where the integration looks for the widget."""
API_VARIABLE = Variable("PUBLIC_CHATKIT_API", "import.meta.env.PUBLIC_CHATKIT_API")
"""Astro shows the browser what begins with `PUBLIC_` (docs.astro.build/en/guides/environment-variables)."""


def detect(project: Project) -> Iterator[FrontendFact]:
    """A site has a configuration or pages; an integration or a theme that is a package has neither."""
    for manifest in wanting(project, PACKAGE):
        config = find_first(project, manifest, CONFIGS)
        if config or any(file.startswith(manifest.path("src/pages/")) for file in project.files):
            mounts = (Mount(config or CONFIGS[0], exists=config is not None),)
            yield describe(project, manifest, "astro", PACKAGE, mounts)


def landing(project: Project, fact: FrontendFact) -> Landing:
    return replace(vanilla_landing(project, fact), folder=FOLDER)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    """The integration passes the chat on in development, too: one entry of the configuration does both."""
    ending = "ts" if options.landing.kit.endswith("typescript") else "js"
    integration = files("chatgraft.kits") / "widget" / "mounts" / "astro" / f"astro.{ending}"
    yield Create(fact.path(f"{FOLDER}/astro.{ending}"), integration.read_bytes())
    file = fact.path(fact.mount)
    source = project.find_source(file) or Source(file, EMPTY)
    statement = f"import chatkit from './{FOLDER}/astro.{ending}';"
    call = f"chatkit({{ service: '{options.proxy.target}' }})" if options.proxy else "chatkit()"
    edits = add_import(source, statement), add_item(source, ("integrations",), call)
    edit = together("at the top, and among the integrations", f"{statement}\nintegrations: [{call}]", *edits)
    if fact.mounts[0].exists:
        yield from edit
    else:
        yield Create(file, applied(source, edit).data)


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """The mount does it. Where addresses must end in a slash, Astro's server refuses the chat's before any proxy."""
    if _text(project, fact, "trailingSlash") == "always":
        why = "with `trailingSlash: 'always'` Astro's development server refuses addresses that do not end in a slash"
        yield ByHand(fact.path(fact.mount), "in development", f"{wanted.path} of {wanted.target}", why)


def _text(project: Project, fact: FrontendFact, key: str) -> str | None:
    source = project.find_source(fact.path(fact.mount))
    return find_text(source, key) if source else None


def pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """The build first, then Markdown: Starlight's, collections that a route of the same name shows, and pages."""
    base = "/".join(["", *filter(None, (_text(project, fact, "base") or "").split("/")), ""])
    found = [Pages(_published(project, fact), base, bare=_text(project, fact, "output") == "server")]
    if STARLIGHT in manifest_of(project, fact).wants:
        found.append(Pages("src/content/docs", base, flavor=PACKAGE))
    found += [
        Pages(f"src/content/{name}", f"{base}{name}/", flavor=PACKAGE) for name in _shown_collections(project, fact)
    ]
    return (*found, Pages("src/pages", base, bare=True, flavor=PACKAGE))


def _shown_collections(project: Project, fact: FrontendFact) -> list[str]:
    """The folders of `src/content` for which `src/pages` has a folder with a route for each entry."""
    content = fact.path("src/content/")
    names = {file.removeprefix(content).split("/")[0] for file in project.files if file.startswith(content)}
    routes = (file for file in project.files if file.startswith(fact.path("src/pages/")))
    shown = {file.removeprefix(fact.path("src/pages/")).partition("/[")[0] for file in routes if "/[" in file}
    return sorted(names & shown)


def output_dir(project: Project, fact: FrontendFact) -> str:
    return (_text(project, fact, "outDir") or "dist").removeprefix("./").strip("/")


def _published(project: Project, fact: FrontendFact) -> str:
    """A site with a server of its own keeps what the browser may see apart."""
    source = project.find_source(fact.path(fact.mount))
    has_server = source is not None and find_property(source, "adapter") is not None
    return f"{output_dir(project, fact)}/client" if has_server else output_dir(project, fact)


def dev(project: Project, fact: FrontendFact) -> Dev:
    return dev_server(project, fact, Server((PACKAGE, "dev"), 4321))


FRONTEND = Frontend(
    name="astro",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=dev,
    build=built_by(PACKAGE, "build"),
    output_dir=output_dir,
    pages=pages,
    variable=lambda _project, _fact: API_VARIABLE,
    proxy=proxy,
    builds=True,
    words=("astro", "starlight"),
)
