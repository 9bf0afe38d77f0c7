"""What an Express app does with requests, step by step, in the order in which it is told to.

Followed are functions and methods of the same file that are handed the app; what other files do with it is one step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.backends.express_apps import App
from chatgraft.calls.script_code import FUNCTIONS, arguments
from chatgraft.core.source import Source
from chatgraft.edits.exports import unwrapped
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import ancestors, require_script, text_of, walk
from chatgraft.obstacles import express

IDENTITY, GUARD, PARSER, ROUTE, LATE, HANDED, SETUP = (
    "identity",
    "guard",
    "parser",
    "route",
    "late",
    "handed",
    "setup",
)
"""Says who the visitor is · wants a token with every POST · reads bodies · answers some paths · must stay behind all
routes · other files go on · anything else."""
VERBS = frozenset({"get", "post", "put", "patch", "delete", "all", "head", "options", "route", "param"})
EVERY = express.EVERY | {"{*splat}"}
KNOWING = frozenset(
    {
        "express-session",
        "cookie-session",
        "passport",
        "express-openid-connect",
        "@clerk/express",
        "@clerk/clerk-sdk-node",
    }
    | {"express-jwt", "express-oauth2-jwt-bearer", "client-sessions", "iron-session", "better-auth/node"}
)
"""Packages whose middleware says who is signed in."""
LUSCA = "lusca"
FORGERY = frozenset({"csurf", "@dr.pogodin/csurf", "csrf-csrf", "csrf-sync", LUSCA, "tiny-csrf", "csrf"})
"""Packages whose middleware wants a token of every POST. The chat looks at the origin of each instead."""
PARSING = frozenset({"body-parser", "multer", "express-fileupload", "express-formidable", "connect-busboy"})
PARSERS = ("express.json(", "express.urlencoded(", "express.text(", "express.raw(")
ERROR_PARAMETERS = 4
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Step:
    """`anchor` is the statement that it is part of in its block, `app` what the app is called there."""

    kind: str
    anchor: Node
    app: str


@dataclass(frozen=True, slots=True)
class _Scope:
    """What names mean in a file: functions and methods declared in it, and what is imported from where."""

    functions: dict[str, Node]
    modules: dict[str, str]
    values: dict[str, Node]

    def module_of(self, node: Node | None) -> str:
        """The package that an expression is made by: `session({…})`, `passport.session()`, a name for either."""
        for _ in range(_DEEPEST):
            if node is None:
                return ""
            inner = unwrapped(node)
            if inner.type == "call_expression":
                node = inner.child_by_field_name("function")
            elif inner.type == "member_expression":
                node = inner.child_by_field_name("object")
            else:
                name = text_of(inner)
                if name in self.modules:
                    return self.modules[name]
                node = self.values.get(name)
        return ""

    def function(self, node: Node | None) -> Node | None:
        """The function that an expression is, where it stands in this file."""
        inner = unwrapped(node) if node is not None else None
        if inner is None or inner.type in FUNCTIONS:
            return inner
        name = text_of(inner).removeprefix("this.")
        return self.functions.get(name) if inner.type in ("identifier", "member_expression") else None


def steps(source: Source, app: App) -> list[Step]:
    """Raises NotUnderstood where the file does not parse, or nothing in it is told in the block that makes the app."""
    scope = _scope(source)
    if app.anchor.type in ("public_field_definition", "field_definition"):
        body = app.anchor.parent
        methods = body.named_children if body is not None else []
        named = (each for each in methods if text_of(each.child_by_field_name("name")) == "constructor")
        constructor = next(named, None)
        block = constructor.child_by_field_name("body") if constructor is not None else None
        statements = block.named_children if block is not None else []
    else:
        block = app.anchor.parent
        after = block.named_children if block is not None else []
        statements = [each for each in after if each.start_byte > app.anchor.start_byte]
    return [step for statement in statements for step in _of(statement, app.name, scope, 0)]


def _scope(source: Source) -> _Scope:
    functions: dict[str, Node] = {}
    values: dict[str, Node] = {}
    for node in walk(require_script(source)):
        name = text_of(node.child_by_field_name("name")) if node.child_by_field_name("name") else ""
        if node.type in ("function_declaration", "method_definition") and name:
            functions.setdefault(name, node)
        value = node.child_by_field_name("value") if node.type == "variable_declarator" else None
        if value is not None and name:
            values.setdefault(name, value)
            if value.type in FUNCTIONS:
                functions.setdefault(name, value)
    modules = {here: each.module for each in imports(source) for _, here in each.names}
    return _Scope(functions, modules, values)


def _of(statement: Node, app: str, scope: _Scope, depth: int) -> Iterator[Step]:
    """The steps of a statement; of one that is run only sometimes, all of them at its place."""
    if statement.type in FUNCTIONS or statement.type in ("comment", "class_declaration"):
        return
    inner = [node for node in walk(statement) if node.type == "call_expression" and _runs_in(node, statement)]
    for call in sorted(inner, key=lambda node: node.end_byte):
        function = call.child_by_field_name("function")
        owner = function.child_by_field_name("object") if function is not None else None
        if owner is not None and _root_of(owner) == app and function is not None:
            method = text_of(function.child_by_field_name("property"))
            yield Step(_kind(method, arguments(call), scope), statement, app)
        elif depth < _DEEPEST and function is not None:
            yield from _called(call, function, Step(HANDED, statement, app), scope, depth)


def _runs_in(call: Node, statement: Node) -> bool:
    """Whether the call is made when the statement is, not in a function that the statement only mentions."""
    for above in ancestors(call):
        if above.id == statement.id:
            return True
        if above.type in FUNCTIONS:
            return False
    return call.id == statement.id


def _root_of(node: Node) -> str:
    """What the first call of a chain is made on: `app` of `app.use(a).use(b)`."""
    while node.type == "call_expression":
        function = node.child_by_field_name("function")
        inner = function.child_by_field_name("object") if function is not None else None
        if inner is None:
            return ""
        node = inner
    return text_of(node)


def _called(call: Node, function: Node, handed: Step, scope: _Scope, depth: int) -> Iterator[Step]:
    """A function or method of the file that works on the app, else a function elsewhere that is handed it."""
    given = [text_of(each) for each in arguments(call)]
    name = text_of(function)
    known = scope.functions.get(name.removeprefix("this.")) if "." not in name.removeprefix("this.") else None
    if known is None:
        if any(handed.app == each or (f" {handed.app}" in each and "{" in each) for each in given):
            yield handed
        return
    inside = handed.app
    if handed.app in given:
        names = _parameters(known)
        position = given.index(handed.app)
        inside = names[position] if position < len(names) else ""
    elif not handed.app.startswith("this.") and known.type == "method_definition":
        return
    block = known.child_by_field_name("body")
    for statement in block.named_children if block is not None and inside else ():
        yield from _of(statement, inside, scope, depth + 1)


def _kind(method: str, given: list[Node], scope: _Scope) -> str:
    if method == "use":
        return _kind_of_use(given, scope)
    if method == "listen":
        return LATE
    is_setting = method == "get" and len(given) < 2
    if method not in VERBS or not given or is_setting:
        return SETUP
    first = given[0]
    takes_all = first.type == "regex" or _text(first) in EVERY
    return (LATE if method in ("get", "all") else SETUP) if takes_all else ROUTE


def _kind_of_use(given: list[Node], scope: _Scope) -> str:
    prefix = _text(given[0]) if given else None
    handlers = given[1:] if prefix is not None else given
    modules = {scope.module_of(each) for each in handlers}
    if modules & KNOWING or any(_names_user(scope.function(each)) for each in handlers):
        return IDENTITY
    if any(_wants_token(each, scope) for each in handlers):
        return GUARD
    if prefix in EVERY or any(_ends(each, scope, prefix) for each in handlers):
        return LATE
    if prefix in (None, "/") and (modules & PARSING or any(text_of(each).startswith(PARSERS) for each in handlers)):
        return PARSER
    if prefix not in (None, "/") or any(_is_router(each, scope) for each in handlers):
        is_static = any(text_of(each).startswith("express.static") for each in handlers)
        return SETUP if is_static else ROUTE
    return SETUP


def _wants_token(handler: Node, scope: _Scope) -> bool:
    module = scope.module_of(handler)
    return module in FORGERY and (module != LUSCA or "csrf" in text_of(handler))  # lusca has other guards as well


def _ends(handler: Node, scope: _Scope, prefix: str | None) -> bool:
    """A handler of errors, or one for every path that lets none go on: what says 404, or shows one page for all."""
    function = scope.function(handler)
    if function is None:
        return False
    names = _parameters(function)
    if len(names) >= ERROR_PARAMETERS:
        return True
    body = function.child_by_field_name("body")
    said = {text_of(node) for node in walk(body) if node.type == "identifier"} if body is not None else set()
    goes_on = len(names) > 2 and names[2] in said
    return prefix in (None, "/") and not goes_on


def _names_user(function: Node | None) -> bool:
    """Whether a function of the file says who is signed in: `req.user = …`."""
    nodes = walk(function) if function is not None else ()
    lefts = (text_of(node.child_by_field_name("left")) for node in nodes if node.type == "assignment_expression")
    return any(left.endswith((".user", ".auth", ".userId")) and ".locals." not in left for left in lefts)


def _is_router(handler: Node, scope: _Scope) -> bool:
    """A router made here, or a module of the project's own that calls itself one."""
    name = text_of(unwrapped(handler))
    value = text_of(scope.values.get(name))
    module = scope.modules.get(name, "")
    is_named = any(word in f"{name} {module}".lower() for word in ("route", "controller", "api"))
    return "Router(" in value or (module.startswith((".", "@/", "~/")) and is_named) or "require(" in name


def _text(node: Node) -> str | None:
    return text_of(node)[1:-1] if node.type in ("string", "template_string") else None


def _parameters(function: Node) -> list[str]:
    """Their names, without types."""
    listed = function.child_by_field_name("parameters")
    names = [text_of(each.child_by_field_name("pattern") or each) for each in listed.named_children] if listed else []
    return [name.partition(":")[0].strip() for name in names]
