"""nuxt-auth-utils, whose sealed session holds what the app's sign-in gives to `setUserSession`.

As github.com/atinux/nuxt-auth-utils has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import Code, Piece, arguments, called, sources
from chatgraft.calls.script_users import among, most_read, nodes, surest
from chatgraft.core.facts import Asking, BackendFact, Evidence, SignedIn
from chatgraft.core.project import Project
from chatgraft.edits.exports import key_of
from chatgraft.edits.syntax import ancestors, text_of, walk
from chatgraft.sign_ins import SignIn

PACKAGE, ASK = "nuxt-auth-utils", "getUserSession"
KEEPS = ("setUserSession", "replaceUserSession")
ASKING = Asking(f"(await {ASK}(event)).user", (("event", "import('h3').H3Event"),))
_PROVIDER = re.compile(r"(?:defineOA|oa)uth\.?\w*EventHandler")
_READ = re.compile(r"(?:session[?!]?\.)?user[?!]?\.(\w+)")


def find(project: Project, app: BackendFact) -> SignedIn | None:
    given = list(_given(project, app))
    if not given:
        return None
    call, _ = given[0]
    fields = {among(each.node) for _, each in given} - {None}
    if len(fields) > 1 or _mixes(project, app, [each.node for each, _ in given]):
        id_, why = None, "several sign-ins give ids of their own"
    else:
        id_ = next(iter(fields), None) or surest(_declared(project, app)) or most_read([call.source], _READ)
        why = "a sign-in gives the session its user"
    return SignedIn(PACKAGE, f"{ASK}()", id_, ("cookie",), (Evidence(call.source.file, call.line, why),), ASKING)


def _given(project: Project, app: BackendFact) -> Iterator[tuple[Piece, Piece]]:
    """The calls that give a session a user, each with that."""
    code = Code(project)
    for source in sources(project, app.root, *map(str.encode, KEEPS)):
        for call in nodes(source, "call_expression"):
            if called(call) in KEEPS and len(arguments(call)) > 1:
                user = _user(code, Piece(source, arguments(call)[1]))
                if user is not None:
                    yield Piece(source, call), user


def _mixes(project: Project, app: BackendFact, calls: list[Node]) -> bool:
    """Whether a provider gives ids beside another provider or beside the app: two may give the same to two people."""
    code = sources(project, app.root, b"EventHandler")
    every = (call for source in code for call in nodes(source, "call_expression"))
    providers = sum(1 for call in every if _PROVIDER.fullmatch(called(call)))
    inside = sum(1 for call in calls if any(_PROVIDER.fullmatch(called(above)) for above in ancestors(call)))
    return providers > 1 or inside > 1 or 0 < inside < len(calls)


def _user(code: Code, kept: Piece) -> Piece | None:
    """The value of `user` in what a session is given."""
    for member in kept.node.named_children if kept.node.type == "object" else ():
        if key_of(member) == "user":
            value = member.child_by_field_name("value") or member
            return code.look_up(kept.source, value) or Piece(kept.source, value)
    return None


def _declared(project: Project, app: BackendFact) -> Iterator[str]:
    """The fields of `interface User` that the app declares for the module `#auth-utils`."""
    inside = "" if app.root == "." else f"{app.root}/"
    for source in project.holding((".d.ts",), b"#auth-utils"):
        for node in nodes(source, "interface_declaration") if source.file.startswith(inside) else ():
            if text_of(node.child_by_field_name("name")) == "User":
                yield from (text_of(each) for each in walk(node) if each.type == "property_identifier")


SIGN_IN = SignIn(find, ("nuxt",))
