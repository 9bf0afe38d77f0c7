"""What the modules of frameworks that are built on Vite have in common. No framework by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.node_project import script_options
from chatgraft.core.project import Project
from chatgraft.edits.config import add_item, find_property, nested, set_in
from chatgraft.frontends import Dev, Proxy, Variable
from chatgraft.frontends.node_site import (
    dev_server,
    find_first,
    knows_types,
    manifest_of,
    script,
    script_saying,
    scripts_of,
)

CONFIGS = tuple(f"vite.config.{ending}" for ending in ("ts", "js", "mts", "mjs", "cts", "cjs"))
API_VARIABLE = Variable("VITE_CHATKIT_API", "import.meta.env.VITE_CHATKIT_API")
"""Vite shows the browser what begins with `VITE_` (vite.dev/guide/env-and-mode)."""
SERVES = re.compile(r"^([\w-]+ |\w+=\S* )*vite(?=\s|$)(?!\s+(build|preview|optimize))[^&|;]*$")
SCRIPTS = ("dev", "start", "serve")
PORT = 5173


def variable(project: Project, fact: FrontendFact) -> Variable | None:
    """None where TypeScript knows nothing of `import.meta.env`."""
    return API_VARIABLE if knows_types(project, fact, "vite/client") else None


def dev(project: Project, fact: FrontendFact) -> Dev:
    """The script that is Vite's server itself is told the port; another one, which may start more, keeps its own."""
    manifest = manifest_of(project, fact)
    if manifest.home != manifest.folder:
        return dev_server(project, fact, PORT, "--port", "{port}", scripts=SCRIPTS)
    if any(SERVES.search(said) for said in scripts_of(project, fact).values()):
        options = script_options(fact.package_manager, "--port", "{port}", "--strictPort")
        return Dev(script_saying(project, fact, SERVES.pattern, SCRIPTS[0]), PORT, options)
    file = find_first(project, manifest, CONFIGS)
    config = project.find_source(fact.path(file)) if file else None
    port = find_property(config, "server", "port") if config else None
    return Dev(script(project, fact, *SCRIPTS), int(port) if port and port.isdecimal() else PORT)


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
