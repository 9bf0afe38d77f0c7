"""Sessions of Remix and React Router: a storage that a module exports, and the key that a sign-in keeps a user under.

As reactrouter.com/explanation/sessions-and-cookies has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import arguments, called, exported_as, sources, string
from chatgraft.calls.script_users import USER, Kept, among, is_plain, most_read, names_somebody, nodes, surest_kept
from chatgraft.core.facts import Asking, BackendFact, SignedIn
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import taken_apart
from chatgraft.edits.imports import imports, means
from chatgraft.edits.syntax import text_of
from chatgraft.sign_ins import SignIn

ASK = "getSession"
_MAKERS = re.compile(r"create\w*SessionStorage")
_KEEPS = re.compile(r"(?:\w+\.)*\w*session\.set", re.IGNORECASE)
_KEY = re.compile(USER, re.IGNORECASE)
TAKES = (("{ request }", "{ request: Request }"),)
COOKIE = "request.headers.get('Cookie')"


def find(project: Project, app: BackendFact) -> SignedIn | None:
    code = sources(project, app.root, b"ession")
    makers = [each for each in code if next(_makers(each), None)]
    kept = surest_kept(_kept(code)) if makers else None
    if kept is None:
        return None
    read = re.compile(rf"\(?(?:await )?\w*[sS]ession\.get\(['\"]{kept.name}['\"]\)\)?[?!]?\.(\w+)")
    id_ = "" if is_plain(kept.name, kept.value) else among(kept.value) or most_read(code, read)
    place = kept.seen(f"a sign-in keeps {kept.name} in the session")
    asking = _asking(kept.source, makers, kept.name)
    id_ = id_ if asking and not kept.is_shared else None
    return SignedIn("", f"session.get('{kept.name}')", id_, ("cookie",), (place,), asking)


def _makers(source: Source) -> Iterator[Node]:
    return (call for call in nodes(source, "call_expression") if _MAKERS.fullmatch(called(call).rpartition(".")[2]))


def _kept(code: list[Source]) -> Iterator[Kept]:
    """`session.set('userId', user.id)`, the key written there or a constant."""
    for source in code:
        for call in nodes(source, "call_expression"):
            given = arguments(call)
            if len(given) == 2 and _KEEPS.fullmatch(called(call)) and names_somebody(given[1]):
                key = string(source, given[0])
                if key and _KEY.fullmatch(key):
                    yield Kept(source, key, given[1])


def _asking(keeper: Source, makers: list[Source], key: str) -> Asking | None:
    """Of the storage that the sign-in uses, where there are several."""
    found = [(each, asking) for each in makers for asking in _askings(each, key)]
    used = [
        asking
        for each, asking in found
        if each is keeper or any(means(keeper.file, module.module, each.file) for module in imports(keeper))
    ]
    among_ = used or [asking for _, asking in found]
    return among_[0] if len(among_) == 1 else None


def _askings(source: Source, key: str) -> Iterator[Asking]:
    """By `export const { getSession } = createCookieSessionStorage(…)`, or by a storage that is exported as a whole."""
    for call in _makers(source):
        pattern = call.parent.child_by_field_name("name") if call.parent is not None else None
        taken = taken_apart(pattern) if pattern is not None else {}
        local = taken.get(ASK) if taken else text_of(pattern)
        name = exported_as(source, local) if local else None
        if name is None:
            continue
        imported = (name if name != "default" else "default: storage", f"./{source.file}")
        ask = name if taken else f"{imported[0].rpartition(' ')[2]}.{ASK}"
        yield Asking(f"(await {ask}({COOKIE})).get('{key}')", TAKES, (imported,))


SIGN_IN = SignIn(find, ("remix", "react-router"))
