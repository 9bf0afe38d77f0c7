"""Auth.js in SvelteKit: its handle gives every event `locals.auth`.

As authjs.dev/reference/sveltekit has it.
"""

from __future__ import annotations

from chatgraft.calls.script_code import Code, Piece, arguments, called, sources
from chatgraft.calls.script_users import nodes
from chatgraft.core.facts import Asking, BackendFact, Evidence, SignedIn
from chatgraft.core.project import Project
from chatgraft.edits.imports import names_of
from chatgraft.sign_ins import SignIn
from chatgraft.sign_ins.auth_options import options_of, tells

PACKAGE, MAKE, ASK = "@auth/sveltekit", "SvelteKitAuth", "event.locals.auth()"


def find(project: Project, app: BackendFact) -> SignedIn | None:
    for source in sources(project, app.root, PACKAGE.encode()):
        names = names_of(source, PACKAGE, MAKE)
        for call in nodes(source, "call_expression") if names else ():
            if called(call) in names and arguments(call):
                options = options_of(Code(project), Piece(source, arguments(call)[0]))
                user, why = tells(options, whole_users=False, own_ids=True)
                place = Evidence(source.file, call.start_point.row + 1, why)
                asking = Asking(f"(await {ASK})?.user", (("event", "{ locals: App.Locals }"),))
                return SignedIn(PACKAGE, ASK, user, ("cookie",), (place,), asking)
    return None


SIGN_IN = SignIn(find, ("sveltekit",))
