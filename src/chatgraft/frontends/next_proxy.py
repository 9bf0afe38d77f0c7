"""How Next's development server is told to pass the chat on: a rewrite that applies in development alone.

No framework by itself. A rewrite of the published site would make a server of its own send visitors to a loopback
address; in production the chat's place is the owner's decision. Next streams through a rewrite what says that it is not
to be transformed, as the chat service does (nextjs.org/docs/app/api-reference/config/next-config-js/rewrites).
"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.changes import ByHand, Change, Create
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import applied, either
from chatgraft.edits.config import add_item, set_in
from chatgraft.edits.exported_object import find_property
from chatgraft.frontends import Proxy
from chatgraft.frontends.next_site import CONFIGS, find_routers, may_export
from chatgraft.frontends.node_site import find_config, manifest_of

NEW = "next.config.mjs"
"""The form that every supported Next reads, in a project of either language."""
_EMPTY = b"""\
/** @type {import('next').NextConfig} */
const nextConfig = {
};

export default nextConfig;
"""
_IN_DEVELOPMENT = "process.env.NODE_ENV === 'development'"


def proxy(project: Project, fact: FrontendFact, wanted: Proxy) -> Iterator[Change]:
    config = find_config(project, manifest_of(project, fact), CONFIGS)
    rule = _rule(config, wanted)
    if why := _find_obstacle(project, fact, config):
        file = config.file if config else fact.path(NEW)
        yield ByHand(file, "in the list that `rewrites` returns", rule, why)
    elif config is None:
        new = Source(fact.path(NEW), _EMPTY)
        yield Create(new.file, applied(new, set_in(new, ("rewrites",), _rewrites(rule))).data)
    else:
        item = f"...({_IN_DEVELOPMENT} ? [{rule}] : [])"
        lists = (("rewrites()",), ("rewrites()", "beforeFiles"))
        yield from either(
            set_in(config, ("rewrites",), _rewrites(rule)),
            *(add_item(config, path, item, first=True) for path in lists),
        )


def _rule(config: Source | None, wanted: Proxy) -> str:
    """Under a `basePath` the chat stays at the root of the origin, as it does behind a server in production."""
    path = f"{wanted.path}/:path*"
    base = ", basePath: false" if config and find_property(config, "basePath") else ""
    return f"{{ source: '{path}', destination: '{wanted.target}{path}'{base} }}"


def _rewrites(rule: str) -> str:
    return f"async () =>\n  {_IN_DEVELOPMENT}\n    ? [{rule}]\n    : []"


def _find_obstacle(project: Project, fact: FrontendFact, config: Source | None) -> str | None:
    """Why a rewrite would not do: the chat is then asked at its own address."""
    if may_export(config):
        return "a site that is exported has no rewrites"
    if config and find_property(config, "trailingSlash") not in (None, "false"):
        return "`trailingSlash` redirects the chat's addresses"
    base = find_routers(project, manifest_of(project, fact)).base
    for name in (f"{base}{name}.{ending}" for name in ("proxy", "middleware") for ending in ("ts", "js")):
        if fact.path(name) in project.files:
            return f"{name} sees every request before a rewrite does"
    return None
