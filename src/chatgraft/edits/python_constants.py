"""Values of a Python module's constants, written in place of those that stand there."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence

from chatgraft.core.changes import Splice
from chatgraft.core.source import Source
from chatgraft.edits import replace
from chatgraft.edits.python import span

Constant = str | int | bool | None | Sequence[str]


def set_constants(source: Source, values: Mapping[str, Constant]) -> tuple[Splice, ...]:
    """The splices that give module-level names their values; a value that stands there already is left alone.

    For files of ours: raises ValueError where a name is not assigned at the top level, SyntaxError where the file does
    not parse.
    """
    assigned: dict[str, ast.expr] = {}
    for node in ast.parse(source.data).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            assigned[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            assigned[node.target.id] = node.value
    if missing := values.keys() - assigned.keys():
        raise ValueError(f"{source.file} has no {', '.join(sorted(missing))}")
    changes = []
    for name, value in values.items():
        start, end = span(source, assigned[name])
        text = written(value).encode()
        if source.data[start:end] != text:
            changes.append(replace(source, start, end, text))
    return tuple(changes)


def written(value: Constant) -> str:
    """As a formatter leaves it: strings in double quotes, a tuple for what is several."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool | int):
        return repr(value)
    inside = ", ".join(written(each) for each in value)
    return f"({inside},)" if len(value) == 1 else f"({inside})"
