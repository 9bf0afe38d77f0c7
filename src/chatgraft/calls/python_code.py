"""Names in Python code and what they stand for, across the modules of a project. Read as syntax; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, nodes
from chatgraft.core.source import Source

_DEEPEST = 12  # names may stand for each other
_BLOCKS = ast.If | ast.Try | ast.With | ast.ExceptHandler
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of code and the file it stands in. A whole module is its `ast.Module`."""

    source: Source
    node: ast.AST

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 1)


def dotted(node: ast.AST | None) -> str:
    """The text of a name such as `flask.Flask`; a call in it is passed over (`client().chat`). Empty for others."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    if isinstance(node, ast.Call | ast.Await):
        return dotted(node.func if isinstance(node, ast.Call) else node.value)
    return node.id if isinstance(node, ast.Name) else ""


def argument(call: ast.Call, key: str, position: int | None = None) -> ast.expr | None:
    """An argument by its name or its place."""
    named = next((each.value for each in call.keywords if each.arg == key), None)
    return named or (call.args[position] if position is not None and position < len(call.args) else None)


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module or class, those in `if`, `try` and `with` included."""
    for node in body:
        yield node
        if isinstance(node, _BLOCKS):
            for name in ("body", "orelse", "handlers", "finalbody"):
                yield from statements(getattr(node, name, []))


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Every node of a function's body in the order of the file, without those of functions inside it."""
    body = getattr(function, "body", [])
    waiting: list[ast.AST] = list(reversed(body if isinstance(body, list) else [body]))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            waiting += reversed(list(ast.iter_child_nodes(node)))


def definitions(source: Source) -> dict[str, ast.AST]:
    """What the module binds at its top level: a function, a class, a value; and what it imports anywhere."""
    return source.parsed(_definitions)


def _definitions(source: Source) -> dict[str, ast.AST]:
    tree = find_tree(source)
    found: dict[str, ast.AST] = {}
    for node in statements(tree.body) if tree else ():
        if isinstance(node, Function | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name.split(".")[0]): node for alias in node.names}
        elif isinstance(node, ast.Assign):
            found |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    for each in nodes(source):  # in a function, such as the factory of an app
        if isinstance(each, ast.ImportFrom):
            for alias in each.names:
                found.setdefault(alias.asname or alias.name, each)
    return found


