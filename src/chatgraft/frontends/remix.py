"""Remix 2, on Vite or with its classic compiler: the chat is mounted in `app/root`, at the end of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits.calls import read_argument
from chatgraft.edits.exports import read_default_export
from chatgraft.frontends import Dev, Frontend, MountOptions, Pages, Proxy, Variable, root_document, vite_site
from chatgraft.frontends.node_site import Server, built_by, describe, find_config, find_first, manifest_of, wanting
from chatgraft.frontends.root_document import APP, BROUGHT, OWN_SERVER_PORT, dev, landing, mount_in, text_option

PACKAGE = "@remix-run/react"
COMPILER = "@remix-run/dev"
PLUGIN = "vitePlugin"
CLASSIC = tuple(f"remix.config.{ending}" for ending in ("js", "cjs", "mjs"))
SERVER = Server(("remix", "vite:dev"), 5173, ("dev",), says=r"(?:^|[\s/])vite:dev[^&|;]*$")
CLASSIC_SERVER = Server(("remix", "dev"), OWN_SERVER_PORT, options=(), says=r"\bremix dev\b")
"""Of these options one sets another port than the site's."""


def detect(project: Project) -> Iterator[FrontendFact]:
    for manifest in wanting(project, PACKAGE):
        if COMPILER in manifest.wants:
            root = mount_in(project, manifest, text_option(_config(project, manifest), "appDirectory", APP))
            if root.exists or find_first(project, manifest, CLASSIC):
                yield describe(project, manifest, "remix", PACKAGE, (root,))


def _config(project: Project, manifest: PackageManifest) -> Any:
    """What Vite's plugin is told (v2.remix.run/docs/file-conventions/vite-config), or what the classic config says."""
    if vite := find_config(project, manifest, vite_site.CONFIGS):
        return read_argument(vite, COMPILER, PLUGIN)
    classic = find_config(project, manifest, CLASSIC)
    return read_default_export(classic) if classic else None


def _is_on_vite(project: Project, fact: FrontendFact) -> bool:
    return find_first(project, manifest_of(project, fact), vite_site.CONFIGS) is not None


def is_rendered(project: Project, fact: FrontendFact) -> bool:
    """Whether a server renders the site: not in SPA mode (v2.remix.run/docs/guides/spa-mode)."""
    config = _config(project, manifest_of(project, fact))
    return not (isinstance(config, dict) and config.get("ssr") is False)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    yield from root_document.mount(project, fact, options)
    yield from vite_site.bundled_ahead(project, fact, BROUGHT)


def _output(project: Project, fact: FrontendFact) -> str:
    """What a host shows: all of the site in SPA mode, else the files that its server needs beside it."""
    if not _is_on_vite(project, fact):
        return "public"
    return f"{text_option(_config(project, manifest_of(project, fact)), 'buildDirectory', 'build')}/client"


def _dev(project: Project, fact: FrontendFact) -> Dev:
    return dev(project, fact, SERVER if _is_on_vite(project, fact) else CLASSIC_SERVER)


def _build(project: Project, fact: FrontendFact) -> tuple[str, ...]:
    return built_by("remix", "vite:build" if _is_on_vite(project, fact) else "build")(project, fact)


def _variable(project: Project, fact: FrontendFact) -> Variable | None:
    """The classic compiler shows the browser nothing of the environment."""
    return vite_site.variable(project, fact) if _is_on_vite(project, fact) else None


def _proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    if _is_on_vite(project, fact):
        yield from vite_site.proxy(project, fact, wanted)
    else:
        yield ByHand(fact.path(CLASSIC[0]), "nowhere", wanted.target, "the classic compiler's server passes nothing on")


FRONTEND = Frontend(
    name="remix",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=_dev,
    build=_build,
    output_dir=_output,
    pages=lambda project, fact: (Pages(_output(project, fact), bare=True),),
    variable=_variable,
    proxy=_proxy,
    builds=True,
    words=("remix", "react"),
)
