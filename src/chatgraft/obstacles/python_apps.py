"""Django, Flask and FastAPI: a sign-in that every request needs, and routes for every path."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree
from chatgraft.core.source import Source
from chatgraft.obstacles import Obstacle, Way, catch_all, wall

WORDS = (
    b"LoginRequired",
    b"login_required",
    b"re_path",
    b"before_request",
    b"path:",
    b":path",
    b"StaticFiles",
    b"url(",
)
DJANGOS_OWN = "django.contrib.auth.middleware.LoginRequiredMiddleware"
"""Lets through the views that say so, as ours do in a Django project that carries them."""
LOGIN = re.compile(r"(?:django\.contrib\.auth|login_required|\w+)(?:\.\w+)*\.LoginRequiredMiddleware")
EVERY = frozenset({"", "^", ".*", "^.*", "^.*$", ".*$", "^(?P<path>.*)$", "(?P<path>.*)"})
REFUSALS = frozenset({"redirect", "abort"})
ROUTES = frozenset({"route", "post", "api_route"})


def find(project: Project, way: Way) -> Iterator[Finding]:
    for source in project.holding((".py",), *WORDS):
        tree = find_tree(source)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and LOGIN.fullmatch(node.value):
                if way.carried and node.value == DJANGOS_OWN:
                    continue
                cure = "Exempt its view: from django.contrib.auth.decorators import login_not_required"
                yield wall(source.file, node.lineno, way.api, cure)
            elif isinstance(node, ast.Call) and not way.carried:
                yield from _call(source, node, way)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _function(source, node, way)


def _call(source: Source, node: ast.Call, way: Way) -> Iterator[Finding]:
    name, first = _name(node.func), _text(node.args[0]) if node.args else None
    cure = f"Put what answers {way.api} above that line."
    is_django = name in ("re_path", "url") and first in EVERY - {"", "^"}
    is_django = is_django or (name == "path" and first is not None and re.fullmatch(r"<path:\w+>/?", first) is not None)
    is_files = name == "mount" and first == "/" and any("StaticFiles" in ast.unparse(each) for each in node.args[1:])
    if is_django or is_files:
        yield catch_all(source.file, node.lineno, way.api, cure)


def _function(source: Source, node: ast.FunctionDef | ast.AsyncFunctionDef, way: Way) -> Iterator[Finding]:
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if _name(called) == "before_request" and _refuses(node) and not _spares(node, way):
            yield wall(
                source.file, node.lineno, way.api, f"Let it pass: if request.path.startswith('{way.api}'): return"
            )
        elif way.carried:
            continue
        elif isinstance(decorator, ast.Call) and _name(called) in ROUTES and _takes_all(decorator):
            yield catch_all(source.file, decorator.lineno, way.api, f"Put what answers {way.api} above that route.")


def _refuses(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Call) and _name(each.func) in REFUSALS for each in ast.walk(node))


def _spares(node: ast.AST, way: Way) -> bool:
    """Whether the function speaks of the chat's path, as one does to let it pass."""
    said = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return any(text.startswith(way.api) for text in said)


def _takes_all(route: ast.Call) -> bool:
    """`/<path:rest>` with POST among its methods, `/{rest:path}` for POST or several methods."""
    path = _text(route.args[0]) if route.args else None
    methods = next((ast.unparse(each.value) for each in route.keywords if each.arg == "methods"), "")
    is_post = "POST" in methods or _name(route.func) == "post"
    return path is not None and re.fullmatch(r"/(?:<path:\w+>|\{\w+:path\})", path) is not None and is_post


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


OBSTACLE = Obstacle("python_apps", find)
