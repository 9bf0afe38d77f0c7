"""What calls and assignments in Python files say, as far as it can be told without running them."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, nodes
from chatgraft.core.source import Source

_SAME = frozenset({"str", "Path", "PurePath", "abspath", "realpath", "fspath", "normpath", "resolve", "absolute"})
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a class. `name` is what it is assigned to or, inside a function, that function's."""

    source: Source
    tree: ast.Module
    node: ast.Call
    of: str
    name: str | None
    in_function: bool

    @property
    def file(self) -> str:
        return self.source.file

    def argument(self, key: str, position: int | None = None) -> ast.expr | None:
        named = next((each.value for each in self.node.keywords if each.arg == key), None)
        return named or (self.node.args[position] if position is not None and position < len(self.node.args) else None)


def calls(project: Project, root: str, *classes: str) -> Iterator[Call]:
    """Each call of one of these classes in the Python files below a folder, imported by its own or another name."""
    for source in project.holding((".py",), *(name.encode() for name in classes)):
        tree = find_tree(source) if root == "." or source.file.startswith(f"{root}/") else None
        if tree is not None:
            names = _local_names(source, classes)
            if any(isinstance(node, ast.Call) and dotted(node.func) in names for node in nodes(source) if names):
                yield from _calls_in(source, tree, names)


def _local_names(source: Source, classes: tuple[str, ...]) -> dict[str, str]:
    """How each class is called in the file."""
    names: dict[str, str] = {}
    for node in nodes(source):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name in classes}
        elif isinstance(node, ast.Import):
            names |= {f"{alias.asname or alias.name}.{name}": name for alias in node.names for name in classes}
    return names


def _calls_in(source: Source, tree: ast.Module, names: Mapping[str, str]) -> Iterator[Call]:
    waiting: list[tuple[ast.AST, str | None, bool]] = [(tree, None, False)]
    while waiting:
        node, name, in_function = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not in_function:
            name, in_function = node.name, True
        elif isinstance(node, ast.Assign | ast.AnnAssign) and not in_function:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            name = target.id if isinstance(target, ast.Name) else None
        if isinstance(node, ast.Call) and (of := names.get(dotted(node.func) or "")):
            yield Call(source, tree, node, of, name, in_function)
        waiting += [(child, name, in_function) for child in ast.iter_child_nodes(node)][::-1]


def dotted(node: ast.expr) -> str | None:
    """The text of a name such as `flask.Flask`; None for anything else."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return before and f"{before}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else None


def assignments(tree: ast.Module) -> dict[str, ast.expr]:
    """What the module's own names stand for, the last assignment of each."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def text_of(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def find_folder(node: ast.expr | None, call: Call | tuple[Source, ast.Module], base: str) -> str | None:
    """The project's folder that an expression means; None where only running it would tell, or it lies outside.

    Understood are strings, which are relative to `base`, and what is made of them and `__file__` by `os.path` and
    `pathlib`, through names that the module assigns.
    """
    source, tree = (call.source, call.tree) if isinstance(call, Call) else call
    path = _path(node, _Place(f"/{source.file}", f"/{base}", assignments(tree)), 0)
    if path is None:
        return None
    return find_inside(posixpath.join(f"/{base}", path))


def find_inside(path: str) -> str | None:
    """The project's folder of a path that begins with a slash for the project's root; None where it lies above."""
    folder = posixpath.normpath(path.lstrip("/") or ".")
    return None if folder.split("/")[0] == ".." else folder


@dataclass(frozen=True, slots=True)
class _Place:
    """`file` and `base` begin with a slash that stands for the project's root."""

    file: str
    base: str
    names: Mapping[str, ast.expr]


def _path(node: ast.expr | None, place: _Place, depth: int) -> str | None:
    """A path that begins with a slash lies in the project; others are relative to what they are joined with."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return None if node.value.startswith("/") else node.value
    if isinstance(node, ast.Name):
        return place.file if node.id == "__file__" else _path(place.names.get(node.id), place, depth + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _joined([_path(node.left, place, depth + 1), _path(node.right, place, depth + 1)])
    if isinstance(node, ast.Call):
        return _called(node, place, depth + 1)
    return _parent(node, place, depth + 1)


def _parent(node: ast.expr | None, place: _Place, depth: int) -> str | None:
    """`path.parent` and `path.parents[1]`."""
    if isinstance(node, ast.Attribute) and node.attr == "parent":
        return _above(_path(node.value, place, depth), 1)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "parents":
        step = node.slice.value if isinstance(node.slice, ast.Constant) else None
        return _above(_path(node.value.value, place, depth), step + 1) if isinstance(step, int) else None
    return None


def _called(node: ast.Call, place: _Place, depth: int) -> str | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else dotted(node.func)
    method_of = node.func.value if isinstance(node.func, ast.Attribute) else None
    paths = [_path(argument, place, depth) for argument in node.args]
    if name in ("getcwd", "cwd"):
        return place.base
    if name == "dirname":
        return _above(paths[0], 1) if paths else None
    if name in ("join", "Path", "PurePath"):
        return _joined(paths)
    if name == "joinpath":
        return _joined([_path(method_of, place, depth), *paths])
    if name in ("resolve", "absolute", "as_posix"):
        return _path(method_of, place, depth)
    return paths[0] if name in _SAME and paths else None


def _above(path: str | None, steps: int) -> str | None:
    for _ in range(steps):
        if path is not None:
            is_top = posixpath.basename(path.rstrip("/")) in ("", ".", "..")
            path = posixpath.join(path, "..") if is_top else posixpath.dirname(path)
    return path


def _joined(paths: list[str | None]) -> str | None:
    known = [path for path in paths if path is not None]
    return posixpath.join(*known) if known and len(known) == len(paths) else None
