"""Where an expression of a Python handler stands, and what is known there."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from chatgraft.calls.python_code import Code, own_nodes
from chatgraft.core.source import Source
from chatgraft.endpoints.routes import Answer


@dataclass(frozen=True, slots=True)
class Rules:
    """What differs between frameworks: whether a bare text is JSON, and whether `Response` takes data."""

    text_is_json: bool = False
    response_takes_data: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands. `values` are what the function's own names were last given; `read` says what an
    expression gives."""

    code: Code
    source: Source
    function: ast.AST
    values: Mapping[str, ast.expr]
    rules: Rules
    read: Callable[[Scope, ast.expr], Answer | None]
    depth: int = 0

    def within(self, source: Source, function: ast.AST) -> Scope:
        return replace(self, source=source, function=function, values=values_of(function), depth=self.depth + 1)


def values_of(function: ast.AST) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in own_nodes(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found
