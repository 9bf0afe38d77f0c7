"""What a Python handler sends piece by piece: its generator, and what one of its values looks like."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from chatgraft.calls.python_code import Function, argument, dotted, own_nodes
from chatgraft.endpoints.python_scope import Scope
from chatgraft.endpoints.routes import Answer

PASSES_ON = frozenset({"stream_with_context", "iter", "iterate_in_threadpool", "jsonable_encoder", "dict"})
_TYPES = ("media_type", "mimetype", "content_type")
_DEEPEST = 4


def media_of(scope: Scope, node: ast.Call) -> str:
    said = next((each.value for each in node.keywords if each.arg in _TYPES), None)
    return scope.code.text(scope.source, said) or ""


def stream_of(scope: Scope, content: ast.expr | None, media: str, *, wraps: bool = False) -> Answer:
    """What is sent piece by piece: by its media type, else by the pieces. `wraps`: each becomes an event."""
    is_events = wraps or "event-stream" in media
    is_lines = any(word in media for word in ("ndjson", "jsonl", "json-seq", "jsonlines"))
    generator = generator_of(scope, content) if content is not None else None
    shown = _events(scope, generator) if generator is not None else None
    kind = "sse" if is_events else "ndjson" if is_lines else shown.format if shown else "text"
    fields = shown.fields if shown else {}
    is_raw = shown is None or (shown.format == "text" and is_events and not wraps)
    unsure = (not fields and (shown.unsure if shown else False)) or (kind != "text" and is_raw)
    return Answer(kind, fields=fields, whole=not fields, streams=True, unsure=unsure)


def generator_of(scope: Scope, node: ast.expr, depth: int = 0) -> ast.AST | None:
    """The function or expression whose values are sent."""
    if isinstance(node, ast.GeneratorExp):
        return node
    if isinstance(node, ast.Name) and node.id in scope.values and depth < _DEEPEST:
        return generator_of(scope, scope.values[node.id], depth + 1)
    if not isinstance(node, ast.Call):
        return None
    name = dotted(node.func)
    for each in ast.walk(scope.function):
        if isinstance(each, Function) and each.name == name and each is not scope.function:
            return each
    if name.rpartition(".")[2] in PASSES_ON and node.args and depth < _DEEPEST:
        return generator_of(scope, node.args[0], depth + 1)
    inner = scope.code.find_function(scope.source, name)
    return inner[1] if inner and yields(inner[1]) else None


def yields(function: ast.AST) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own_nodes(function))


def _events(scope: Scope, generator: ast.AST) -> Answer | None:
    """What the values of a generator look like; an event that says no text, such as the end, counts for nothing."""
    inside = scope.within(scope.source, generator)
    found: Answer | None = None
    for value in _yielded(generator):
        shown = _event(inside, value)
        if shown and (found is None or (shown.fields and not found.fields)):
            found = shown
        elif shown and found and shown.fields:
            found = replace(found, fields={**shown.fields, **found.fields})
    return found


def _yielded(generator: ast.AST) -> Iterator[ast.expr]:
    if isinstance(generator, ast.GeneratorExp):
        yield generator.elt
    for node in own_nodes(generator):
        if isinstance(node, ast.Yield) and node.value is not None:
            yield node.value


def _event(scope: Scope, node: ast.expr) -> Answer | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "encode":
        return _event(scope, node.func.value)
    if is_data := isinstance(node, ast.Dict):  # of sse-starlette
        pairs = zip(node.keys, node.values, strict=True)
        node = next((value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "data"), node)
    elif is_data := isinstance(node, ast.Call) and dotted(node.func).endswith("ServerSentEvent"):
        node = argument(node, "data", 0) or node
    if (told := _by_function(scope, node)) is not None:
        return told
    pieces = list(_pieces(node))
    value = next((piece for piece in pieces if not isinstance(piece, str)), None)
    if value is None:
        return None  # written out: no part of an answer
    first, last = pieces[0], pieces[-1]
    if isinstance(first, str) and first.lstrip().startswith("event: error"):
        return None
    held = dumped(scope, value)
    if is_data or (isinstance(first, str) and first.lstrip().startswith(("data:", "event:", "id:"))):
        return replace(held or Answer(whole=True), format="sse")
    is_line = isinstance(last, str) and last.endswith("\n")
    return replace(held, format="ndjson") if held and is_line else Answer("text", whole=True)


def _by_function(scope: Scope, node: ast.expr) -> Answer | None:
    """`sse({"token": token})`, where a function of the project writes `data:` before what it is given."""
    inner = scope.code.find_function(scope.source, dotted(node.func)) if isinstance(node, ast.Call) else None
    if inner is None or not isinstance(node, ast.Call):
        return None
    texts = [
        each.value for each in ast.walk(inner[1]) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    given = [answer for each in node.args if (answer := scope.read(scope, each)) and answer.fields]
    return replace(given[0], format="sse") if given and any("data:" in text for text in texts) else None


def _pieces(node: ast.expr) -> Iterator[str | ast.expr]:
    """A text as the strings and expressions that it is put together of."""
    if isinstance(node, ast.Constant):
        yield node.value if isinstance(node.value, str) else str(node.value)
    elif isinstance(node, ast.JoinedStr):
        for each in node.values:
            yield from _pieces(each.value if isinstance(each, ast.FormattedValue) else each)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _pieces(node.left)
        yield from _pieces(node.right)
    else:
        yield node


def dumped(scope: Scope, node: ast.expr, depth: int = 0) -> Answer | None:
    """The fields of `json.dumps({...})`; None where the value is no JSON."""
    if isinstance(node, ast.Name) and node.id in scope.values and depth < _DEEPEST:
        return dumped(scope, scope.values[node.id], depth + 1)
    if not isinstance(node, ast.Call):
        return None
    name = dotted(node.func).rpartition(".")[2]
    if name == "dumps" and node.args:
        return scope.read(scope, node.args[0]) or Answer(whole=True, unsure=True)
    if name in ("model_dump_json", "json") and isinstance(node.func, ast.Attribute):
        return scope.read(scope, node.func.value)
    return None
