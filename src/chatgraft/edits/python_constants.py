"""Values of a Python module's constants, written in place of those that stand there."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence

from chatgraft.core.changes import Splice
from chatgraft.core.python_project import find_tree
from chatgraft.core.source import Source
from chatgraft.edits import replace
from chatgraft.edits.python import span

Constant = str | int | bool | None | Sequence[str]


def set_constants(source: Source, values: Mapping[str, Constant]) -> tuple[Splice, ...]:
    """The splices that give module-level names their values; a value that stands there already is left alone.

    For files of ours: raises ValueError where a name is not assigned at the top level, SyntaxError where the file does
    not parse.
    """
    assigned = _assigned(ast.parse(source.data))
    if missing := values.keys() - assigned.keys():
        raise ValueError(f"{source.file} has no {', '.join(sorted(missing))}")
    changes = []
    for name, value in values.items():
        start, end = span(source, assigned[name])
        text = written(value).encode()
        if source.data[start:end] != text:
            changes.append(replace(source, start, end, text))
    return tuple(changes)


def constants_of(source: Source) -> dict[str, object]:
    """What a module's names are given at its top level, as far as it is written out; empty where it does not parse."""
    tree = find_tree(source)
    found = _assigned(tree) if tree else {}
    return {name: value.value for name, value in found.items() if isinstance(value, ast.Constant)}


def _assigned(tree: ast.Module) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def written(value: Constant) -> str:
    """As a formatter leaves it: strings in double quotes, a tuple for what is several."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool | int):
        return repr(value)
    inside = ", ".join(written(each) for each in value)
    return f"({inside},)" if len(value) == 1 else f"({inside})"
