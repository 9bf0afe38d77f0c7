"""What a Python handler takes out of a request's body by itself: `data["message"]`, `request.form.get("q")`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from chatgraft.calls.python_code import Code, Function, argument, dotted
from chatgraft.core.source import Source
from chatgraft.endpoints.python_models import is_model, model_fields
from chatgraft.endpoints.routes import LISTS, Field

KindOf = Callable[[ast.AST], "str | None"]
"""Whether an expression is the request's body, and how that was sent: json, form or query."""
_VALIDATES = ("model_validate", "parse_obj", "from_dict", "validate")
_FALLBACK = ("or", "and")


def fields_read(code: Code, source: Source, function: Function, kind_of: KindOf) -> tuple[str, dict[str, Field]]:
    """How the fields are sent, and each with its type, as far as the handler shows it."""
    names = _bound(function, kind_of)

    def kind(node: ast.AST) -> str | None:
        known = names.get(node.id) if isinstance(node, ast.Name) else None
        return known or kind_of(_inner(node))

    found: dict[str, dict[str, Field]] = {}
    for node in ast.walk(function):
        for way, name, field in _reads(node, kind):
            held = found.setdefault(way, {})
            held[name] = _merged(held.get(name), field)
        if isinstance(node, ast.Call) and (sent := _validated(node, kind)):
            model = code.find_class(source, dotted(node.func).removesuffix(f".{_method(node)}"))
            if model and is_model(code, *model):
                found.setdefault(sent, {}).update(model_fields(code, *model))
    for sent in ("json", "form", "query"):
        if sent in found:
            return sent, found[sent]
    return "json", {}


def _bound(function: Function, kind_of: KindOf) -> dict[str, str]:
    """The names that stand for the body: `data = request.get_json() or {}`."""
    names: dict[str, str] = {}
    for node in ast.walk(function):
        target, value = _assigned(node)
        if target and value is not None:
            inner = _inner(value)
            kind = kind_of(inner) or (names.get(inner.id) if isinstance(inner, ast.Name) else None)
            if kind:
                names[target] = kind
    return names


def _assigned(node: ast.AST) -> tuple[str | None, ast.expr | None]:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    if isinstance(node, ast.AnnAssign | ast.NamedExpr) and isinstance(node.target, ast.Name):
        return node.target.id, node.value
    return None, None


def _inner(node: ast.AST) -> ast.AST:
    """The expression without `await`, `or {}` and `if … else`."""
    if isinstance(node, ast.Await):
        return _inner(node.value)
    if isinstance(node, ast.BoolOp):
        return _inner(node.values[0])
    if isinstance(node, ast.IfExp):
        return _inner(node.body)
    return node


def _reads(node: ast.AST, kind: Callable[[ast.AST], str | None]) -> Iterator[tuple[str, str, Field]]:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        if isinstance(node.ctx, ast.Load) and (sent := kind(node.value)):
            yield sent, node.slice.value, _guessed(node.slice.value, None, required=True)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop"):
        name = argument(node, "key", 0)
        if isinstance(name, ast.Constant) and isinstance(name.value, str) and (sent := kind(node.func.value)):
            yield sent, name.value, _guessed(name.value, argument(node, "default", 1), required=False)


def _guessed(name: str, default: ast.expr | None, *, required: bool) -> Field:
    """By its default value, else by its name."""
    if isinstance(default, ast.List) or name in LISTS:
        return Field("list", required=required, items="messages")
    if isinstance(default, ast.Dict):
        return Field("object", required=required)
    if isinstance(default, ast.Constant) and isinstance(default.value, bool | int | float):
        return Field(type(default.value).__name__, required=required)
    return Field("str", required=required)


def _merged(one: Field | None, other: Field) -> Field:
    return replace(other, required=one.required or other.required) if one and one.type == other.type else one or other


def _validated(node: ast.Call, kind: Callable[[ast.AST], str | None]) -> str | None:
    """How the body was sent that a class is made of: `ChatRequest(**data)`, `ChatRequest.model_validate(data)`."""
    for each in node.keywords:
        if (each.arg is None or each.arg == "data") and (sent := kind(each.value)):
            return sent
    return kind(node.args[0]) if node.args and _method(node) in _VALIDATES else None


def _method(node: ast.Call) -> str:
    name = dotted(node.func).rpartition(".")[2]
    return name if name in _VALIDATES else ""


def merged(*kinds: tuple[str, Mapping[str, Field]]) -> tuple[str, dict[str, Field]]:
    """The fields of the first kind that has any."""
    return next(((sent, dict(fields)) for sent, fields in kinds if fields), ("json", {}))
