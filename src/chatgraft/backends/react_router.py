"""React Router in framework mode: a route without a page carries the chat.

As reactrouter.com/how-to/resource-routes has it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from chatgraft.backends import Landed
from chatgraft.backends.remix import route
from chatgraft.backends.site_server import SiteServer
from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact
from chatgraft.core.project import Project
from chatgraft.edits import together
from chatgraft.edits.config import add_item
from chatgraft.edits.javascript import add_import
from chatgraft.edits.syntax import nodes_of, text_of
from chatgraft.frontends.react_router import is_rendered

MODULE = "@react-router/dev/routes"
ENDINGS = ("ts", "js", "mts", "mjs")
BY_FILES = "flatRoutes"
"""Finds routes by their files, this one as well (reactrouter.com/how-to/file-route-conventions)."""
PATH = "chatkit/*"


def edits(project: Project, fact: BackendFact, _landed: Landed) -> Iterator[Change]:
    """The route's entry in `routes.ts`, whose paths are relative to its folder."""
    app = posixpath.dirname(posixpath.dirname(fact.entry))
    found = (project.find_source(f"{app}/routes.{ending}") for ending in ENDINGS)
    source = next(filter(None, found), None)
    if source is None:
        return
    if any(
        text_of(call.child_by_field_name("function")) == BY_FILES for call in nodes_of(source, ("call_expression",))
    ):
        return
    entry = f"route('{PATH}', '{posixpath.relpath(fact.entry, app)}')"
    taken = f"import {{ route }} from '{MODULE}';"
    edit = together("among the routes", f"{taken}\n\n{entry}", add_import(source, taken), add_item(source, (), entry))
    yield from edit


BACKEND = SiteServer(name="react-router", route=route, kit="react-router", serves=is_rendered, edits=edits).backend()
