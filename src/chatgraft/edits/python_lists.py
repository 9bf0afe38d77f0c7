"""Edits to the lists that a Python settings module assigns at its top level: `name = [...]`, also tuples.

`ast` says what is assigned, `tokenize` where a list ends; the layout of what is there is kept.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert, require_editable
from chatgraft.edits.python import require_module, span
from chatgraft.edits.syntax import line_before

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_DEEPEST = 5
_SILENT = (tokenize.ENCODING, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token that stands in the file, or a comment: its byte offsets and the line on which it ends."""

    text: str
    start: int
    end: int
    line: int
    is_comment: bool


def add_items(source: Source, wanted: Mapping[str, str]) -> Edit:
    """Add to the end of each named list an item, an expression in double quotes; all of them or none.

    A list that is not there is assigned at the end of the file. What equals an item already is left.
    """
    try:
        return _add(source, wanted)
    except NotUnderstood as found:
        snippet = "\n".join(f"{name} = [{item}]" for name, item in wanted.items())
        return (ByHand(source.file, "in these lists, beside what they hold", snippet, str(found)),)


def add_to_sum(source: Source, name: str, item: str) -> Edit:
    """As `add_items`, also to a list that is a sum: at the end of the last part that the module writes out.

    Statements that add to it later, `name += [...]` and `name = [...] + name`, are left as they are.
    """
    try:
        tree = require_module(source)
        pieces = list(_pieces(source))
        parts = _require_parts(tree, name)
        text = _in_quotes_of(pieces, item)
        wanted = ast.dump(ast.parse(text, mode="eval").body)
        if any(wanted == ast.dump(each) for part in parts for each in part.elts):
            return ()
        return tuple(_append(source, pieces, parts[-1], text.encode()))
    except NotUnderstood as found:
        return (ByHand(source.file, f"in {name}, beside what it holds", f"{name} += [{item}]", str(found)),)


def in_quotes_of(source: Source, expression: str) -> str:
    """An expression that is written in double quotes, in those that the file uses."""
    return _in_quotes_of(list(_pieces(source)), expression)


def append_items(source: Source, value: ast.List | ast.Tuple, items: Iterable[str]) -> tuple[Splice, ...] | None:
    """Expressions in double quotes at the end of a list of the file, in its layout and quotes; None where none fits."""
    try:
        require_editable(source)
        pieces = list(_pieces(source))
        text = ", ".join(_in_quotes_of(pieces, item) for item in items)
        return tuple(_append(source, pieces, value, text.encode()))
    except NotUnderstood:
        return None


def read_list(source: Source, name: str) -> tuple[object, ...] | None:
    """The literals in a list; None where it is absent or holds anything else."""
    try:
        value = _find_value(require_module(source), name)
        return None if value is None else tuple(ast.literal_eval(item) for item in value.elts)
    except (NotUnderstood, ValueError):
        return None


def assigned_names(source: Source) -> dict[str, int]:
    """Each name that the module assigns outside of functions and classes, with its first line (1-based)."""
    try:
        targets = list(_targets(require_module(source)))
    except NotUnderstood:
        return {}
    return {target.id: target.lineno for target in reversed(targets)}


def _add(source: Source, wanted: Mapping[str, str]) -> tuple[Splice, ...]:
    tree = require_module(source)
    pieces = list(_pieces(source))
    splices: list[Splice] = []
    absent: list[str] = []
    for name, expression in wanted.items():
        item = _in_quotes_of(pieces, expression)
        value = _find_value(tree, name)
        if value is None:
            absent.append(f"{name} = [{item}]")
        elif ast.dump(ast.parse(item, mode="eval").body) not in map(ast.dump, value.elts):
            splices += _append(source, pieces, value, item.encode())
    return (*splices, *_at_end(source, tree, absent))


def _find_value(tree: ast.Module, name: str) -> ast.List | ast.Tuple | None:
    """The list that a name is assigned. Raises NotUnderstood where that is not written out once for all."""
    places = [target for target in _targets(tree) if target.id == name]
    if not places:
        return None
    if len(places) > 1:
        raise NotUnderstood(f"{name} is assigned more than once")
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and places[0] in _assigned(node):
            if isinstance(node.value, ast.List | ast.Tuple):
                return node.value
            raise NotUnderstood(f"{name} is not a list that is written out")
    raise NotUnderstood(f"{name} is assigned under a condition")