class Code:
    """The Python modules of a project, one asking the other."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def find_module(self, importer: str, module: str) -> Source | None:
        """The file of a module, as the importing file names it (`.routers.chat`, `app.api`).

        Where it begins at, only a run would tell: looked for are the folders above the importing file, nearest first.
        """
        inside = module.lstrip(".").replace(".", "/")
        level = len(module) - len(module.lstrip("."))
        folders = list(PurePosixPath(importer).parents)
        bases = folders[level - 1 : level] if level else folders
        for base in bases:
            stem = str(base / inside)
            for file in (f"{stem}.py", f"{stem}/__init__.py") if inside else (f"{stem}/__init__.py",):
                if file in self.project.files and (source := self.project.find_source(file)):
                    return source
        return None

    def look_up(self, source: Source, name: str, depth: int = 0) -> Found | None:
        """What a name, dotted or not, stands for at the top level of a module; through imports and other names."""
        first, _, rest = name.partition(".")
        node = definitions(source).get(first)
        if node is None or depth > _DEEPEST:
            return self._from_all(source, name, depth) if depth < _DEEPEST else None
        if isinstance(node, ast.Import):
            found, rest = self._module(source, node, name)
        elif isinstance(node, ast.ImportFrom):
            found = self._imported(source, node, first, depth)
        elif isinstance(node, ast.Name | ast.Attribute) and dotted(node) != first:
            found = self.look_up(source, dotted(node), depth + 1)
        else:
            found = Found(source, node)
        return self._member(found, rest, depth) if found and rest else found

    def _from_all(self, source: Source, name: str, depth: int) -> Found | None:
        """What comes by `from .views import *`."""
        for node in nodes(source):
            if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
                module = self.find_module(source.file, "." * node.level + (node.module or ""))
                found = self.look_up(module, name, depth + 1) if module and module.file != source.file else None
                if found:
                    return found
        return None

    def _module(self, source: Source, node: ast.Import, name: str) -> tuple[Found | None, str]:
        """The module that a dotted name begins with, and what is left of the name."""
        parts = name.split(".")
        renamed = next((each.name for each in node.names if each.asname == parts[0]), None)
        for length in range(1 if renamed else len(parts), 0, -1):
            if module := self.find_module(source.file, renamed or ".".join(parts[:length])):
                return Found(module, ast.Module([], [])), ".".join(parts[length:])
        return None, ""

    def _imported(self, source: Source, node: ast.ImportFrom, name: str, depth: int) -> Found | None:
        alias = next(each for each in node.names if name in (each.asname, each.name))
        base = "." * node.level + (node.module or "")
        module = self.find_module(source.file, base)
        if module and alias.name in definitions(module) and module.file != source.file:
            return self.look_up(module, alias.name, depth + 1)
        inner = self.find_module(source.file, f"{base}{'' if base.endswith('.') else '.'}{alias.name}")
        return Found(inner, ast.Module([], [])) if inner else None

    def _member(self, found: Found, rest: str, depth: int) -> Found | None:
        """`router` of a module, `API_PREFIX` of a class or of what a class makes."""
        if isinstance(found.node, ast.Module):
            return self.look_up(found.source, rest, depth + 1)
        node = found
        if isinstance(found.node, ast.Call):
            made = self.look_up(found.source, dotted(found.node.func), depth + 1)
            if made and isinstance(made.node, Function):  # `get_settings()`, which makes one
                calls = [each for each in ast.walk(made.node) if isinstance(each, ast.Call)]
                classes = (self.look_up(made.source, dotted(each.func), depth + 1) for each in calls)
                made = next((each for each in classes if each and isinstance(each.node, ast.ClassDef)), None)
            node = made or found
        if isinstance(node.node, ast.ClassDef):
            values = dict(class_values(node.node))
            return Found(node.source, values[rest]) if rest in values else None
        return None

    def text(self, source: Source, node: ast.AST | None, depth: int = 0) -> str | None:
        """The string that an expression is, as far as it is written out somewhere."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.Name | ast.Attribute) and depth < _DEEPEST:
            found = self.look_up(source, dotted(node))
            return self.text(found.source, found.node, depth + 1) if found and found.node is not node else None
        if isinstance(node, ast.Call) and dotted(node.func).endswith(("getenv", "environ.get", "Field")):
            default = argument(node, "default", 0 if dotted(node.func).endswith("Field") else 1)
            return self.text(source, default, depth + 1)
        inside: list[ast.expr] = []
        if isinstance(node, ast.JoinedStr):
            inside = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            inside = [node.left, node.right]
        parts = [self.text(source, each, depth + 1) for each in inside]
        return "".join(part for part in parts if part is not None) if parts and None not in parts else None

    def number(self, source: Source, node: ast.AST | None, depth: int = 0) -> int | None:
        """The number that an expression is; of `int(os.environ.get("PORT", 5000))` the one that stands in for none."""
        if isinstance(node, ast.Constant):
            is_number = isinstance(node.value, int) or (isinstance(node.value, str) and node.value.isdigit())
            return int(node.value) if is_number and not isinstance(node.value, bool) else None  # type: ignore[arg-type]
        if isinstance(node, ast.Call) and dotted(node.func) == "int" and node.args:
            return self.number(source, node.args[0], depth + 1)
        if isinstance(node, ast.Call) and dotted(node.func).endswith(("getenv", "environ.get")):
            return self.number(source, argument(node, "default", 1), depth + 1)
        if isinstance(node, ast.BoolOp):
            return self.number(source, node.values[-1], depth + 1)
        name = dotted(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        found = self.look_up(source, name) if name and depth < _DEEPEST else None
        return self.number(found.source, found.node, depth + 1) if found else None

    def find_class(self, source: Source, name: str) -> tuple[Source, ast.ClassDef] | None:
        found = self.look_up(source, name) if name else None
        return (found.source, found.node) if found and isinstance(found.node, ast.ClassDef) else None

    def find_function(self, source: Source, name: str) -> tuple[Source, Function] | None:
        found = self.look_up(source, name) if name else None
        return (found.source, found.node) if found and isinstance(found.node, Function) else None

    def calls(self, source: Source, function: ast.AST, depth: int = 2) -> frozenset[str]:
        """The dotted names that a function calls, and those that functions of the project call which it calls."""
        found: set[str] = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and (name := dotted(node.func)):
                found.add(name)
                inner = self.find_function(source, name) if depth else None
                if inner and inner[1] is not function:
                    found |= self.calls(*inner, depth - 1)
        return frozenset(found)

    def modules(self, source: Source) -> frozenset[str]:
        """The modules that a file imports, each with the packages above it."""
        found: set[str] = set()
        for node in nodes(source):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for name in names:
                parts = name.split(".")
                found |= {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
        return frozenset(found)


def class_values(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    """The names that a class gives values to."""
    for each in statements(node.body):
        if isinstance(each, ast.Assign):
            yield from ((target.id, each.value) for target in each.targets if isinstance(target, ast.Name))
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.value:
            yield each.target.id, each.value


def made_by(code: Code, source: Source, *classes: str) -> Iterator[tuple[str, ast.Call]]:
    """Each name that is given a call of one of these classes of a framework, in functions too."""
    names = local_names(source, classes)
    for node in nodes(source):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and (
                dotted(node.value.func) in names or _is_made(code, source, node.value, classes)
            ):
                yield target.id, node.value


def _is_made(code: Code, source: Source, call: ast.Call, classes: tuple[str, ...]) -> bool:
    """Whether the class is one of the project's own, made of one of these."""
    own = code.find_class(source, dotted(call.func))
    return own is not None and any(dotted(base) in local_names(own[0], classes) for base in own[1].bases)


def local_names(source: Source, classes: tuple[str, ...]) -> frozenset[str]:
    """How classes of a framework are called in a file: imported by any name, or as members of a module."""
    found: set[str] = set()
    for node in nodes(source):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names if alias.name in classes}
        elif isinstance(node, ast.Import):
            found |= {f"{alias.asname or alias.name}.{name}" for alias in node.names for name in classes}
    return frozenset(found)
