"""Edits to modules of ours in JavaScript and TypeScript: their imports, said from where they land, and their values."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

from chatgraft.core.changes import Splice, splice
from chatgraft.core.source import Source
from chatgraft.edits import replace
from chatgraft.edits.exports import declarations
from chatgraft.edits.syntax import nodes_of, require_script, text_of

Constant = str | int | bool | None | Sequence[str]
PLAIN = (".ts", ".tsx")
_ESCAPED = re.compile(r"\\(.)")
_IMPORTING = ("import_statement", "export_statement", "call_expression")


def relocate_imports(source: Source, lies: str, lands: Callable[[str], str], ending: str | None) -> bytes:
    """The file with its relative imports as they must read where it lands. Nothing else changes.

    `lies` is the file's path in its kit; `lands` says where a file of the kit lands, this one included. `ending` is
    what the project's own imports of TypeScript end in, None where there is none.
    """
    here = posixpath.dirname(lands(lies))
    changes = []
    for node in nodes_of(source, _IMPORTING):
        named = node.child_by_field_name("source")
        if node.type == "call_expression" and text_of(node.child_by_field_name("function")) == "import":
            listed = node.child_by_field_name("arguments")
            named = next((each for each in listed.named_children if each.type == "string"), None) if listed else None
        said = _ESCAPED.sub(r"\1", text_of(named)[1:-1]) if named is not None and named.type == "string" else ""
        if named is None or not said.startswith("."):
            continue
        target = lands(posixpath.normpath(posixpath.join(posixpath.dirname(lies), said)))
        path = posixpath.relpath(target, here or ".")
        path = path if path.startswith(".") else f"./{path}"
        moved = path if ending is None else _as_imported(path, ending)
        if moved != said:
            changes.append(replace(source, named.start_byte, named.end_byte, written(moved).encode()))
    return splice(source, tuple(changes))


def _as_imported(path: str, ending: str) -> str:
    """What is no plain TypeScript says by its own name which kind of module it is."""
    stem, own = posixpath.splitext(path)
    return stem + (ending if own in PLAIN else own if ending in PLAIN else own.replace("ts", "js"))


def import_from(source: Source, module: str, other: str) -> tuple[Splice, ...]:
    """The splices that make the imports from a module ones from another."""
    named = (node.child_by_field_name("source") for node in nodes_of(source, ("import_statement",)))
    return tuple(
        replace(source, each.start_byte + 1, each.end_byte - 1, other.encode())
        for each in named
        if each is not None and text_of(each)[1:-1] == module != other
    )


def require_imports(source: Source) -> tuple[Splice, ...]:
    """The splices that make imports of names CommonJS. For files of ours, which import nothing else."""
    return tuple(
        replace(source, node.start_byte, node.end_byte, f"const {names} = require({text_of(module)});".encode())
        for node in nodes_of(source, ("import_statement",))
        if (names := text_of(node.named_children[0])) and (module := node.child_by_field_name("source"))
    )


def set_constants(source: Source, values: Mapping[str, Constant]) -> tuple[Splice, ...]:
    """As `set_expressions`, of values that are written out."""
    return set_expressions(source, {name: written(value) for name, value in values.items()})


def set_expressions(source: Source, values: Mapping[str, str]) -> tuple[Splice, ...]:
    """The splices that give names of a module these values; one that stands there already is left alone.

    For files of ours: raises ValueError where a name is not declared at the top level.
    """
    declared = declarations(require_script(source))
    if missing := values.keys() - declared.keys():
        raise ValueError(f"{source.file} has no {', '.join(sorted(missing))}")
    return tuple(
        replace(source, declared[name].start_byte, declared[name].end_byte, expression.encode())
        for name, expression in values.items()
        if text_of(declared[name]) != expression
    )


def written(value: Constant) -> str:
    """As a formatter leaves it: strings in single quotes."""
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
        return f"'{text}'"
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    return f"[{', '.join(written(each) for each in value)}]"
