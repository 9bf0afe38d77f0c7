"""The options that Auth.js is given, which decide what its session tells of a user. No library by itself.

As authjs.dev/guides/extending-the-session and next-auth.js.org/configuration/callbacks have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.calls.script_code import FUNCTIONS, Code, Piece, dotted, plain
from chatgraft.calls.script_users import nodes, surest
from chatgraft.edits.exports import key_of
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import text_of, walk

_PROVIDER = re.compile(r"(?:next-auth|@auth/[\w-]+)/providers/([\w-]+)")
_CREDENTIALS = "credentials"
_BY_LINK = frozenset({"email", "forwardemail", "loops", "mailgun", "nodemailer", "postmark", "resend", "sendgrid"})
_VERIFYING = frozenset({_CREDENTIALS, "github", "google"}) | _BY_LINK
"""Those whose email is of who signs in; others hand on what somebody has typed in or an administrator has set."""
EMAIL = "email"
_OF_PROVIDER = ("profile", "account")
"""Parameters of callbacks that hold the provider's own id of a user."""
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Options:
    """`parts` are the objects that the options consist of, those that are spread into another included."""

    code: Code
    parts: tuple[Piece, ...]

    def find(self, name: str) -> Piece | None:
        """The value of an option; a method itself."""
        for part in self.parts:
            for member in part.node.named_children:
                if key_of(member) == name:
                    value = member.child_by_field_name("value") or member
                    return self.code.look_up(part.source, value) or Piece(part.source, value)
        return None

    def callback(self, name: str) -> Piece | None:
        found = self.find("callbacks")
        inner = Options(self.code, tuple(parts_of(self.code, found))) if found else None
        return inner.find(name) if inner else None

    @property
    def providers(self) -> frozenset[str]:
        modules = (each.module for part in self.parts for each in imports(part.source))
        return frozenset(match.group(1).lower() for module in modules if (match := _PROVIDER.fullmatch(module)))

    @property
    def keeps_sessions(self) -> bool:
        """Whether sessions lie in a database, with the whole user, and not in a token."""
        session = self.find("session")
        is_token = session is not None and any(
            key_of(node) == "strategy" and text_of(node.child_by_field_name("value"))[1:-1] == "jwt"
            for node in session.node.named_children
        )
        return self.find("adapter") is not None and not is_token

    @property
    def names_email(self) -> bool:
        kinds = ("property_identifier", "shorthand_property_identifier")
        return any(text_of(node) == EMAIL for part in self.parts for node in nodes(part.source, *kinds))

    @property
    def reads_provider(self) -> bool:
        """Whether a callback takes from the provider what it tells of a user."""
        found = (self.callback(name) for name in ("jwt", "session"))
        said = (text_of(node) for piece in found if piece for node in walk(piece.node) if node.type == "identifier")
        return any(name in _OF_PROVIDER for name in said)


def options_of(code: Code, piece: Piece | None) -> Options:
    return Options(code, tuple(parts_of(code, piece)))


def parts_of(code: Code, piece: Piece | None, depth: int = 0) -> Iterator[Piece]:
    """The object that an expression is or a function returns, then those that are spread into it."""
    node = plain(piece.node) if piece else None
    if node is not None and node.type in FUNCTIONS:
        node = next((each for each in walk(node.child_by_field_name("body") or node) if each.type == "object"), None)
    if piece is None or node is None or node.type != "object" or depth > _DEEPEST:
        return
    yield Piece(piece.source, node)
    for member in node.named_children:
        if member.type == "spread_element":
            yield from parts_of(code, code.look_up(piece.source, member.named_children[0]), depth + 1)


def tells(options: Options, *, whole_users: bool, own_ids: bool) -> tuple[str | None, str]:
    """The field of the session's user that tells users apart, and what the evidence says.

    `whole_users`: a session that a database keeps has all of its user. `own_ids`: without a database a user of another
    provider has an id that is made anew with each sign-in. Without one, users of two providers may have the same id.
    """
    session, outside = options.callback("session"), options.providers - {_CREDENTIALS}
    is_random = own_ids and outside and not options.reads_provider
    is_unsure = options.find("adapter") is None and (is_random or len(options.providers) > 1)
    fields = set(_written(session.node)) if session else set()
    name = surest(fields - {EMAIL})
    if name is None and whole_users and options.keeps_sessions:
        name = "id"
    if name is not None and not is_unsure:
        return name, "Auth.js says who is signed in"
    lacks = f"Auth.js says who is signed in, {'with an id that may change' if name else 'without an id'}"
    if not outside and not options.names_email:
        return None, f"{lacks} and without an email"
    if not options.providers or not options.providers <= _VERIFYING:
        return None, f"{lacks} and with an email that may be another's"
    return EMAIL, lacks


def _written(callback: Node) -> Iterator[str]:
    """`id` of `session.user.id = token.sub` and of `{ ...session, user: { ...session.user, id: user.id } }`."""
    for node in walk(callback):
        if node.type == "assignment_expression":
            names = dotted(node.child_by_field_name("left")).split(".")
            yield from names[-1:] if names[-2:-1] == ["user"] else ()
        value = node.child_by_field_name("value") if node.type == "pair" and key_of(node) == "user" else None
        if value is not None and value.type == "object":
            yield from filter(None, map(key_of, value.named_children))
