"""Routes of Django and Django REST framework: `urlpatterns` from ROOT_URLCONF on, through `include`, to their views.

A view without `csrf_exempt` wants Django's token from whoever posts; those of Django REST framework do not, unless
somebody is signed in by a session (docs.djangoproject.com/en/stable/ref/csrf).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatgraft.calls.python_code import Code, Found, Function, argument, class_values, definitions, dotted
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import nodes
from chatgraft.core.source import Source
from chatgraft.endpoints import Reader
from chatgraft.endpoints.python_answers import answer_of
from chatgraft.endpoints.python_requests import fields_read
from chatgraft.endpoints.python_routers import route_of, sources
from chatgraft.endpoints.python_scope import Rules
from chatgraft.endpoints.routes import Field, Route, joined

PORT = 8000
MIDDLEWARE = "django.middleware.csrf.CsrfViewMiddleware"
RULES = Rules(response_takes_data=True)
BODIES = {"request.POST": "form", "request.data": "json", "request.GET": "query", "request.query_params": "query"}
_WRAPS = ("csrf_exempt", "login_required", "require_POST", "require_http_methods", "ratelimit", "never_cache")
_FIELDS = {
    "CharField": "str",
    "IntegerField": "int",
    "FloatField": "float",
    "BooleanField": "bool",
    "ListField": "list",
    "DictField": "object",
    "JSONField": "object",
    "UUIDField": "str",
    "EmailField": "str",
    "ChoiceField": "str",
    "SlugField": "str",
    "URLField": "str",
    "DecimalField": "float",
}
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _View:
    """A view as a pattern names it; `exempt`: no token is wanted."""

    found: Found
    exempt: bool


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    code = Code(project)
    seen: set[tuple[str, str]] = set()
    for settings in sources(project, fact.root, b"ROOT_URLCONF"):
        name = code.text(settings, definitions(settings).get("ROOT_URLCONF"))
        urls = code.find_module(settings.file, name) if name else None
        protects = MIDDLEWARE.encode() in settings.data
        for path, view in _patterns(code, urls, "", 0) if urls else ():
            for route in _view_routes(code, path, view, protects=protects):
                if (route.method, route.path) not in seen:
                    seen.add((route.method, route.path))
                    yield route


def _patterns(code: Code, source: Source, prefix: str, depth: int) -> Iterator[tuple[str, _View]]:
    for node in nodes(source) if depth < _DEEPEST else ():
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(dotted(target) == "urlpatterns" for target in targets):
                yield from _listed(code, source, node.value, prefix, depth)


def _listed(code: Code, source: Source, node: ast.AST, prefix: str, depth: int) -> Iterator[tuple[str, _View]]:
    """The patterns of a list, and of lists that are added to it."""
    if isinstance(node, ast.BinOp):
        yield from _listed(code, source, node.left, prefix, depth)
        yield from _listed(code, source, node.right, prefix, depth)
    elif isinstance(node, ast.Name):
        found = code.look_up(source, node.id)
        if found and depth < _DEEPEST:
            yield from _listed(code, found.source, found.node, prefix, depth + 1)
    elif isinstance(node, ast.Call) and dotted(node.func).endswith("patterns") and node.args:
        yield from _listed(code, source, node.args[-1], prefix, depth)
    for each in node.elts if isinstance(node, ast.List | ast.Tuple) else ():
        if isinstance(each, ast.Call) and len(each.args) > 1:
            yield from _pattern(code, source, each, prefix, depth)


def _pattern(code: Code, source: Source, call: ast.Call, prefix: str, depth: int) -> Iterator[tuple[str, _View]]:
    kind, said, target = dotted(call.func).rpartition(".")[2], code.text(source, call.args[0]), call.args[1]
    path = said if kind == "path" else _plain(said) if kind in ("re_path", "url") and said is not None else None
    if path is None:
        return
    if isinstance(target, ast.Call) and dotted(target.func).rpartition(".")[2] == "include" and target.args:
        inner = (
            target.args[0].elts[0] if isinstance(target.args[0], ast.Tuple) and target.args[0].elts else target.args[0]
        )
        name = code.text(source, inner)
        module = code.find_module(source.file, name) if name else None
        if module:
            yield from _patterns(code, module, prefix + path, depth + 1)
        elif name is None:
            found = code.look_up(source, dotted(inner))
            if found and isinstance(found.node, ast.Module):
                yield from _patterns(code, found.source, prefix + path, depth + 1)
            else:
                yield from _listed(code, source, inner, prefix + path, depth + 1)
        return
    if view := _find_view(code, source, target, exempt=False):
        yield joined(prefix + path), view


def _plain(pattern: str) -> str | None:
    """A regular expression that stands for one path alone."""
    path = pattern.removeprefix("^").removesuffix("$").removesuffix("/?")
    return path.replace(r"\-", "-") if re.fullmatch(r"[\w/\\-]*", path) else None


def _find_view(code: Code, source: Source, node: ast.expr, *, exempt: bool) -> _View | None:
    if isinstance(node, ast.Call):
        name = dotted(node.func)
        if name.endswith(".as_view"):
            found = code.look_up(source, name.removesuffix(".as_view"))
            return _View(found, exempt) if found else None
        inner = node.args[0] if node.args and name.rpartition(".")[2] in _WRAPS else None
        return _find_view(code, source, inner, exempt=exempt or name.endswith("csrf_exempt")) if inner else None
    found = code.look_up(source, dotted(node))
    return _View(found, exempt) if found else None


def _view_routes(code: Code, path: str, view: _View, *, protects: bool) -> Iterator[Route]:
    source, node = view.found.source, view.found.node
    if isinstance(node, ast.ClassDef):
        is_rest = _is_rest(code, source, node)
        exempt = view.exempt or is_rest or _says_exempt(node)
        for each in node.body:
            if isinstance(each, Function) and each.name in ("post", "get"):
                model = dict(class_values(node)).get("serializer_class")
                yield _route(code, source, (each, each.name.upper(), model), path, csrf=protects and not exempt)
    elif isinstance(node, Function):
        words = [ast.unparse(each) for each in node.decorator_list]
        is_rest = any("api_view" in word for word in words)
        exempt = view.exempt or is_rest or any("csrf_exempt" in word for word in words)
        yield _route(code, source, (node, _method(node, words), None), path, csrf=protects and not exempt)


def _method(function: Function, decorators: list[str]) -> str:
    """POST where a decorator or the code itself asks for it, or the body is read."""
    told = " ".join(decorators)
    if "POST" in told or "require_POST" in told:
        return "POST"
    if "GET" in told:
        return "GET"
    text = ast.unparse(function)
    return "POST" if "'POST'" in text or "request.body" in text or "request.POST" in text else "GET"


def _is_rest(code: Code, source: Source, node: ast.ClassDef, depth: int = 0) -> bool:
    names = [dotted(base) for base in node.bases]
    if any(name.rpartition(".")[2].endswith("APIView") or "viewsets" in name for name in names):
        return True
    above = (code.find_class(source, name) for name in names) if depth < _DEEPEST else ()
    return any(found is not None and _is_rest(code, *found, depth + 1) for found in above)


def _says_exempt(node: ast.ClassDef) -> bool:
    inside = [each for each in node.body if isinstance(each, Function) and each.name == "dispatch"]
    said = [*node.decorator_list, *(decorator for each in inside for decorator in each.decorator_list)]
    return any("csrf_exempt" in ast.unparse(each) for each in said)


def _route(
    code: Code, source: Source, handler: tuple[Function, str, ast.expr | None], path: str, *, csrf: bool
) -> Route:
    function, method, serializer = handler
    body, fields = fields_read(code, source, function, _body)
    for name in _serializers(function, serializer):
        if model := code.find_class(source, name):
            body, fields = "json", fields | _serializer_fields(model[1])
    route = route_of(code, source, function, path, answer_of(code, source, function, RULES))
    return replace(route, method=method, request=fields, body=body, csrf=csrf and method == "POST")


def _body(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute):
        return BODIES.get(dotted(node).removeprefix("self."))
    if isinstance(node, ast.Call) and dotted(node.func).endswith("json.loads") and node.args:
        return "json" if "request.body" in ast.unparse(node.args[0]) else None
    return None


def _serializers(function: Function, told: ast.expr | None) -> Iterator[str]:
    """The classes that check what was sent: `ChatSerializer(data=request.data)`, or the view's own."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and (data := argument(node, "data")) is not None and _body(data):
            name = dotted(node.func)
            yield dotted(told) if name.endswith(("get_serializer", "serializer_class")) else name


def _serializer_fields(node: ast.ClassDef) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for name, value in class_values(node):
        if not isinstance(value, ast.Call):
            continue
        kind = dotted(value.func).rpartition(".")[2]
        many = argument(value, "many")
        is_list = kind == "ListField" or (isinstance(many, ast.Constant) and many.value is True)
        required, default = argument(value, "required"), argument(value, "default")
        free = default is not None or (isinstance(required, ast.Constant) and required.value is False)
        hidden = argument(value, "read_only")
        if kind in _FIELDS or is_list:
            child = argument(value, "child")
            items = (
                ("strings" if "CharField" in ast.unparse(child) else "messages") if child is not None else "messages"
            )
            found[name] = Field("list" if is_list else _FIELDS[kind], not free, items if is_list else None)
        if hidden is not None:
            found.pop(name, None)
    return found


def port(_project: Project, _fact: BackendFact | FrontendFact) -> int:
    """`runserver`'s own."""
    return PORT


READER = Reader(("django",), routes, port)
