"""What the modules of frameworks that are built on Vite have in common. No framework by itself."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.edits.config import add_item, nested, set_in
from chatgraft.frontends import Proxy, Variable
from chatgraft.frontends.node_site import find_first, manifest_of

CONFIGS = tuple(f"vite.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
API_VARIABLE = Variable("VITE_CHATKIT_API", "import.meta.env.VITE_CHATKIT_API")
"""Vite shows the browser what begins with `VITE_` (vite.dev/guide/env-and-mode)."""


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """In Vite's own configuration, beside package.json."""
    file = find_first(project, manifest_of(project, fact), CONFIGS) or CONFIGS[0]
    yield from proxy_in(project, fact.path(file), wanted)


def proxy_in(project: Project, file: str, wanted: Proxy, *within: str) -> Iterator[Change]:
    """An entry of `server.proxy` (vite.dev/config/server-options#server-proxy) in a configuration that is Vite's, or
    holds Vite's under the keys `within`.
    """
    path = (*within, "server", "proxy", f"'^{wanted.path}(/|$)'")
    source = project.find_source(file)
    if source is None:
        snippet = nested(path, f"'{wanted.target}'")
        yield ByHand(file, "in the exported configuration", snippet, "no such file was found")
    else:
        yield from set_in(source, path, f"'{wanted.target}'")


def bundled_ahead(project: Project, fact: FrontendFact, package: str) -> Iterator[Change]:
    """An entry of `optimizeDeps.include` (vite.dev/config/dep-optimization-options), so that the development server has
    the package ready. Frameworks without an `index.html` give Vite nothing to find it by: it would be found when a
    visitor opens the chat, and the page loaded anew. A config that is not understood is left: it is no more than that.
    """
    file = find_first(project, manifest_of(project, fact), CONFIGS)
    source = project.find_source(fact.path(file)) if file else None
    edit = add_item(source, ("optimizeDeps", "include"), f"'{package}'") if source else ()
    yield from (change for change in edit if not isinstance(change, ByHand))
