"""Chains, graphs and engines that a project makes at the top of its modules, or in functions of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import relpath

from chatgraft.assistants import Variable
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import AssistantFact, Evidence, Function
from chatgraft.core.project import Project
from chatgraft.core.python_entry import import_root, module_name
from chatgraft.core.python_project import find_tree, imports
from chatgraft.core.source import Source
from chatgraft.edits.python_constants import Constant
from chatgraft.endpoints.python_code import dotted, own_nodes

_FACTORY = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Framework:
    """`packages` begin the names of its modules. `makes` are the last parts of calls that make what answers, the best
    first; `pipes`: so does `prompt | model`."""

    name: str
    words: tuple[bytes, ...]
    packages: tuple[str, ...]
    makes: tuple[str, ...]
    pipes: bool = False


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
        why = f"{each.name} is made by {each.by}"
        yield AssistantFact(framework.name, (Evidence(file, each.line, why),), function=function)


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
    for node in tree.body if tree else ():
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            by = _by(node.value, framework)
            if isinstance(target, ast.Name) and by and node.value:
                yield _Made(source, target.id, node.lineno, by, _names(node.value), _rank(by, framework))
        elif isinstance(node, _FACTORY) and _needs_nothing(node) and (by := _returned(node, framework)):
            yield _Made(source, node.name, node.lineno, by, _names(node), _rank(by, framework))


def _rank(by: str, framework: Framework) -> int:
    return framework.makes.index(by) if by in framework.makes else len(framework.makes)


def _by(node: ast.expr | None, framework: Framework) -> str | None:
    """What makes the value; None for other values."""
    if isinstance(node, ast.Await):
        return _by(node.value, framework)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and framework.pipes:
        ends = [node.left, node.right]
        return "a pipe" if any(isinstance(end, ast.Call | ast.Name | ast.Dict | ast.BinOp) for end in ends) else None
    if not isinstance(node, ast.Call):
        return None
    name = dotted(node.func)
    wrapped = name.rpartition(".")[2] in ("with_config", "with_fallbacks", "with_types", "with_retry", "bind")
    if wrapped and isinstance(node.func, ast.Attribute):
        return _by(node.func.value, framework)
    return next((each for each in framework.makes if name == each or name.endswith(f".{each}")), None)


def _returned(function: ast.FunctionDef | ast.AsyncFunctionDef, framework: Framework) -> str | None:
    nodes = list(own_nodes(function))
    given: dict[str, ast.expr] = {}
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            given[node.targets[0].id] = node.value
    for node in nodes:
        value = node.value if isinstance(node, ast.Return) else None
        value = given.get(value.id) if isinstance(value, ast.Name) else value
        if by := _by(value, framework):
            return by
    return None


def _needs_nothing(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    every = function.args
    placed = [*every.posonlyargs, *every.args]
    return len(placed) == len(every.defaults) and None not in every.kw_defaults and not function.decorator_list


def _names(node: ast.AST) -> frozenset[str]:
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))
