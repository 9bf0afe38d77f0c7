"""Next.js with the App Router: a route handler of the site's own server carries the chat.

As nextjs.org/docs/app/api-reference/file-conventions/route has it.
"""

from __future__ import annotations

from chatgraft.backends.site_server import SiteServer
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends.next_site import CONFIGS, find_routers, may_export
from chatgraft.frontends.node_site import find_config, manifest_of


def base(project: Project, fact: FrontendFact) -> str:
    return find_routers(project, manifest_of(project, fact)).base


def serves(project: Project, fact: FrontendFact) -> bool:
    return not may_export(find_config(project, manifest_of(project, fact), CONFIGS))


BACKEND = SiteServer(
    name="next-app",
    route=lambda project, fact: f"{base(project, fact)}app/chatkit/[[...path]]/route",
    kit="next-app",
    serves=serves,
    folder=base,
).backend()
