"""Next.js with the Pages Router: an API route of the site's own server carries the chat, below `/api`.

As nextjs.org/docs/pages/building-your-application/routing/api-routes has it.
"""

from __future__ import annotations

from chatgraft.backends.next_app import base, serves
from chatgraft.backends.site_server import SiteServer

BACKEND = SiteServer(
    name="next-pages",
    route=lambda project, fact: f"{base(project, fact)}pages/api/chatkit/[[...path]]",
    kit="next-pages",
    serves=serves,
    folder=base,
    api="/api/chatkit",
).backend()
