"""The options that Auth.js is given, which decide what its session tells of a user. No library by itself.

As authjs.dev/guides/extending-the-session and next-auth.js.org/configuration/callbacks have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.calls.script_code import FUNCTIONS, Code, Piece, called, dotted, plain
from chatgraft.calls.script_users import nodes, surest
from chatgraft.core.source import Source
from chatgraft.edits.exports import key_of
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import text_of, walk

_PROVIDER = re.compile(r"(?:next-auth|@auth/[\w-]+)/providers/([\w-]+)")
_ADDS = re.compile(r"(?:\w+\.)*\w*providers\.(?:push|unshift|splice)", re.IGNORECASE)
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
        return next(self.every(name), None)

    def every(self, name: str) -> Iterator[Piece]:
        """One from each part that has the option, whichever of them counts in the end."""
        for part in self.parts:
            for member in part.node.named_children:
                if key_of(member) == name:
                    value = member.child_by_field_name("value") or member
                    yield self.code.look_up(part.source, value) or Piece(part.source, value)

    def callback(self, name: str) -> Piece | None:
        found = self.find("callbacks")
        inner = Options(self.code, tuple(parts_of(self.code, found))) if found else None
        return inner.find(name) if inner else None

    @property
    def sources(self) -> list[Source]:
        """The files of the options and of the lists of providers."""
        return [piece.source for piece in (*self.parts, *self.every("providers"))]

    @property
    def providers(self) -> frozenset[str]:
        return frozenset(name for source in self.sources for name in _imported(source).values())

    @property
    def lists(self) -> list[list[str | None]]:
        return [_listed(self.code, each) for each in self.every("providers")]

    @property
    def shows_all(self) -> bool:
        """Whether all is written out, of nothing but providers of the package: what is not seen may be one more."""
        calls = (call for source in self.sources for call in nodes(source, "call_expression"))
        is_seen = all(None not in names for names in self.lists) and bool(self.providers)
        return is_seen and not any(_ADDS.fullmatch(called(call)) for call in calls)

    @property
    def has_several(self) -> bool:
        """Also one provider for two companies."""
        is_twice = any(len([name for name in names if name != _CREDENTIALS]) > 1 for names in self.lists)
        return len(self.providers) > 1 or is_twice or not self.shows_all

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


def _imported(source: Source) -> dict[str, str]:
    """The names that a file has for providers, and whose they are."""
    found = ((each.names, _PROVIDER.fullmatch(each.module)) for each in imports(source))
    return {here: match.group(1).lower() for names, match in found if match for _, here in names}


def _listed(code: Code, listed: Piece) -> list[str | None]:
    """Whose each member of `[GitHub, Google({ … })]` is; None where it is not one of the package's."""
    node = plain(listed.node)
    if node is None or node.type != "array":
        return [None]
    found: list[str | None] = []
    for each in (member for member in node.named_children if member.type != "comment"):
        piece = code.look_up(listed.source, each) or Piece(listed.source, each)
        name = dotted(piece.node)
        found.append(_imported(piece.source).get(name.partition(".")[0]))
    return found


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
    provider has an id that is made anew with each sign-in. Users of two providers may have the same id, with a database
    as well where it is taken from the provider.
    """
    session, outside = options.callback("session"), options.providers - {_CREDENTIALS}
    is_random = own_ids and outside and not options.reads_provider
    is_kept = options.find("adapter") is not None
    is_unsure = (options.has_several and options.reads_provider) or (not is_kept and (is_random or options.has_several))
    fields = set(_written(session.node)) if session else set()
    name = surest(fields - {EMAIL})
    if name is None and whole_users and options.keeps_sessions:
        name = "id"
    if name is not None and not is_unsure:
        return name, "Auth.js says who is signed in"
    lacks = f"Auth.js says who is signed in, {'with an id that may change' if name else 'without an id'}"
    if not outside and not options.names_email:
        return None, f"{lacks} and without an email"
    if not options.shows_all or not options.providers <= _VERIFYING:
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