def _require_parts(tree: ast.Module, name: str) -> list[ast.List | ast.Tuple]:
    parts = list(_parts(tree, name, 0))
    if not parts:
        raise NotUnderstood(f"{name} is not a list that is written out")
    return parts


def _parts(tree: ast.Module, name: str, depth: int) -> Iterator[ast.List | ast.Tuple]:
    """The lists that are written out among those of which a name is the sum."""
    assigned = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and _names_it(node, name)]
    values = [node.value for node in assigned if node.value]
    adds = [any(_is_name(each, name) for each in ast.walk(value)) for value in values]
    if any(adds[:1]):
        raise NotUnderstood(f"{name} is begun in another module")
    if not all(adds[1:]) or depth > _DEEPEST:
        raise NotUnderstood(f"{name} is assigned more than once")
    waiting = values[:1]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, ast.List | ast.Tuple):
            yield value
        elif isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
            waiting = [value.left, value.right, *waiting]
        elif isinstance(value, ast.Name):
            yield from _parts(tree, value.id, depth + 1)


def _names_it(node: ast.Assign | ast.AnnAssign, name: str) -> bool:
    return any(_is_name(target, name) for target in _assigned(node))


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _assigned(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _targets(tree: ast.Module) -> Iterator[ast.Name]:
    """The names that the module itself assigns; an addition such as `+=` is none, as it keeps what is there."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node
        elif not isinstance(node, (*_SCOPES, ast.AugAssign)):
            waiting.extend(ast.iter_child_nodes(node))


def _pieces(source: Source) -> Iterator[_Piece]:
    """`tokenize` counts columns in characters; a byte order mark is none of them."""
    starts = [len(source.bom), *(found.end() for found in re.finditer(rb"\n", source.data)), len(source.data)]

    def offset(place: tuple[int, int]) -> int:
        start, end = starts[place[0] - 1 : place[0] + 1]
        return start + len(source.data[start:end].decode()[: place[1]].encode())

    for token in tokenize.tokenize(io.BytesIO(source.data).readline):
        if token.type not in _SILENT:
            is_comment = token.type == tokenize.COMMENT
            yield _Piece(token.string, offset(token.start), offset(token.end), token.end[0], is_comment)


def _in_quotes_of(pieces: list[_Piece], expression: str) -> str:
    """In the quotes of the file's first plain string, unless the expression holds one of these."""
    strings = (piece.text for piece in pieces if piece.text.endswith(("'", '"')) and not piece.is_comment)
    first = next((text for text in strings if not text.endswith(('"""', "'''"))), '"')
    return expression.replace('"', "'") if first.endswith("'") and "'" not in expression else expression


def _append(source: Source, pieces: list[_Piece], value: ast.List | ast.Tuple, item: bytes) -> Iterator[Splice]:
    start, end = span(source, value)
    if source.data[end - 1 : end] not in (b"]", b")") or source.data[start : start + 1] not in (b"[", b"("):
        raise NotUnderstood("a tuple without parentheses")
    inside = [piece for piece in pieces if start < piece.start < end - 1]
    said = [piece for piece in inside if not piece.is_comment]
    own_line = not line_before(source, end - 1).strip()
    if not said:
        comma = b"," if isinstance(value, ast.Tuple) else b""
        indent = source.newline + source.indent_at(start) + indent_unit(source)
        yield insert(source, start + 1, indent + item + b"," if own_line else item + comma)
        return
    last, has_comma = said[-1], said[-1].text == ","
    if not own_line:
        yield insert(source, last.end, (b" " if has_comma else b", ") + item)
        return
    after = max(piece.end for piece in inside if piece.line == last.line)
    text = source.newline + source.indent_at(last.start) + item
    if has_comma:
        yield insert(source, after, text + b",")
    elif after == last.end:
        yield insert(source, after, b"," + text)
    else:
        yield from (insert(source, last.end, b","), insert(source, after, text))


def _at_end(source: Source, tree: ast.Module, lines: list[str]) -> Iterator[Splice]:
    if not lines:
        return
    if any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree)):
        raise NotUnderstood("what the file imports with `*` may assign it")
    text = source.newline.join(line.encode() for line in lines)
    if not source.data[len(source.bom) :]:
        yield insert(source, len(source.data), text + source.newline)
    elif source.data.endswith(b"\n"):
        yield insert(source, len(source.data), source.newline + text + source.newline)
    else:
        yield insert(source, len(source.data), source.newline * 2 + text)
