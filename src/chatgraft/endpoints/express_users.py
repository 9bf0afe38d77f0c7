"""Who is signed in with an Express app: what Passport keeps, a key of the session, or what a middleware says.

Passport gives `req.user` of what `serializeUser` has kept (passportjs.org/concepts/authentication/sessions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import FUNCTIONS, Code, Piece, arguments, called, dotted, sources
from chatgraft.calls.script_users import USER, Kept, among, is_plain, most_read, names_somebody, nodes, surest_kept
from chatgraft.core.facts import BackendFact, Evidence, FrontendFact, SignedIn
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import unwrapped
from chatgraft.edits.imports import imports, names_of
from chatgraft.edits.syntax import ancestors, text_of, walk

PASSPORT, SESSIONS = "passport", frozenset({"express-session", "cookie-session"})
EXPRESS, ROUTER = "express", "Router"
REQUESTS = ("req", "request")
_NAMED, _ASSIGNED = FUNCTIONS | {"variable_declarator"}, "assignment_expression"
_MIDDLEWARE = FUNCTIONS | {"identifier", "member_expression", "call_expression"}
_OF_SESSION = re.compile(rf"(?:req|request)\.session\.({USER})", re.IGNORECASE)
_OF_USER = re.compile(r"(?:req|request)\.user[?!]?\.(\w+)")


def signed_in(project: Project, app: BackendFact | FrontendFact) -> SignedIn | None:
    """None where the code of the app shows nobody."""
    code, every = Code(project), sources(project, app.root, b"passport", b"session", b".user", b".use(")
    return _of_passport(code, every) or _of_session(every) or _of_middleware(code, every)


def _of_passport(code: Code, every: list[Source]) -> SignedIn | None:
    using = [source for source in every if any(each.is_of(PASSPORT) for each in imports(source))]
    for source in using:
        for call in nodes(source, "call_expression"):
            if called(call).endswith(".serializeUser") and arguments(call):
                kept = _kept(arguments(call)[0])
                is_mixed = kept is None and _strategies(using) > 1
                why = "several sign-ins give ids of their own" if is_mixed else "Passport keeps who is signed in"
                place = Evidence(source.file, call.start_point.row + 1, why)
                id_ = None if is_mixed else kept or most_read(every, _OF_USER)
                return SignedIn(PASSPORT, "req.user", id_, ("cookie",), (place,))
    for source in using:
        line = next(each.line for each in imports(source) if each.is_of(PASSPORT))
        asks_all = any(called(each.node).endswith(".authenticate") for each in _used_by_all(code, every))
        why = "Passport says who is signed in" if asks_all else "Passport asks route by route who is signed in"
        id_ = most_read(every, _OF_USER) if asks_all else None
        return SignedIn(PASSPORT, "req.user", id_, ("header",), (Evidence(source.file, line, why),))
    return None


def _strategies(using: list[Source]) -> int:
    """How many ways to sign in Passport is given: `passport.use(…)`, whatever the file calls it."""
    found = 0
    for source in using:
        names = [here for each in imports(source) if each.module == PASSPORT for _, here in each.names]
        uses = re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?:\.use)+")
        found += sum(1 for call in nodes(source, "call_expression") if uses.fullmatch(called(call)))
    return found


def _used_by_all(code: Code, every: list[Source]) -> Iterator[Piece]:
    """What the app has every request go through: `app.use(…)`, not a router's, and of no path alone."""
    for source in every:
        routers = set(_routers(source))
        for call in nodes(source, "call_expression"):
            given, by = arguments(call), called(call)
            if not by.endswith(".use") or not given or given[0].type not in _MIDDLEWARE:
                continue
            owner = _owner(call)
            made = code.look_up(source, owner)
            if "router" in by.lower() or text_of(owner) in routers or (made and _makes_router(made.source, made.node)):
                continue
            yield from (Piece(source, each) for each in given)


def _owner(call: Node) -> Node | None:
    """`app` of `app.use(…)`, and of `app.use(…).use(…)`."""
    function = call.child_by_field_name("function")
    owner = function.child_by_field_name("object") if function is not None else None
    return _owner(owner) if owner is not None and called(owner).endswith(".use") else owner


