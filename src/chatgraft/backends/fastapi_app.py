"""How FastAPI's class is called in a file, and what makes an app."""

from __future__ import annotations

import ast

from chatgraft.core.python_project import nodes
from chatgraft.core.source import Source

NAME = "fastapi"


def find_classes(source: Source) -> frozenset[str]:
    """How the class is called in this file: `FastAPI` imported by any name, `fastapi.FastAPI`, a class made of it."""
    names = set()
    for node in nodes(source):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == NAME:
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "FastAPI"}
        elif isinstance(node, ast.Import):
            names |= {f"{alias.asname or alias.name}.FastAPI" for alias in node.names if alias.name == NAME}
        elif isinstance(node, ast.ClassDef) and any(ast.unparse(base) in names for base in node.bases):
            names.add(node.name)
    return frozenset(names)


def is_call(node: ast.AST | None, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in names
