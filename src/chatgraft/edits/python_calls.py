"""Edits to a Python module that makes an object: a function of ours is imported and called with it, once it is made."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, replace
from chatgraft.edits.python import require_module, span

_COMPOUND = (ast.If, ast.Try, ast.With, ast.For, ast.While)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

Makes = Callable[[ast.expr], bool]
"""Whether an expression makes the object."""


@dataclass(frozen=True, slots=True)
class Handed:
    """`from {module} import {function}`, and `{function}({name})` where the object has been made.

    `name` is the object's name at the top of the module or, with `factory`, that of the function that makes it.
    """

    module: str
    function: str
    name: str
    factory: bool = False

    @property
    def statement(self) -> str:
        return f"from {self.module} import {self.function}"

    @property
    def snippet(self) -> str:
        made = "app" if self.factory else self.name
        return f"{self.statement}\n\n{self.function}({made})"


def hand_over(source: Source, handed: Handed, makes: Makes) -> Edit:
    """Import the function below the imports that are there and call it right below the object's making.

    Left is a module that calls it already. What makes the object in a place that is not seen is left to the owner.
    """
    try:
        tree = require_module(source)
        if any(_is_call_of(node, handed.function) for node in ast.walk(tree)):
            return ()
        return tuple(_edits(source, tree, handed, makes))
    except NotUnderstood as found:
        place = f"in {handed.name}, once the app is made" if handed.factory else f"once {handed.name} is made"
        return (ByHand(source.file, place, handed.snippet, str(found)),)


def _edits(source: Source, tree: ast.Module, handed: Handed, makes: Makes) -> Iterator[Splice]:
    body = _function(tree, handed.name).body if handed.factory else tree.body
    statement, name = _made(body, None if handed.factory else handed.name, makes)
    call = f"{handed.function}({name})".encode()
    first = statement if not handed.factory else _function(tree, handed.name)
    imported = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    before = [node for node in imported if node.lineno < first.lineno]
    if not before:
        raise NotUnderstood("no import stands above the place")
    yield insert(source, _line_end(source, before[-1]), source.newline + handed.statement.encode())
    indent = source.indent_at(span(source, statement)[0])
    if isinstance(statement, ast.Return) and statement.value is not None:
        start, _ = span(source, statement)
        yield replace(source, start, span(source, statement.value)[0], f"{name} = ".encode())
        call += source.newline + indent + f"return {name}".encode()
    yield insert(source, _line_end(source, statement), source.newline + indent + call)


def _function(tree: ast.Module, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef:
    found = [node for node in tree.body if isinstance(node, _FUNCTIONS) and node.name == name]
    if len(found) != 1:
        raise NotUnderstood(f"the function {name} is not found")
    return found[0]


def _made(body: Sequence[ast.stmt], name: str | None, makes: Makes) -> tuple[ast.stmt, str]:
    """The last statement of a body in which the object is made, and the object's name."""
    found = [(statement, each) for statement in body for each in _names(statement, makes) if name in (None, each)]
    if not found:
        raise NotUnderstood("the statement that makes it is not seen")
    if len({each for _, each in found}) > 1:
        raise NotUnderstood("several are made")
    return found[-1]


def _names(statement: ast.stmt, makes: Makes) -> Iterator[str]:
    """What the object is called that a statement makes, those inside of `if`, `try` and `with` included."""
    if isinstance(statement, ast.Assign) and makes(statement.value):
        yield from (target.id for target in statement.targets if isinstance(target, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and statement.value and makes(statement.value):
        yield from (target.id for target in [statement.target] if isinstance(target, ast.Name))
    elif isinstance(statement, ast.Return) and statement.value and makes(statement.value):
        yield "app"
    elif isinstance(statement, _COMPOUND):
        inside = (node for node in ast.iter_child_nodes(statement) if isinstance(node, ast.stmt | ast.ExceptHandler))
        for node in inside:
            nested = [node] if isinstance(node, ast.stmt) else node.body
            for each in nested:
                if isinstance(each, ast.Return) and _makes_within(each, makes):
                    raise NotUnderstood("it is returned in the middle of a condition")
                yield from _names(each, makes)


def _makes_within(statement: ast.Return, makes: Makes) -> bool:
    return statement.value is not None and makes(statement.value)


def _is_call_of(node: ast.AST, function: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function


def _line_end(source: Source, node: ast.stmt) -> int:
    """Where the line ends on which a statement does. Raises NotUnderstood where another one follows there."""
    _, end = span(source, node)
    stop = source.data.find(b"\n", end)
    stop = len(source.data) if stop < 0 else stop
    rest = source.data[end:stop].rstrip(b"\r")
    if rest.strip() and not rest.lstrip().startswith(b"#"):
        raise NotUnderstood("another statement stands on the same line")
    return end + len(rest)
