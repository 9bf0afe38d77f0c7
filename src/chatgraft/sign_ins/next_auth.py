"""Auth.js in Next: version 5 by the `auth` that it makes, version 4 by `getServerSession` and the app's options.

As authjs.dev/getting-started/session-management/get-session and next-auth.js.org/configuration/nextjs have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tree_sitter import Node

from chatgraft.calls.script_code import Code, Piece, arguments, called, exported_as, exports_of, sources
from chatgraft.calls.script_users import nodes
from chatgraft.core.facts import Asking, BackendFact, Evidence, SignedIn
from chatgraft.core.node_project import find_version
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits.exports import taken_apart
from chatgraft.edits.imports import imports, names_of
from chatgraft.edits.syntax import text_of
from chatgraft.sign_ins import SignIn
from chatgraft.sign_ins.auth_options import options_of, tells

PACKAGE, ASK, ASK_4 = "next-auth", "auth", "getServerSession"
TAKES: dict[str, tuple[tuple[str, str], ...]] = {
    "next-app": (),
    "next-pages": (
        ("request", "import('next').NextApiRequest"),
        ("response", "import('next').NextApiResponse"),
    ),
}
"""What must be handed to either: pages have no other way to the request."""
SINCE = (4, 22)
"""The first version that exports `getServerSession` itself."""


def find(project: Project, app: BackendFact) -> SignedIn | None:
    code, takes = Code(project), TAKES[app.framework]
    for source, call in _made(sources(project, app.root, PACKAGE.encode())):
        pattern = call.parent.child_by_field_name("name") if call.parent is not None else None
        taken = taken_apart(pattern) if pattern is not None else {}
        place = Evidence(source.file, call.start_point.row + 1, "Auth.js says who is signed in")
        if ASK in taken:
            return _of_5(code, Piece(source, call), taken[ASK], takes, place)
        return _of_4(code, Piece(source, call), takes, place, is_old=_is_old(project, app))
    return None


def _made(code: list[Source]) -> Iterator[tuple[Source, Node]]:
    """The calls of what the package exports by default, with options."""
    for source in code:
        names = names_of(source, PACKAGE, "default")
        for call in nodes(source, "call_expression") if names else ():
            if called(call) in names and arguments(call):
                yield source, call


def _of_5(code: Code, made: Piece, local: str, takes: tuple[tuple[str, str], ...], place: Evidence) -> SignedIn:
    """`export const { auth, handlers } = NextAuth(…)`; what is exported may be wrapped, under the same name."""
    name = exported_as(made.source, local) or (ASK if ASK in exports_of(made.source) else None)
    user, why = tells(options_of(code, Piece(made.source, arguments(made.node)[0])), whole_users=True, own_ids=True)
    given = ", ".join(each for each, _ in takes)
    imported = ASK if name == ASK else f"{name}: {ASK}"
    asking = Asking(f"(await {ASK}({given}))?.user", takes, ((imported, f"./{made.source.file}"),))
    seen = Evidence(place.file, place.line, why)
    return SignedIn(PACKAGE, f"{ASK}()", user if name else None, ("cookie",), (seen,), asking if name else None)


def _of_4(code: Code, made: Piece, takes: tuple[tuple[str, str], ...], place: Evidence, *, is_old: bool) -> SignedIn:
    given = arguments(made.node)[-1]
    home = _home(code, made.source, given)
    options = options_of(code, code.look_up(made.source, given) or Piece(made.source, given))
    user, why = tells(options, whole_users=False, own_ids=False)
    if home is None or is_old:
        return SignedIn(PACKAGE, f"{ASK_4}()", None, ("cookie",), (place,))
    file, name = home
    local = "options" if name == "default" else name
    words = ", ".join([*(each for each, _ in takes), local])
    imported = ((ASK_4, PACKAGE), (name if name == local else f"{name}: {local}", f"./{file}"))
    asking = Asking(f"(await {ASK_4}({words}))?.user", takes, imported)
    return SignedIn(PACKAGE, f"{ASK_4}()", user, ("cookie",), (Evidence(place.file, place.line, why),), asking)


def _home(code: Code, source: Source, node: Node) -> tuple[str, str] | None:
    """The file that exports the options, and the name that it does so under."""
    if node.type != "identifier":
        return None
    for each in imports(source):
        for exported, here in each.names:
            if here == text_of(node):
                module = code.find_module(source.file, each.module)
                return (module.file, exported) if module else None
    name = exported_as(source, text_of(node))
    return (source.file, name) if name else None


def _is_old(project: Project, app: BackendFact) -> bool:
    manifest = find_manifest(project, PurePosixPath(app.root))
    version = (find_version(project, manifest, PACKAGE) if manifest else None) or ""
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    return len(numbers) == len(SINCE) and numbers < SINCE


SIGN_IN = SignIn(find, tuple(TAKES))
