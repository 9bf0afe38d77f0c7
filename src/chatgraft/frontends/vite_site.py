"""What the modules of frameworks that are built on Vite have in common. No framework by itself."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.edits.config import set_in
from chatgraft.frontends import Proxy, Variable
from chatgraft.frontends.node_site import find_first, manifest_of

CONFIGS = tuple(f"vite.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
API_VARIABLE = Variable("VITE_CHATKIT_API", "import.meta.env.VITE_CHATKIT_API")
"""Vite shows the browser what begins with `VITE_` (vite.dev/guide/env-and-mode)."""


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    """An entry of `server.proxy` (vite.dev/config/server-options#server-proxy) in the config beside package.json."""
    entry = f"'^{wanted.path}(/|$)'"
    file = find_first(project, manifest_of(project, fact), CONFIGS)
    source = project.find_source(fact.path(file)) if file else None
    if source is None:
        snippet = f"server: {{ proxy: {{ {entry}: '{wanted.target}' }} }}"
        yield ByHand(fact.path(CONFIGS[0]), "in Vite's configuration", snippet, "no such file was found")
    else:
        yield from set_in(source, ("server", "proxy", entry), f"'{wanted.target}'")
