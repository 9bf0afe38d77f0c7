"""SvelteKit: an endpoint of the site's own server carries the chat.

As svelte.dev/docs/kit/routing#server has it.
"""

from __future__ import annotations

from chatgraft.backends.site_server import SiteServer
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends.node_site import manifest_of

FILES_ALONE = "@sveltejs/adapter-static"


def serves(project: Project, fact: FrontendFact) -> bool:
    return FILES_ALONE not in manifest_of(project, fact).wants


BACKEND = SiteServer(
    name="sveltekit",
    route=lambda _project, _fact: "src/routes/chatkit/[...path]/+server",
    kit="sveltekit",
    serves=serves,
    folder=lambda _project, _fact: "src",
).backend()
