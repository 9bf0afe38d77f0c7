"""Edits to the `urlpatterns` of a Django project: another app's addresses come first, before whatever takes all paths.

`urlpatterns` is what docs.djangoproject.com/en/stable/topics/http/urls says: a list, or lists and calls that are added.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert
from chatgraft.edits.python import require_module, span
from chatgraft.edits.python_lists import in_quotes_of

LIST = "urlpatterns"
NEEDED = ("include", "path")
MODULE = "django.urls"
HOMES = frozenset({MODULE, "django.conf.urls"})
"""Where Django keeps what is needed, and where it kept it."""
_MORE = (ast.Call, ast.Name, ast.Attribute)
"""What makes a list that ours can be added before, such as `i18n_patterns(...)` and `router.urls`."""


def include_first(source: Source, urls: str) -> Edit:
    """`path("", include(urls))` as the first pattern, with what that imports. Left is a module that includes it."""
    entry = f'path("", include("{urls}"))'
    try:
        tree = require_module(source)
        if any(_is_included(node, urls) for node in ast.walk(tree)):
            return ()
        return (*_imported(source, tree), _first(source, tree, in_quotes_of(source, entry)))
    except NotUnderstood as found:
        snippet = f"from {MODULE} import {', '.join(NEEDED)}\n\n{LIST} = [\n    {entry},\n]"
        return (ByHand(source.file, f"as the first of {LIST}", snippet, str(found)),)


def _is_included(node: ast.AST, urls: str) -> bool:
    return isinstance(node, ast.Call) and any(
        isinstance(each, ast.Constant) and each.value == urls for each in node.args
    )


def _first(source: Source, tree: ast.Module, entry: str) -> Splice:
    value = _patterns(tree)
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
        value = value.left
    start, _ = span(source, value)
    if isinstance(value, _MORE):
        return insert(source, start, f"[{entry}] + ".encode())
    if not isinstance(value, ast.List):
        raise NotUnderstood(f"{LIST} is not a list that is written out")
    if not value.elts:
        return insert(source, start + 1, entry.encode())
    first, _ = span(source, value.elts[0])
    if b"\n" not in source.data[start:first]:
        return insert(source, start + 1, f"{entry}, ".encode())
    return insert(source, _line_end(source, start + 1), source.newline + source.indent_at(first) + f"{entry},".encode())


def _line_end(source: Source, at: int) -> int:
    """The end of the line, where only a comment may stand before."""
    stop = source.data.index(b"\n", at)
    rest = source.data[at:stop].rstrip(b"\r")
    if rest.strip() and not rest.lstrip().startswith(b"#"):
        raise NotUnderstood("the list does not begin on a line of its own")
    return at + len(rest)


def _patterns(tree: ast.Module) -> ast.expr:
    """What the patterns begin with. Later statements may add to them."""
    found = [(node, value) for node in tree.body if (value := _assigned(node)) is not None]
    if not found:
        raise NotUnderstood(f"{LIST} is not assigned at the top level")
    for _, value in found[1:]:
        if not any(isinstance(inner, ast.Name) and inner.id == LIST for inner in ast.walk(value)):
            raise NotUnderstood(f"{LIST} is assigned more than once")
    return found[0][1]


def _assigned(node: ast.stmt) -> ast.expr | None:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    is_ours = any(isinstance(target, ast.Name) and target.id == LIST for target in targets)
    return node.value if is_ours and isinstance(node, ast.Assign | ast.AnnAssign) else None


def _imported(source: Source, tree: ast.Module) -> Iterator[Splice]:
    """The import, for what the module does not have yet: in the statement that is there, or in one of its own."""
    bound = dict(_bound(tree))
    for name in NEEDED:
        if bound.get(name, MODULE) not in HOMES:
            raise NotUnderstood(f"{name} is something else in this file")
    missing = [name for name in NEEDED if name not in bound]
    if not missing:
        return
    statements = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    own = [node for node in statements if isinstance(node, ast.ImportFrom) and node.module == MODULE and not node.level]
    if own and own[-1].names[0].name != "*":
        yield from _joined(source, own[-1], missing)
    elif statements:
        end = span(source, statements[-1])[1]
        yield insert(source, end, source.newline + f"from {MODULE} import {', '.join(missing)}".encode())
    else:
        raise NotUnderstood("the file imports nothing")


def _bound(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, node.module or "") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)


def _joined(source: Source, statement: ast.ImportFrom, missing: list[str]) -> Iterator[Splice]:
    """Names among those that are imported, before the first that comes later in the alphabet."""
    places = [(alias.name, *span(source, alias)) for alias in statement.names]
    opened = source.data.find(b"(", span(source, statement)[0], places[0][1])
    on_lines = opened >= 0 and b"\n" in source.data[opened : places[0][1]]
    gap = b"," + (source.newline + source.indent_at(places[0][1]) if on_lines else b" ")
    last = [name for name in missing if name > max(other for other, _, _ in places)]
    before: dict[int, list[str]] = {}
    for name in missing:
        if name not in last:
            before.setdefault(next(start for other, start, _ in places if other > name), []).append(name)
    for start, names in before.items():
        yield insert(source, start, b"".join(name.encode() + gap for name in names))
    if last:
        yield insert(source, places[-1][2], b"".join(gap + name.encode() for name in last))
