"""What a Python handler gives: the fields of its JSON, a text, or a stream and what its events look like."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from chatgraft.calls.python_code import Code, Function, argument, dotted, own_nodes
from chatgraft.core.source import Source
from chatgraft.endpoints.python_models import is_model, model_fields
from chatgraft.endpoints.python_scope import Rules, Scope, values_of
from chatgraft.endpoints.python_streams import PASSES_ON, dumped, generator_of, media_of, stream_of, yields
from chatgraft.endpoints.routes import Answer, Field

JSON = frozenset({"jsonify", "JsonResponse", "JSONResponse", "ORJSONResponse", "UJSONResponse", "make_response"})
TEXT = frozenset({"PlainTextResponse", "HttpResponse", "HTMLResponse"})
EVENTS = frozenset({"EventSourceResponse"})
STREAMS = EVENTS | {"StreamingResponse", "StreamingHttpResponse"}
EITHER = frozenset({"Response"})
"""Flask's takes text or a generator; Django REST framework's takes data."""
_TEXTS = frozenset({"text", "content", "output_text", "answer", "response", "reply"})
_REFUSES = 400
_DEEPEST = 4


def answer_of(code: Code, source: Source, function: Function, rules: Rules) -> Answer | None:
    """What its returns show; None where they show nothing that could be an answer."""
    return _returned(Scope(code, source, function, values_of(function), rules, _answer))


def _returned(scope: Scope) -> Answer | None:
    found = None
    for node in own_nodes(scope.function):
        if isinstance(node, ast.Return) and node.value is not None:
            found = _either(found, _answer(scope, node.value))
    if found is None and _is_of_texts(scope):
        found = _text(scope)
    returns = getattr(scope.function, "returns", None)
    if (found is None or not (found.fields or found.whole)) and returns is not None:
        return answer_of_type(scope.code, scope.source, returns, scope.rules) or found
    return found


def _is_of_texts(scope: Scope) -> bool:
    """Whether one return is a text that is written out, so that another, which only a run would tell, is one too."""
    returned = [node.value for node in own_nodes(scope.function) if isinstance(node, ast.Return) and node.value]
    bodies = [each.elts[0] if isinstance(each, ast.Tuple) and each.elts else each for each in returned]
    texts = [isinstance(each, ast.Constant) and isinstance(each.value, str) for each in bodies]
    return any(texts) and any(isinstance(each, ast.Name | ast.Subscript) for each in bodies)


def answer_of_type(code: Code, source: Source, node: ast.expr, rules: Rules) -> Answer | None:
    """What a response model or a return annotation says."""
    model = code.find_class(source, dotted(node))
    if model and is_model(code, *model):
        return Answer(fields=_deep(code, model[0], model_fields(code, *model), model[1]))
    if dotted(node) == "str":
        return Answer("json" if rules.text_is_json else "text", whole=True)
    return None


def _deep(code: Code, source: Source, fields: Mapping[str, Field], node: ast.ClassDef) -> dict[str, Field]:
    """With the fields of models inside the model, one step down."""
    found = {name: replace(each, required=False) for name, each in fields.items()}
    for each in node.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            inner = code.find_class(source, dotted(each.annotation))
            below = model_fields(code, *inner) if inner and is_model(code, *inner) else {}
            found |= {f"{each.target.id}.{name}": field for name, field in below.items()}
    return found


def _either(one: Answer | None, other: Answer | None) -> Answer | None:
    """Of two returns: the one that is no stream, as a stream is then only given when it is asked for."""
    if one is None or other is None:
        return one or other
    if one.streams is not other.streams:
        return other if one.streams else one
    fields = dict(one.fields)
    for name, field in other.fields.items():
        if name not in fields or fields[name].constant:
            fields[name] = field
    return replace(one, fields=fields, whole=one.whole or other.whole)


def _answer(scope: Scope, node: ast.expr) -> Answer | None:
    found = None
    if scope.depth > _DEEPEST:
        return None
    if isinstance(node, ast.Await):
        found = _answer(scope, node.value)
    elif isinstance(node, ast.Tuple) and node.elts:  # Flask: the body, the status, headers
        found = None if _refuses(node.elts[1:]) else _answer(scope, node.elts[0])
    elif isinstance(node, ast.Dict):
        found = Answer(fields=_fields(scope, node))
    elif isinstance(node, ast.Name) and scope.values.get(node.id, node) is not node:
        found = _answer(replace(scope, depth=scope.depth + 1), scope.values[node.id])
    elif isinstance(node, ast.Call):
        found = _called(scope, node)
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Attribute) and node.attr in _TEXTS):
        found = _text(scope)
    return found


def _text(scope: Scope) -> Answer:
    return Answer("json" if scope.rules.text_is_json else "text", whole=True)


def _refuses(nodes: list[ast.expr]) -> bool:
    """Whether a status among these says that nothing was answered."""
    for node in nodes:
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, int) and value >= _REFUSES:
            return True
        if isinstance(node, ast.Attribute) and node.attr.startswith(("HTTP_4", "HTTP_5")):
            return True
    return False


def _called(scope: Scope, node: ast.Call) -> Answer | None:
    name = dotted(node.func).rpartition(".")[2]
    status = [each.value for each in node.keywords if each.arg in ("status", "status_code")]
    found = None
    if _refuses([*status, *(node.args[1:2] if name in JSON | TEXT | EITHER else [])]):
        return None
    if name in STREAMS:
        content = argument(node, "streaming_content", 0) or argument(node, "content")
        found = stream_of(scope, content, media_of(scope, node), wraps=name in EVENTS)
    elif name in EITHER and not (scope.rules.response_takes_data and not media_of(scope, node)):
        found = _flask_response(scope, node)
    elif name in JSON | EITHER:
        found = _json(scope, node, name)
    elif name in TEXT:
        found = _plain(scope, node)
    elif name in PASSES_ON and (node.args or node.keywords):
        found = _answer(scope, node.args[0]) if node.args else _keywords(scope, node)
    else:
        found = _own(scope, node, name)
    return found


def _json(scope: Scope, node: ast.Call, name: str) -> Answer | None:
    content = argument(node, "content", 0) or argument(node, "data")
    if content is None:
        return _keywords(scope, node)
    given = _answer(scope, content)
    return replace(given, format="json") if given and not given.streams and name != "make_response" else given


def _flask_response(scope: Scope, node: ast.Call) -> Answer | None:
    content, media = argument(node, "response", 0), media_of(scope, node)
    if content is None or isinstance(content, ast.Constant):
        return None
    if generator_of(scope, content) is not None or "event-stream" in media:
        return stream_of(scope, content, media)
    return dumped(scope, content) if "json" in media else Answer("text", whole=True)


def _keywords(scope: Scope, node: ast.Call) -> Answer:
    return Answer(fields={each.arg: _value(scope, each.value) for each in node.keywords if each.arg})


def _plain(scope: Scope, node: ast.Call) -> Answer | None:
    content = argument(node, "content", 0)
    if content is None or isinstance(content, ast.Constant):
        return None
    if "json" in media_of(scope, node):
        return dumped(scope, content)
    return Answer("text", whole=True)


def _own(scope: Scope, node: ast.Call, name: str) -> Answer | None:
    """A model of the project's, or what one of its functions gives."""
    if name in ("str", "strip"):
        return _text(scope)
    if name in ("model_dump", "dict", "to_dict") and isinstance(node.func, ast.Attribute):
        return _answer(replace(scope, depth=scope.depth + 1), node.func.value)
    model = scope.code.find_class(scope.source, dotted(node.func))
    if model and is_model(scope.code, *model):
        known = _deep(scope.code, model[0], model_fields(scope.code, *model), model[1])
        given = {each.arg: _value(scope, each.value) for each in node.keywords if each.arg}
        kinds = {key: replace(field, constant=key in given and given[key].constant) for key, field in known.items()}
        return Answer(fields=kinds)
    inner = scope.code.find_function(scope.source, dotted(node.func))
    if inner is None or inner[1] is scope.function or yields(inner[1]):
        return None
    return _returned(scope.within(*inner))


def _fields(scope: Scope, node: ast.Dict) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            if isinstance(value, ast.Dict):
                found |= {f"{key.value}.{name}": field for name, field in _fields(scope, value).items()}
            else:
                found[key.value] = _value(scope, value)
    return found


def _value(scope: Scope, node: ast.expr, depth: int = 0) -> Field:
    if isinstance(node, ast.Constant):
        return Field(type(node.value).__name__ if isinstance(node.value, bool | int | float) else "str", constant=True)
    if isinstance(node, ast.List | ast.ListComp | ast.Tuple):
        return Field("list")
    if isinstance(node, ast.Dict | ast.DictComp):
        return Field("object")
    if isinstance(node, ast.Name) and depth < _DEEPEST and isinstance(scope.values.get(node.id), ast.expr):
        value = scope.values[node.id]
        return replace(_value(scope, value, depth + 1), constant=False) if value is not node else Field("unknown")
    name = dotted(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
    kinds = {"len": "int", "list": "list", "round": "float", "int": "int", "sorted": "list", "float": "float"}
    return Field(kinds.get(name, "unknown"))
