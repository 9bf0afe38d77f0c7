"""What a SvelteKit app's own `handle` writes into `event.locals` for the user who is signed in, as Lucia's guides do.

As svelte.dev/docs/kit/hooks#Server-hooks-locals has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.calls.script_code import dotted, sources
from chatgraft.calls.script_users import (
    USER,
    Kept,
    among,
    is_plain,
    most_read,
    names_somebody,
    nodes,
    surest,
    surest_kept,
)
from chatgraft.core.facts import BackendFact, SignedIn
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import key_of
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import text_of, walk
from chatgraft.sign_ins import SignIn

WITH_IDS = ("lucia", "better-auth")
"""Libraries whose users have an `id`, whatever else (lucia-auth.com, better-auth.com/docs/concepts/users-accounts)."""
_WRITTEN = re.compile(rf"(?:event\.)?locals\.({USER})", re.IGNORECASE)


def find(project: Project, app: BackendFact) -> SignedIn | None:
    code = sources(project, app.root, b"locals")
    kept = surest_kept(_assigned(code))
    if kept is None:
        return None
    id_ = "" if is_plain(kept.name, kept.value) else _id(project, app, kept.name, kept.value, code)
    place = kept.seen(f"a hook writes {kept.name} into the event's locals")
    return SignedIn("", f"event.locals.{kept.name}", None if kept.is_shared else id_, ("cookie",), (place,))


def _assigned(code: list[Source]) -> Iterator[Kept]:
    for source in code:
        for node in nodes(source, "assignment_expression"):
            found = _WRITTEN.fullmatch(dotted(node.child_by_field_name("left")))
            value = node.child_by_field_name("right")
            if found is not None and value is not None and names_somebody(value):
                yield Kept(source, found.group(1), value)


def _id(project: Project, app: BackendFact, name: str, value: Node, code: list[Source]) -> str | None:
    read = most_read(code, re.compile(rf"(?:event\.)?locals\.{name}[?!]?\.(\w+)"))
    if found := among(value) or read:
        return found
    every = sources(project, app.root, name.encode(), *map(str.encode, WITH_IDS))
    if any(each.is_of(library) for source in every for each in imports(source) for library in WITH_IDS):
        return "id"
    return surest(_declared(project, app, name)) or surest(_written(every, name))


def _declared(project: Project, app: BackendFact, name: str) -> Iterator[str]:
    """`user: { id: string }` of `interface Locals` in `app.d.ts`."""
    inside = "" if app.root == "." else f"{app.root}/"
    source = project.find_source(f"{inside}src/app.d.ts")
    for locals_ in nodes(source, "interface_declaration") if source else ():
        if text_of(locals_.child_by_field_name("name")) == "Locals":
            for node in walk(locals_):
                if node.type == "property_signature" and text_of(node.child_by_field_name("name")) == name:
                    yield from (text_of(each) for each in walk(node) if each.type == "property_identifier")


def _written(code: list[Source], name: str) -> Iterator[str]:
    """Of objects that go by the name: `select({ user: { id: table.user.id, username: table.user.username } })`."""
    for source in code:
        for node in nodes(source, "pair"):
            value = node.child_by_field_name("value")
            if key_of(node) == name and value is not None and (found := among(value)):
                yield found


SIGN_IN = SignIn(find, ("sveltekit",))
