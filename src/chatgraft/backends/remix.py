"""Remix: a route without a page carries the chat.

As v2.remix.run/docs/guides/resource-routes has it.
"""

from __future__ import annotations

import posixpath

from chatgraft.backends.site_server import SiteServer
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends.remix import is_rendered


def route(_project: Project, fact: FrontendFact) -> str:
    """A name that ends in `$` stands for the address and all below it."""
    return posixpath.join(posixpath.dirname(fact.mount), "routes", "chatkit.$")


BACKEND = SiteServer(name="remix", route=route, kit="react-router", serves=is_rendered).backend()
