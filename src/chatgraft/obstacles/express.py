"""Express: a middleware for all paths that asks for a sign-in, and routes for every path."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.edits.exports import declarations
from chatgraft.edits.imports import SCRIPTS, imports, line_of, programs
from chatgraft.edits.syntax import text_of, walk
from chatgraft.obstacles import Obstacle, Way, catch_all, wall

GUARDS = (
    "express-openid-connect",
    "@clerk/express",
    "express-basic-auth",
    "connect-ensure-login",
    "express-oauth2-jwt-bearer",
)
EVERY = frozenset({"*", "/*", "(.*)", "/(.*)", "/*splat", "/{*splat}", "*splat", "/*path", "/{*path}", "*path"})
REFUSALS = ("res.redirect(", "sendStatus(401)", "sendStatus(403)", "status(401)", "status(403)")


def find(project: Project, way: Way) -> Iterator[Finding]:
    for source in project.holding(SCRIPTS, b"express"):
        if not any(each.module == "express" for each in imports(source)):
            continue
        guards = {here for each in imports(source) if each.module in GUARDS for _, here in each.names}
        for root in programs(source):
            static = next((node.start_byte for node in walk(root) if _called(node) == "express.static"), None)
            for node in walk(root):
                if (step := _step(node)) is None:
                    continue
                method, arguments = step
                cure = f"Put what answers {way.api} above that line."
                if method == "use" and _is_guard(root, arguments, guards):
                    yield wall(source.file, line_of(node), way.api, cure)
                elif _takes_all(method, arguments, is_early=static is None or node.start_byte < static, way=way):
                    path = way.api if method != "get" else way.script or way.api
                    yield catch_all(source.file, line_of(node), path, cure)


def _called(node: Node) -> str:
    return text_of(node.child_by_field_name("function")) if node.type == "call_expression" else ""


def _step(node: Node) -> tuple[str, list[Node]] | None:
    """`app.use(…)` and its kind, with what stands in the brackets."""
    owner, _, method = _called(node).rpartition(".")
    arguments = node.child_by_field_name("arguments")
    if owner not in ("app", "server") or method not in ("use", "all", "post", "get") or arguments is None:
        return None
    return method, [each for each in arguments.named_children if each.type != "comment"]


def _is_guard(root: Node, arguments: list[Node], guards: set[str]) -> bool:
    """`app.use(guard)` for all paths: a package's, Passport's, or a function of the file that redirects or refuses."""
    if len(arguments) != 1:
        return False
    called, only = _called(arguments[0]), arguments[0]
    if called.split(".")[0] in guards:
        return "authRequired: false" not in text_of(only)
    if called == "passport.authenticate":  # which with the strategy `session` only looks who is there
        return not text_of(only.child_by_field_name("arguments")).startswith(("('session'", '("session"'))
    function = declarations(root).get(text_of(only)) if only.type == "identifier" else only
    is_function = function is not None and function.type in (
        "arrow_function",
        "function_expression",
        "function_declaration",
    )
    calls = (
        [text_of(node) for node in walk(function) if node.type == "call_expression"] if function and is_function else []
    )
    return any(refusal in call for call in calls for refusal in REFUSALS)


def _takes_all(method: str, arguments: list[Node], *, is_early: bool, way: Way) -> bool:
    """A route for every path. One for GET alone takes only the chat's script, and only above the static files."""
    first = text_of(arguments[0])[1:-1] if arguments and arguments[0].type == "string" else ""
    return first in EVERY and method != "use" and (method != "get" or (is_early and way.script is not None))


OBSTACLE = Obstacle("express", find)
