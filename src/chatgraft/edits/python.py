"""What every edit of a Python module needs, and edits to modules of ours: their imports, said from where they land."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chatgraft.core.changes import Splice, splice
from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood, replace, require_editable

_UTF8 = ("utf-8", "utf-8-sig")
_FROM = re.compile(rb"from\s*(\.[.\w\s]*?)\s*\bimport\b")


@dataclass(frozen=True, slots=True)
class _Landing:
    """Where the importing file lies in the kit and where it lands; see `relocate_imports`."""

    module: str
    moved: Mapping[str, str]
    flat: bool

    def of(self, module: str) -> str:
        """Where a module lands: by itself, or with the nearest package above it that moves; else where it lies."""
        parts = module.split(".")
        for length in range(len(parts), 0, -1):
            if (found := self.moved.get(".".join(parts[:length]))) is not None:
                return ".".join([found, *parts[length:]])
        return module

    def expressed(self, target: str) -> str:
        """A landed module or package as the landed file names it after `from`. Empty: the project's own top level."""
        here = self.of(self.module).split(".")[:-1]
        if self.flat and (not here or target.partition(".")[0] != here[0]):
            return target
        there = target.split(".") if target else []
        shared = 0
        while shared < min(len(here), len(there)) and here[shared] == there[shared]:
            shared += 1
        return "." * (len(here) - shared + 1) + ".".join(there[shared:])


def relocate_imports(source: Source, module: str, moved: Mapping[str, str], *, flat: bool) -> bytes:
    """The file with its relative imports as they must read where it lands. Nothing else changes.

    `module` is the file's dotted name inside its kit, `moved` says where modules of the kit land (a package's entry
    stands for all below it). Landed `flat` the modules are top-level ones, imported absolutely, except between members
    of one package; else the whole set is a package and every import stays relative. Raises SyntaxError for a file
    that does not parse, ValueError for an import that cannot be said from the new place: both are faults of ours.
    """
    landing = _Landing(module, moved, flat)
    tree = ast.parse(source.data)
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level)
    return splice(source, tuple(change for node in nodes if (change := _relocated(source, node, landing))))


def _relocated(source: Source, node: ast.ImportFrom, landing: _Landing) -> Splice | None:
    package = landing.module.split(".")[:-1]
    if node.level - 1 > len(package):
        raise ValueError(f"{source.file}:{node.lineno}: the import leaves the kit")
    base = ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
    start, end = span(source, node)
    names = [(alias.name, alias.asname) for alias in node.names]
    moves_alone = any(f"{base}.{name}".lstrip(".") in landing.moved for name, _ in names)
    if base and not moves_alone:
        found = _FROM.match(source.data, start)
        if found is None:
            raise ValueError(f"{source.file}:{node.lineno}: cannot find the module's name")
        wanted = landing.expressed(landing.of(base)).encode()
        written = re.sub(rb"\s", b"", found.group(1))
        return None if written == wanted else replace(source, found.start(1), found.end(1), wanted)
    lines = dict.fromkeys(_statements(landing, base, names))
    text = (source.newline + source.indent_at(start)).join(line.encode() for line in lines)
    return None if text == source.data[start:end] else replace(source, start, end, text)


def _statements(landing: _Landing, base: str, names: list[tuple[str, str | None]]) -> Iterator[str]:
    """One import a name: each of them is a module, and each may land somewhere else."""
    for name, alias in names:
        above, _, landed = landing.of(f"{base}.{name}".lstrip(".")).rpartition(".")
        place, bound = landing.expressed(above), alias or name
        renamed = "" if landed == bound else f" as {bound}"
        yield f"from {place} import {landed}{renamed}" if place else f"import {landed}{renamed}"


def span(source: Source, node: ast.stmt | ast.expr | ast.alias) -> tuple[int, int]:
    r"""The node's bytes. `ast` counts lines by `\n` and columns in UTF-8 bytes, without a byte order mark."""
    starts = [len(source.bom), *(found.end() for found in re.finditer(rb"\n", source.data))]
    if node.end_lineno is None or node.end_col_offset is None:
        raise ValueError(f"{source.file}:{node.lineno}: a node without an end")
    return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


def require_module(source: Source) -> ast.Module:
    """The syntax tree. Raises NotUnderstood for a file that no editor may touch."""
    require_editable(source)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source.data).readline)
        if encoding not in _UTF8 and not source.data.isascii():
            raise NotUnderstood(f"the file is {encoding}, not UTF-8")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the owner's code: not ours to report
            return ast.parse(source.data)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise NotUnderstood("the file does not parse") from fault
