"""FastAPI: an app object made by `FastAPI(...)`, at module level or in a factory (fastapi.tiangolo.com/tutorial)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.backends import Backend
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import python_root
from chatgraft.core.source import Source

NAME = "fastapi"


def detect(project: Project) -> Iterator[BackendFact]:
    for file in project.ending(".py"):
        source = project.find_source(file)
        if source is None or b"FastAPI" not in source.data or (found := _find_app(source)) is None:
            continue
        name, line, factory = found
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
    try:
        tree = ast.parse(source.data)
    except (SyntaxError, ValueError):
        return None
    calls = _names_of_class(tree)
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_call(node.value, calls):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                return target.id, node.lineno, False
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(_is_call(inner, calls) for inner in ast.walk(node)):
            return node.name, node.lineno, True
    return None


def _names_of_class(tree: ast.Module) -> frozenset[str]:
    """How the class is called in this file: `FastAPI` imported by any name, or `fastapi.FastAPI`."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == NAME:
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "FastAPI"}
        elif isinstance(node, ast.Import):
            names |= {f"{alias.asname or alias.name}.FastAPI" for alias in node.names if alias.name == NAME}
    return frozenset(names)


def _is_call(node: ast.AST | None, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in names


BACKEND = Backend(
    name=NAME,
    detect=detect,
    server="fastapi",
    start=("python", "chatkit_server.py"),
    port=8001,
    health="/healthz",
)