def _routers(source: Source) -> Iterator[str]:
    """What a file calls the routers that it makes: `const admin = express.Router()`, `this.admin = Router()`."""
    for call in nodes(source, "call_expression", "new_expression"):
        above = call.parent if _makes_router(source, call) else None
        while above is not None and above.type in ("variable_declarator", _ASSIGNED):
            yield text_of(above.child_by_field_name("left") or above.child_by_field_name("name"))
            above = above.parent


def _makes_router(source: Source, node: Node) -> bool:
    return not {ROUTER, *names_of(source, EXPRESS, ROUTER)}.isdisjoint(called(node).split("."))


def _kept(function: Node) -> str | None:
    """`id` of `(user, done) => done(null, user.id)`."""
    given = [arguments(call) for call in walk(function) if call.type == "call_expression"]
    last = next((each[1] for each in given if len(each) == 2 and text_of(each[0]) in ("null", "undefined")), None)
    last = unwrapped(last) if last is not None else None
    is_field = last is not None and last.type == "member_expression"
    return text_of(last.child_by_field_name("property")) if last is not None and is_field else None


def _of_session(code: list[Source]) -> SignedIn | None:
    """What a sign-in writes into the session: `req.session.userId = user.id`."""
    module = next((each.module for source in code for each in imports(source) if each.module in SESSIONS), None)
    kept = surest_kept(_written(code)) if module else None
    if kept is None:
        return None
    read = re.compile(rf"(?:req|request)\.session[?!]?\.{kept.name}[?!]?\.(\w+)")
    id_ = "" if is_plain(kept.name, kept.value) else most_read(code, read) or among(kept.value)
    place = kept.seen(f"a sign-in writes {kept.name} into the session")
    name = f"req.session.{kept.name}"
    return SignedIn(module or "", name, None if kept.is_shared else id_, ("cookie",), (place,))


def _written(code: list[Source]) -> Iterator[Kept]:
    for source in code:
        for node in nodes(source, "assignment_expression"):
            found = _OF_SESSION.fullmatch(text_of(node.child_by_field_name("left")).replace("!", "").replace("?", ""))
            value = node.child_by_field_name("right")
            if found is not None and value is not None and names_somebody(value):
                yield Kept(source, found.group(1), value)


def _of_middleware(code: Code, every: list[Source]) -> SignedIn | None:
    """`req.user = …`, as what reads a token does."""
    for source in every:
        for node in nodes(source, "assignment_expression"):
            if text_of(node.child_by_field_name("left")) not in [f"{name}.user" for name in REQUESTS]:
                continue
            function = _around(node)
            said = text_of(function).lower() if function is not None else ""
            by = ("header",) if "authorization" in said else ("cookie",)
            asks_all = function is not None and _is_used_by_all(source, function, code, every)
            why = "a middleware says who is signed in" if asks_all else "a middleware of single routes says who it is"
            place = Evidence(source.file, node.start_point.row + 1, why)
            return SignedIn("", "req.user", most_read(every, _OF_USER) if asks_all else None, by, (place,))
    return None


def _is_used_by_all(source: Source, function: Node, code: Code, every: list[Source]) -> bool:
    """By a name that it has in its file, or as what another file imports of it."""
    names = {*_names_around(function)}
    for used in _used_by_all(code, every):
        if used.source.file == source.file:
            is_it = text_of(used.node) == text_of(function) or dotted(used.node).rpartition(".")[2] in names
        else:
            is_it = _leads_to(code, used, Piece(source, function))
        if is_it:
            return True
    return False


def _leads_to(code: Code, used: Piece, function: Piece) -> bool:
    """Whether what is used there, or called for it, is the function or has it inside."""
    node = used.node
    found = code.look_up(used.source, node.child_by_field_name("function") if node.type == "call_expression" else node)
    if found is None or found.source.file != function.source.file:
        return False
    return found.node.start_byte <= function.node.start_byte and function.node.end_byte <= found.node.end_byte


def _names_around(node: Node) -> Iterator[str]:
    """What the functions around it are called, and itself: one may be made by another."""
    for each in (node, *ancestors(node)):
        named = each.child_by_field_name("name" if each.type in _NAMED else "left" if each.type == _ASSIGNED else "key")
        if named is not None:
            yield dotted(named).rpartition(".")[2] or text_of(named)


def _around(node: Node) -> Node | None:
    above = node.parent
    while above is not None and above.type not in FUNCTIONS:
        above = above.parent
    return above
