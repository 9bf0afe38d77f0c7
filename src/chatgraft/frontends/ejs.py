"""EJS templates of Express: the layouts or partials in which the pages end load the chat."""

from __future__ import annotations

from chatgraft.edits.templates import EJS
from chatgraft.frontends.express_site import sites_of
from chatgraft.frontends.template_site import frontend

FRONTEND = frontend("ejs", sites_of("ejs", EJS), EJS)
