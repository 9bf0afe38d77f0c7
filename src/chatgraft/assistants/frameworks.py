"""Chains, graphs and engines that a project makes at the top of its modules, or in functions of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from posixpath import relpath
from typing import TypeGuard

from chatgraft.assistants import Assistant, Variable
from chatgraft.calls.python_code import dotted, own_nodes
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import AssistantFact, Evidence, Function
from chatgraft.core.project import Project
from chatgraft.core.python_entry import import_root, module_name
from chatgraft.core.python_project import find_tree, imports, nodes
from chatgraft.core.source import Source
from chatgraft.edits.python_constants import Constant

_FACTORY = ast.FunctionDef | ast.AsyncFunctionDef
_WRAPS = frozenset({"with_config", "with_fallbacks", "with_types", "with_retry", "bind"})
_PLAIN = frozenset({"set", "frozenset", "dict", "int", "TypeVar", "NewType"})


@dataclass(frozen=True, slots=True)
class Framework:
    """`packages` begin the names of its modules. `makes` are the last parts of calls that make what answers, the best
    first, and `pipe` what `prompt | model` is called. `methods` says of calls whose name alone says too little what the
    name of their object, or of what makes it, has in it."""

    name: str
    words: tuple[bytes, ...]
    packages: tuple[str, ...]
    makes: tuple[str, ...]
    methods: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pipe: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    source: Source
    name: str
    line: int
    by: str
    parts: frozenset[str]
    """The names that it is made of."""
    rank: int


def detect(project: Project, framework: Framework) -> Iterator[AssistantFact]:
    """The one that answers: of several in a module the one that no other is made of, the last of these."""
    made = [each for source in _sources(project, framework) for each in _made(source, framework)]
    parts = {(other.source.file, name) for other in made for name in other.parts - {other.name}}
    whole = [each for each in made if (each.source.file, each.name) not in parts]
    for each in sorted(whole, key=lambda each: (each.rank, each.source.file.count("/"), -each.line))[:1]:
        file = each.source.file
        root = import_root(project, file)
        function = Function(module_name(file, root), each.name, root)
        why = f"{each.name} is {each.by}" if each.by == framework.pipe else f"{each.name} is made by {each.by}"
        yield AssistantFact(framework.name, (Evidence(file, each.line, why),), function=function)


def assistant(framework: Framework, words: tuple[str, ...]) -> Assistant:
    """The record of a framework; `words` are those in which people name it."""
    return Assistant(
        name=framework.name,
        detect=partial(detect, framework=framework),
        kit_file=f"assistants/{framework.name}.py",
        packages=(),
        env=env,
        rank=70,
        constants=constants,
        words=words,
    )


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - it has what the project has
    return ()


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:
    function = fact.function if fact else None
    if function is None:
        return {}
    return {"FUNCTION": f"{function.module}:{function.name}", "FOLDER": relpath(function.folder, folder)}


def _sources(project: Project, framework: Framework) -> Iterator[Source]:
    for source in project.holding((".py",), *framework.words):
        named = (module.lstrip(".").split(".")[0] for module, _ in imports(source))
        if not is_aside(source.file) and any(name.startswith(framework.packages) for name in named):
            yield source


def _made(source: Source, framework: Framework) -> Iterator[_Made]:
    tree = find_tree(source)
    reader = _Reader(source, framework)
    for node in tree.body if tree else ():
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            by = reader.by(node.value)
            if isinstance(target, ast.Name) and by and node.value:
                yield _Made(source, target.id, node.lineno, by, _names(node.value), _rank(by, framework))
        elif isinstance(node, _FACTORY) and _needs_nothing(node) and (by := reader.returned(node)):
            yield _Made(source, node.name, node.lineno, by, _names(node), _rank(by, framework))


def _rank(by: str, framework: Framework) -> int:
    return framework.makes.index(by) if by in framework.makes else len(framework.makes)


class _Reader:
    """What makes the values of a module."""

    def __init__(self, source: Source, framework: Framework) -> None:
        self._framework = framework
        self._given: dict[str, list[ast.expr]] = {}
        self._modules: set[str] = set()
        self._imported: set[str] = set()
        for node in nodes(source):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    self._given.setdefault(dotted(target), []).append(node.value)
            elif isinstance(node, ast.Import):
                self._modules |= {alias.asname or alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                self._imported |= {alias.asname or alias.name for alias in node.names}

    def by(self, node: ast.expr | None) -> str | None:
        """What makes the value; None for other values."""
        if isinstance(node, ast.Await):
            return self.by(node.value)
        if _is_pipe(node) and self._framework.pipe:
            return self._framework.pipe if any(self._runs(end) for end in _ends(node)) else None
        if not isinstance(node, ast.Call):
            return None
        name = dotted(node.func)
        owner, _, last = name.rpartition(".")
        if last in _WRAPS and isinstance(node.func, ast.Attribute):
            return self.by(node.func.value)
        found = next((each for each in self._framework.makes if name == each or name.endswith(f".{each}")), None)
        words = self._framework.methods.get(found or "")
        return found if words is None or self._is_of(owner, words) else None

    def returned(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
        inside = list(own_nodes(function))
        given: dict[str, ast.expr] = {}
        for node in inside:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                given[node.targets[0].id] = node.value
        for node in inside:
            value = node.value if isinstance(node, ast.Return) else None
            value = given.get(value.id) if isinstance(value, ast.Name) else value
            if by := self.by(value):
                return by
        return None

    def _is_of(self, owner: str, words: tuple[str, ...]) -> bool:
        """Whether an object is by its name, or by what it is made by, of those that the words are for."""
        makers = [dotted(value.func) for value in self._given.get(owner, ()) if isinstance(value, ast.Call)]
        return owner not in self._modules and any(word in name.lower() for name in (owner, *makers) for word in words)

    def _runs(self, node: ast.expr) -> bool:
        """Whether it may be a part of a chain: no type of an alias, no set, no number."""
        if isinstance(node, ast.Call):
            return dotted(node.func) not in _PLAIN
        if not isinstance(node, ast.Name):
            return False
        is_object = node.id in self._imported and node.id[:1].islower()
        given = self._given.get(node.id, ())
        return is_object or any(
            _is_pipe(value) or (isinstance(value, ast.Call) and self._runs(value)) for value in given
        )


def _is_pipe(node: ast.expr | None) -> TypeGuard[ast.BinOp]:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)


def _ends(node: ast.expr) -> Iterator[ast.expr]:
    """`a`, `b` and `c` of `a | b | c`."""
    if _is_pipe(node):
        yield from _ends(node.left)
        yield from _ends(node.right)
    else:
        yield node


def _needs_nothing(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    every = function.args
    placed = [*every.posonlyargs, *every.args]
    return len(placed) == len(every.defaults) and None not in every.kw_defaults and not function.decorator_list


def _names(node: ast.AST) -> frozenset[str]:
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))
