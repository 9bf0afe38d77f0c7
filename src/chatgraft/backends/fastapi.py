"""FastAPI: the app that is there carries the chat, or a service of its own does.

An app is an object made by `FastAPI(...)`, at module level or in a factory (fastapi.tiangolo.com/tutorial).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.backends import Backend
from chatgraft.backends.fastapi_app import NAME, find_classes, is_call
from chatgraft.backends.fastapi_mount import MOUNT
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, nodes, python_root
from chatgraft.core.source import Source


def detect(project: Project) -> Iterator[BackendFact]:
    for source in project.holding((".py",), b"FastAPI"):
        if (found := _find_app(source)) is None:
            continue
        file, (name, line, factory) = source.file, found
        root = python_root(project, file)
        inside = PurePosixPath(file).relative_to(root) if root != "." else PurePosixPath(file)
        yield BackendFact(
            framework=NAME,
            root=root,
            entry=f"{file}:{name}",
            interface="asgi",
            factory=factory,
            confidence=max(0.95 - 0.02 * len(inside.parts), 0.7) * (0.4 if is_aside(file) else 1),
            evidence=(Evidence(file, line, f"{name} is a FastAPI app"),),
        )


def _find_app(source: Source) -> tuple[str, int, bool] | None:
    """Name and line of the app, or of the function that makes it, and whether it is such a factory."""
    tree = find_tree(source)
    if tree is None:
        return None
    calls = find_classes(source)
    apps = [(name, node.lineno) for node in _module_level(tree) for name in _assigned(node, calls)]
    parts = _mounted(source)
    if apps:
        name, line = ([app for app in apps if app[0] not in parts] or apps)[0]
        return name, line, False
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and _makes_app(node, calls):
            return node.name, node.lineno, True
    return None


def _module_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported, those in `if`, `try` and `with` included."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        children = list(ast.iter_child_nodes(waiting.pop(0)))
        yield from (node for node in children if isinstance(node, ast.stmt))
        waiting += [node for node in children if isinstance(node, ast.If | ast.Try | ast.With | ast.ExceptHandler)]


def _assigned(node: ast.stmt, calls: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign) and is_call(node.value, calls):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name):
            yield target.id


def _mounted(source: Source) -> frozenset[str]:
    """The names of apps that are a part of another one: `app.mount("/admin", admin)`."""
    found: set[str] = set()
    for node in nodes(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "mount":
            values = (*node.args, *(keyword.value for keyword in node.keywords))
            found |= {value.id for value in values if isinstance(value, ast.Name)}
    return frozenset(found)


def _makes_app(function: ast.FunctionDef, calls: frozenset[str]) -> bool:
    inside = list(ast.walk(function))
    returns = any(isinstance(node, ast.Return) and node.value is not None for node in inside)
    return returns and any(is_call(node, calls) for node in inside)


BACKEND = Backend(name=NAME, detect=detect, mount=MOUNT)
