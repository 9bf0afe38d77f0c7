"""Routes of Flask: `@app.route` and its shorter forms, blueprints below their prefixes, views of classes.

A prefix given when a blueprint is registered stands in place of its own (flask.palletsprojects.com/blueprints).
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
from chatgraft.endpoints.python_answers import answer_of
from chatgraft.endpoints.python_requests import fields_read
from chatgraft.endpoints.python_routers import Registered, Words, methods_of, registered, route_of, sources
from chatgraft.endpoints.python_scope import Rules
from chatgraft.endpoints.routes import Route, joined

WORDS = Words(
    apps=("Flask", "Quart"),
    parts=("Blueprint",),
    own_prefix="url_prefix",
    attach={"register_blueprint": ("url_prefix", 1)},
    replaces=True,
)
HOLDS = (b"Flask", b"Blueprint", b"register_blueprint", b".route(", b".post(", b".add_url_rule", b"add_resource")
BODIES = {
    "request.json": "json",
    "request.get_json": "json",
    "request.form": "form",
    "request.values": "form",
    "request.args": "query",
}
PORT = 5000


def routes(project: Project, fact: BackendFact | FrontendFact) -> Iterator[Route]:
    for each in registered(project, fact, WORDS, HOLDS):
        if each.function:
            yield from _decorated(each, each.function)
        else:
            yield from _added(each)


def _decorated(each: Registered, function: Function) -> Iterator[Route]:
    if each.method not in ("route", "post", "get"):
        return
    tree, source = each.tree, each.source
    methods = [each.method.upper()] if each.method != "route" else methods_of(tree, source, each.call) or ["GET"]
    path = tree.code.text(source, argument(each.call, "rule", 0))
    key = tree.find(source, each.owner)
    if path is not None and (key is not None or dotted(each.owner) == "app"):
        for prefix in tree.paths(key, each.roots):
            yield from _route(tree.code, source, function, methods, joined(prefix, path))


def _added(each: Registered) -> Iterator[Route]:
    """`app.add_url_rule(path, view_func=…)`, and `api.add_resource(Class, path)` of Flask-RESTful."""
    tree, source, call = each.tree, each.source, each.call
    if each.method == "add_url_rule":
        path, view = tree.code.text(source, argument(call, "rule", 0)), argument(call, "view_func", 2)
        prefixes = tree.paths(tree.find(source, each.owner), each.roots)
        methods = methods_of(tree, source, call)
    elif each.method == "add_resource":
        path, view = tree.code.text(source, argument(call, "url", 1)), argument(call, "resource", 0)
        prefixes, methods = [""], []
    else:
        return
    name = dotted(view.func).removesuffix(".as_view") if isinstance(view, ast.Call) else dotted(view)
    found = tree.code.look_up(source, name)
    if path is None or found is None:
        return
    for prefix in prefixes:
        if isinstance(found.node, ast.ClassDef):
            for one in found.node.body:
                if isinstance(one, Function) and one.name in ("post", "get"):
                    yield from _route(tree.code, found.source, one, [one.name.upper()], joined(prefix, path))
        elif isinstance(found.node, Function):
            yield from _route(tree.code, found.source, found.node, methods or ["GET"], joined(prefix, path))


def _route(code: Code, source: Source, function: Function, methods: list[str], path: str) -> Iterator[Route]:
    if {"POST", "GET"}.intersection(methods):
        body, fields = fields_read(code, source, function, _body)
        route = route_of(code, source, function, path, answer_of(code, source, function, Rules()))
        method = "POST" if "POST" in methods and body != "query" else "GET"
        yield replace(route, method=method, request=fields, body=body)


def _body(node: ast.AST) -> str | None:
    name = dotted(node)
    return BODIES.get(name.removeprefix("flask.")) if isinstance(node, ast.Attribute | ast.Call) else None


def port(project: Project, fact: BackendFact | FrontendFact) -> int:
    """As `app.run(port=…)` has it, else Flask's own."""
    code = Code(project)
    for source in sources(project, fact.root, b".run("):
        for node in nodes(source):
            if (
                isinstance(node, ast.Call)
                and dotted(node.func).endswith(("app.run", "application.run", "socketio.run"))
                and (found := code.number(source, argument(node, "port"))) is not None
            ):
                return found
    return PORT


READER = Reader(("flask",), routes, port)
