"""Edits to a project's `env.py` of Alembic: tables whose names begin so are none of its migrations' business.

`include_name` keeps them from being looked at (alembic.sqlalchemy.org/en/latest/autogenerate.html): without it
`alembic revision --autogenerate` drops what it knows no model of.
"""

from __future__ import annotations

import ast

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert
from chatgraft.edits.python import require_module, span

OPTION = "include_name"


def leave_out_tables(source: Source, prefix: str) -> Edit:
    """In each call of `context.configure`. What is no environment of Alembic's, or leaves them out already, stays."""
    option = f'{OPTION}=lambda name, type_, _: type_ != "table" or not name.startswith("{prefix}")'
    try:
        tree = require_module(source)
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _configures(node)]
        if not found or all(_is_done(call, prefix) for call in found):
            return ()
        return tuple(_added(source, call, option) for call in found if not _is_done(call, prefix))
    except NotUnderstood as error:
        return (ByHand(source.file, "in each call of context.configure", f"{option},", str(error)),)


def _configures(call: ast.Call) -> bool:
    return ast.unparse(call.func) in {"context.configure", "alembic.context.configure"}


def _is_done(call: ast.Call, prefix: str) -> bool:
    return any(each.arg == OPTION and f"'{prefix}'" in ast.unparse(each.value) for each in call.keywords)


def _added(source: Source, call: ast.Call, option: str) -> Splice:
    if any(each.arg == OPTION for each in call.keywords):
        raise NotUnderstood(f"it has an {OPTION} of its own")
    if call.args:
        raise NotUnderstood("it is called with more than names")
    if any(each.arg is None for each in call.keywords) and OPTION.encode() in source.data:
        raise NotUnderstood(f"{OPTION} may be among the options that it is given")
    if not call.keywords:
        end = span(source, call)[1] - len(b")")
        return insert(source, end, option.encode())
    first = call.keywords[0]
    value = span(source, first.value)[0]
    before = source.data.rfind(b"**" if first.arg is None else first.arg.encode(), 0, value)
    line = source.data.rfind(b"\n", 0, before) + 1
    blank = source.data[line:before]
    between = source.newline + blank if not blank.strip() and line else b" "
    return insert(source, before, option.encode() + b"," + between)
