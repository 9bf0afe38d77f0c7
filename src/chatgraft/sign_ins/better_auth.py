"""Better Auth, whose sessions name a user with an `id` (better-auth.com/docs/concepts/session-management)."""

from __future__ import annotations

from chatgraft.calls.script_code import called, exported_as, sources
from chatgraft.calls.script_users import nodes
from chatgraft.core.facts import Asking, BackendFact, Evidence, SignedIn
from chatgraft.core.project import Project
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import text_of
from chatgraft.sign_ins import SignIn

PACKAGE, MAKE = "better-auth", "betterAuth"
TAKES = {
    "next-app": (("request", "Request"), "request.headers"),
    "nuxt": (("event", "import('h3').H3Event"), "event.headers"),
    "react-router": (("{ request }", "{ request: Request }"), "request.headers"),
    "remix": (("{ request }", "{ request: Request }"), "request.headers"),
    "sveltekit": (("event", "{ request: Request }"), "event.request.headers"),
}
"""The parameter of a framework's handlers, and the request's headers in it."""


def find(project: Project, app: BackendFact) -> SignedIn | None:
    for source in sources(project, app.root, MAKE.encode()):
        if not any(each.module in (PACKAGE, f"{PACKAGE}/minimal") for each in imports(source)):
            continue
        for call in nodes(source, "call_expression"):
            if called(call) != MAKE or call.parent is None:
                continue
            name = exported_as(source, text_of(call.parent.child_by_field_name("name")))
            place = Evidence(source.file, call.start_point.row + 1, "Better Auth says who is signed in")
            taken, headers = TAKES[app.framework]
            imported = ((name if name == "auth" else f"{name}: auth", f"./{source.file}"),)
            asking = Asking(f"(await auth.api.getSession({{ headers: {headers} }}))?.user", (taken,), imported)
            return SignedIn(PACKAGE, "auth.api.getSession()", "id" if name else None, ("cookie",), (place,), asking)
    return None


SIGN_IN = SignIn(find, tuple(TAKES))
