"""Pug templates of Express: the layouts that hold the body load the chat."""

from __future__ import annotations

from chatgraft.edits.pug import PUG
from chatgraft.frontends.express_site import sites_of
from chatgraft.frontends.template_site import frontend

FRONTEND = frontend("pug", sites_of("pug", PUG), PUG)
