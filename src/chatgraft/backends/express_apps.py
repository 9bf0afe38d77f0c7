"""Where a file makes an Express app or a router, and what it calls that. No framework by itself."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.calls.script_code import FUNCTIONS, arguments, called
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.imports import names_of
from chatgraft.edits.syntax import ancestors, nodes_of, text_of

EXPRESS, ROUTER = "express", "Router"
BLOCKS = ("statement_block", "program")


@dataclass(frozen=True, slots=True)
class App:
    """An app or a router: `made` is the call that makes it, `anchor` the statement around it, `name` what it is
    called."""

    name: str
    made: Node
    anchor: Node


def made_apps(source: Source) -> list[Node]:
    """The calls of `express()`, whatever the file calls it. Raises NotUnderstood where the file does not parse."""
    makers = _whole(source)
    calls = nodes_of(source, ("call_expression",))
    return [call for call in calls if _is_made(call.child_by_field_name("function"), makers)]


def made_routers(source: Source) -> list[Node]:
    """The calls of `express.Router()`. Raises NotUnderstood where the file does not parse."""
    makers = names_of(source, EXPRESS, ROUTER) | {f"{name}.{ROUTER}" for name in _whole(source)}
    calls = nodes_of(source, ("call_expression", "new_expression"))
    return [call for call in calls if called(call) in makers]


def _whole(source: Source) -> set[str]:
    """The names that the package has in the file."""
    return {EXPRESS, *names_of(source, EXPRESS, "default", "*")}


def _is_made(function: Node | None, makers: set[str]) -> bool:
    """Also by `require('express')()`."""
    if function is None or function.type != "call_expression":
        return text_of(function) in makers
    return called(function) == "require" and [text_of(each)[1:-1] for each in arguments(function)] == [EXPRESS]


def find_app(source: Source) -> App | None:
    """The app that the file makes and gives a name; one that listens before others."""
    try:
        made, calls = made_apps(source), nodes_of(source, ("call_expression",))
    except NotUnderstood:
        return None
    apps = [app for call in made if (app := _named(call))]
    heard = {text_of(call.child_by_field_name("function")).removesuffix(".listen") for call in calls}
    return next((app for app in apps if app.name in heard), apps[0] if apps else None)


def find_router(source: Source) -> App | None:
    """The first router that the file makes and gives a name."""
    try:
        return next(filter(None, map(_named, made_routers(source))), None)
    except NotUnderstood:
        return None


def _named(call: Node) -> App | None:
    """`const app = express()`, `this.app = express()`, `app = module.exports = express()` and a field of a class."""
    name = ""
    node: Node = call
    for above in ancestors(call):
        if above.type == "assignment_expression":
            left = text_of(above.child_by_field_name("left"))
            name = name or ("" if "exports" in left else left)
        elif above.type == "variable_declarator":
            name = name or text_of(above.child_by_field_name("name"))
        elif above.type in ("public_field_definition", "field_definition"):
            field = above.child_by_field_name("name") or above.child_by_field_name("property")
            return App(f"this.{text_of(field)}", call, above)
        elif above.type in FUNCTIONS or above.type in ("arguments", "return_statement"):
            return None
        if above.parent is not None and above.parent.type in BLOCKS:
            return App(name, call, above) if name else None
        node = above
    return App(name, call, node) if name else None
