"""What the modules of Python web frameworks have in common: the object that is the app."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from chatgraft.core.python_project import find_tree, nodes
from chatgraft.core.source import Source


@dataclass(frozen=True, slots=True)
class App:
    """`name` is the app's or, with `factory`, that of the function which makes it. `line` is 1-based."""

    name: str
    line: int
    factory: bool


def find_app(source: Source, package: str, made_by: str) -> App | None:
    """The app of a file: an object of the class `made_by`, at module level or made in a function that returns it."""
    tree = find_tree(source)
    if tree is None:
        return None
    calls = names_of(source, package, made_by)
    apps = [(name, node.lineno) for node in _module_level(tree) for name in _assigned(node, calls)]
    parts = _mounted(source)
    if apps:
        name, line = ([app for app in apps if app[0] not in parts] or apps)[0]
        return App(name, line, factory=False)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and _makes_app(node, calls):
            return App(node.name, node.lineno, factory=True)
    return None


def names_of(source: Source, package: str, made_by: str) -> frozenset[str]:
    """How the class is called in a file: imported by any name, by its package's, a class made of it."""
    names: set[str] = set()
    for node in nodes(source):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == package:
            names |= {alias.asname or alias.name for alias in node.names if alias.name == made_by}
        elif isinstance(node, ast.Import):
            names |= {f"{alias.asname or alias.name}.{made_by}" for alias in node.names if alias.name == package}
        elif isinstance(node, ast.ClassDef) and any(ast.unparse(base) in names for base in node.bases):
            names.add(node.name)
    return frozenset(names)


def _module_level(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported, those in `if`, `try` and `with` included."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        children = list(ast.iter_child_nodes(waiting.pop(0)))
        yield from (node for node in children if isinstance(node, ast.stmt))
        waiting += [node for node in children if isinstance(node, ast.If | ast.Try | ast.With | ast.ExceptHandler)]


def _assigned(node: ast.stmt, calls: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign) and is_call(node.value, calls):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


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


def is_call(node: ast.AST | None, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in names
