"""Nuxt: a middleware of the site's own server carries the chat.

A route with a parameter for all that follows does not answer for its own address.
As nuxt.com/docs/guide/directory-structure/server has it.
"""

from __future__ import annotations

from chatgraft.backends.site_server import SiteServer, scripts_saying

BACKEND = SiteServer(
    name="nuxt",
    route=lambda _project, _fact: "server/middleware/chatkit",
    kit="nuxt",
    serves=lambda project, fact: not scripts_saying(project, fact, "generate"),
).backend()
