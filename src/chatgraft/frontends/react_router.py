"""React Router 7 and 8 in framework mode, rendered on a server, ahead or in the browser: mounted in `app/root`.

A project that takes React Router as a library has no `@react-router/dev`, and is a site of its bundler.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatgraft.core.changes import Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import PackageManifest, Project
from chatgraft.edits.exports import read_default_export
from chatgraft.frontends import Dev, Frontend, MountOptions, Pages, root_document, vite_site
from chatgraft.frontends.node_site import Server, built_by, describe, find_config, find_first, manifest_of, wanting
from chatgraft.frontends.root_document import APP, BROUGHT, dev, landing, mount_in, text_option

PACKAGE = "@react-router/dev"
CONFIGS = tuple(f"react-router.config.{ending}" for ending in ("ts", "js", "mts", "mjs"))
SERVER = Server(("react-router", "dev"), 5173, ("dev",), says=r"(?:^|[\s/])react-router dev[^&|;]*$")


def detect(project: Project) -> Iterator[FrontendFact]:
    """A manifest with a config or an app: a library that tests itself with the framework has neither."""
    for manifest in wanting(project, PACKAGE):
        root = mount_in(project, manifest, text_option(_config(project, manifest), "appDirectory", APP))
        if root.exists or find_first(project, manifest, CONFIGS):
            yield describe(project, manifest, "react-router", PACKAGE, (root,))


def _config(project: Project, manifest: PackageManifest) -> Any:
    """What reactrouter.com/api/framework-conventions/react-router.config.ts calls the config, as far as written out."""
    source = find_config(project, manifest, CONFIGS)
    return read_default_export(source) if source else None


def is_rendered(project: Project, fact: FrontendFact) -> bool:
    """Whether a server renders the site: not where `ssr` is off (reactrouter.com/how-to/spa)."""
    config = _config(project, manifest_of(project, fact))
    return not (isinstance(config, dict) and config.get("ssr") is False)


def mount(project: Project, fact: FrontendFact, options: MountOptions) -> Iterator[Change]:
    yield from root_document.mount(project, fact, options)
    yield from vite_site.bundled_ahead(project, fact, BROUGHT)


def _output(project: Project, fact: FrontendFact) -> str:
    """What a host shows: all of the site where it is rendered ahead or in the browser, else what its server needs."""
    config = _config(project, manifest_of(project, fact))
    return f"{text_option(config, 'buildDirectory', 'build')}/client"


def _pages(project: Project, fact: FrontendFact) -> tuple[Pages, ...]:
    """What is rendered ahead has its text in it (reactrouter.com/how-to/pre-rendering)."""
    config = _config(project, manifest_of(project, fact))
    is_ahead = isinstance(config, dict) and bool(config.get("prerender"))
    return (Pages(_output(project, fact), bare=not is_ahead),)


def _dev(project: Project, fact: FrontendFact) -> Dev:
    return dev(project, fact, SERVER)


FRONTEND = Frontend(
    name="react-router",
    detect=detect,
    landing=landing,
    mount=mount,
    dev=_dev,
    build=built_by("react-router", "build"),
    output_dir=_output,
    pages=_pages,
    variable=vite_site.variable,
    proxy=vite_site.proxy,
    builds=True,
    words=("react router", "react"),
)
