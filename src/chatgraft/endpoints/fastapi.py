"""Routes of FastAPI: decorators on apps and routers, prefixes as `include_router` and `mount` put them together.

A parameter is the path's, the body's or the query's by the framework's own rules
(fastapi.tiangolo.com/tutorial/body, /body-multiple-params, /request-forms).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from chatgraft.calls.python_code import Code, Function, argument, dotted
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import nodes
from chatgraft.core.source import Source
from chatgraft.endpoints import Reader
from chatgraft.endpoints.fastapi_parameters import DEPENDS, GIVEN, HOLDS, parameters
from chatgraft.endpoints.fastapi_users import find_signed_in
from chatgraft.endpoints.python_answers import answer_of, answer_of_type
from chatgraft.endpoints.python_models import is_model, model_fields, type_of
from chatgraft.endpoints.python_requests import fields_read, merged
from chatgraft.endpoints.python_routers import Registered, Words, methods_of, registered, route_of, sources
from chatgraft.endpoints.python_scope import Rules
from chatgraft.endpoints.routes import Answer, Field, Route, joined

WORDS = Words(
    apps=("FastAPI",),
    parts=("APIRouter",),
    own_prefix="prefix",
    attach={"include_router": ("prefix", None), "mount": ("path", 0)},
)
RULES = Rules(text_is_json=True)
VERBS = ("post", "get", "put", "patch", "delete")
PORT = 8000
_BODIES = {"Body": "json", "Form": "form", "File": "form", "Query": "query"}
_ELSEWHERE = DEPENDS | {"Header", "Cookie", "Path"}
_MARKS = _ELSEWHERE | set(_BODIES)


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    for each in registered(project, fact, WORDS, HOLDS):
        if each.function and each.method in (*VERBS, "api_route"):
            yield from _routes(each, each.source, each.function)
        elif each.function is None and each.method == "add_api_route":
            code = each.tree.code
            if inner := code.find_function(each.source, dotted(argument(each.call, "endpoint", 1))):
                yield from _routes(each, *inner)


def _routes(each: Registered, source: Source, function: Function) -> Iterator[Route]:
    """`source` is the handler's file, which may be another one than that of the call."""
    tree, call = each.tree, each.call
    methods = [each.method.upper()] if each.method in VERBS else methods_of(tree, each.source, call)
    path = tree.code.text(each.source, argument(call, "path", 0))
    key = tree.find(each.source, each.owner)
    is_app = key is None and dotted(each.owner) == "app"  # the parameter of a function that adds routes
    if path is None or (key is None and not is_app) or not {"POST", "GET"}.intersection(methods or ["GET"]):
        return
    body, fields = _request(tree.code, source, function, path)
    answer = _answer(tree.code, source, function, call)
    for prefix in dict.fromkeys(tree.paths(key, each.roots)):
        route = route_of(tree.code, source, function, joined(prefix, path), answer)
        yield replace(route, method="POST" if "POST" in methods else "GET", request=fields, body=body)


def _answer(code: Code, source: Source, function: Function, call: ast.Call) -> Answer | None:
    """What is returned; where its type is told to the framework, the fields that this type has."""
    found = answer_of(code, source, function, RULES)
    model = argument(call, "response_model")
    told = answer_of_type(code, source, model, RULES) if model is not None and not (found and found.streams) else None
    kind = dotted(argument(call, "response_class")).rpartition(".")[2]
    if kind in ("PlainTextResponse", "HTMLResponse") and not (found and found.fields):
        return Answer("text", whole=True)
    if told and found and told.fields:  # a value that is written out is none, whatever its type
        constants = {name for name, each in found.fields.items() if each.constant}
        return replace(told, fields={n: replace(f, constant=n in constants) for n, f in told.fields.items()})
    return told or found


def _request(code: Code, source: Source, function: Function, path: str) -> tuple[str, dict[str, Field]]:
    """How the fields are sent, and each with its type."""
    singles: dict[str, dict[str, Field]] = {"json": {}, "form": {}, "query": {}}
    models: list[tuple[str, dict[str, Field]]] = []
    requests, dicts = set(), set()
    for each in parameters(code, source, function):
        name, kind = each.name, each.kind(_MARKS)
        base = dotted(each.type).rpartition(".")[2]
        model = code.find_class(each.source, dotted(each.type))
        if base in GIVEN:
            requests |= {name} if base == "Request" else set()
        elif kind in _ELSEWHERE or f"{{{name}" in path or base == "UploadFile":
            singles["form"] |= {"file": Field(required=each.default is None)} if base == "UploadFile" else {}
        elif model and is_model(code, *model):
            models.append((_BODIES.get(kind, "json"), model_fields(code, *model)))
        elif base in ("dict", "Dict") and kind in ("", "Body"):
            dicts.add(name)
        else:
            field = replace(type_of(code, each.source, each.annotation), required=not each.is_free)
            singles[_BODIES.get(kind, "query")][name] = field
    if len(models) + len(dicts) > 1 or ((models or dicts) and singles["json"]) or len(singles["json"]) == 1:
        return "json", {}  # nested under the parameters' names, or a bare value: no fields of a chat
    read = fields_read(code, source, function, lambda node: _is_body(node, requests, dicts))
    sent, fields = merged(*models, read, *((kind, singles[kind]) for kind in ("json", "form", "query")))
    needed = {name: each for name, each in singles["query"].items() if each.required and sent != "query"}
    return sent, fields | needed


def _is_body(node: ast.AST, requests: set[str], dicts: set[str]) -> str | None:
    if isinstance(node, ast.Name):
        return "json" if node.id in dicts else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and dotted(node.func.value) in requests:
        return {"json": "json", "form": "form"}.get(node.func.attr)
    if isinstance(node, ast.Call) and dotted(node.func).endswith("json.loads") and node.args:
        return "json" if any(f"{name}.body()" in ast.unparse(node.args[0]) for name in requests) else None
    return None


def port(project: Project, fact: BackendFact | FrontendFact) -> int:
    """As `uvicorn.run(…, port=…)` has it, else uvicorn's own."""
    code = Code(project)
    for source in sources(project, fact.root, b"uvicorn.run"):
        for node in nodes(source):
            said = argument(node, "port") if isinstance(node, ast.Call) and dotted(node.func) == "uvicorn.run" else None
            if (found := code.number(source, said)) is not None:
                return found
    return PORT


READER = Reader(("fastapi",), routes, port, find_signed_in)
