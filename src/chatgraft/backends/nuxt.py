"""Nuxt: a route of the site's own server carries the chat (nuxt.com/docs/guide/directory-structure/server)."""

from __future__ import annotations

from chatgraft.backends.site_server import SiteServer, scripts_saying

BACKEND = SiteServer(
    name="nuxt",
    route=lambda _project, _fact: "server/routes/chatkit/[...]",
    kit="nuxt",
    serves=lambda project, fact: not scripts_saying(project, fact, "generate"),
).backend()
