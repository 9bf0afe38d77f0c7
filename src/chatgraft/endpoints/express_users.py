"""Who is signed in with an Express app: what Passport keeps, a key of the session, or what a middleware says.

Passport gives `req.user` of what `serializeUser` has kept (passportjs.org/concepts/authentication/sessions).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import FUNCTIONS, arguments, called, sources
from chatgraft.core.facts import BackendFact, Evidence, FrontendFact, SignedIn
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import unwrapped
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import nodes_of, text_of, walk

PASSPORT, SESSIONS = "passport", frozenset({"express-session", "cookie-session"})
REQUESTS = ("req", "request")
_OF_SESSION = re.compile(
    r"(?:req|request)\.session\.(\w*(?:user|account|member|customer|person|uid)\w*)", re.IGNORECASE
)
_OF_USER = re.compile(r"(?:req|request)\.user[?!]?\.(\w+)")
_IDS = ("id", "_id", "sub", "userId", "uid", "username", "email")
"""What tells users apart, surest first."""


def signed_in(project: Project, app: BackendFact | FrontendFact) -> SignedIn | None:
    """None where the code of the app shows nobody."""
    code = sources(project, app.root, b"passport", b"session", b".user")
    return _of_passport(code) or _of_session(code) or _of_middleware(code)


def _of_passport(code: list[Source]) -> SignedIn | None:
    using = [source for source in code if any(each.is_of(PASSPORT) for each in imports(source))]
    for source in using:
        for call in _nodes(source, "call_expression"):
            if called(call).endswith(".serializeUser") and arguments(call):
                place = Evidence(source.file, call.start_point.row + 1, "Passport keeps who is signed in")
                kept = _kept(arguments(call)[0])
                return SignedIn(PASSPORT, "req.user", kept or _used(code, _OF_USER), ("cookie",), (place,))
    for source in using:
        line = next(each.line for each in imports(source) if each.is_of(PASSPORT))
        place = Evidence(source.file, line, "Passport says who is signed in")
        return SignedIn(PASSPORT, "req.user", _used(code, _OF_USER), ("header",), (place,))
    return None


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
    for source in code if module else ():
        for node in _nodes(source, "assignment_expression"):
            found = _OF_SESSION.fullmatch(text_of(node.child_by_field_name("left")).replace("!", "").replace("?", ""))
            value = node.child_by_field_name("right")
            if found is None or value is None or text_of(value) in ("null", "undefined", "false", "true"):
                continue
            name = found.group(1)
            place = Evidence(source.file, node.start_point.row + 1, f"a sign-in writes {name} into the session")
            read = re.compile(rf"(?:req|request)\.session[?!]?\.{name}[?!]?\.(\w+)")
            id_ = "" if _is_plain(name, value) else _used(code, read) or _among(value)
            return SignedIn(module or "", f"req.session.{name}", id_, ("cookie",), (place,))
    return None


def _is_plain(name: str, value: Node) -> bool:
    """Whether it is an id and not a whole user."""
    is_named = re.search(r"(?:id|name|email)$", name, re.IGNORECASE) is not None
    return is_named or (value.type == "member_expression" and text_of(value.child_by_field_name("property")) in _IDS)


def _among(value: Node) -> str | None:
    """The key of an object that is written out there."""
    keys = [text_of(each.child_by_field_name("key") or each) for each in value.named_children]
    return next((name for name in _IDS if name in keys), None) if value.type == "object" else None


def _of_middleware(code: list[Source]) -> SignedIn | None:
    """`req.user = …`, as what reads a token does."""
    for source in code:
        for node in _nodes(source, "assignment_expression"):
            if text_of(node.child_by_field_name("left")) not in [f"{name}.user" for name in REQUESTS]:
                continue
            function = _around(node)
            said = text_of(function).lower() if function is not None else ""
            by = ("header",) if "authorization" in said else ("cookie",)
            place = Evidence(source.file, node.start_point.row + 1, "a middleware says who is signed in")
            return SignedIn("", "req.user", _used(code, _OF_USER), by, (place,))
    return None


def _around(node: Node) -> Node | None:
    above = node.parent
    while above is not None and above.type not in FUNCTIONS:
        above = above.parent
    return above


def _used(code: list[Source], pattern: re.Pattern[str]) -> str | None:
    """Which of the fields that tell users apart the app's own code reads most."""
    found = Counter(name for source in code for name in _read(source, pattern) if name in _IDS)
    return min(found, key=lambda name: (-found[name], _IDS.index(name)), default=None)


def _read(source: Source, pattern: re.Pattern[str]) -> Iterator[str]:
    for node in _nodes(source, "member_expression"):
        if match := pattern.fullmatch(text_of(node)):
            yield match.group(1)


def _nodes(source: Source, kind: str) -> list[Node]:
    try:
        return nodes_of(source, (kind,))
    except NotUnderstood:
        return []
