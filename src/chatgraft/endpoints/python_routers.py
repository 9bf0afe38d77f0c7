"""Apps and their parts (routers, blueprints): which hangs on which, and below what path each answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chatgraft.calls.python_code import Code, Function, argument, dotted, made_by
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import BackendFact, FrontendFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import nodes
from chatgraft.core.source import Source
from chatgraft.endpoints.routes import Answer, Route, joined

Key = tuple[str, int, int]
"""A part by the place of the call that makes it."""
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Words:
    """How a framework says it: the classes of apps and parts, the argument that holds a part's own prefix, and the
    methods that attach one, each with its own argument for the prefix and its place. `replaces`: the prefix at the
    attachment stands in place of the part's own."""

    apps: tuple[str, ...]
    parts: tuple[str, ...]
    own_prefix: str
    attach: dict[str, tuple[str, int | None]]
    replaces: bool = False


@dataclass(slots=True)
class Tree:
    code: Code
    words: Words
    names: dict[tuple[str, str], Key] = field(default_factory=dict)
    prefixes: dict[Key, str] = field(default_factory=dict)
    apps: dict[Key, str] = field(default_factory=dict)
    above: dict[Key, list[tuple[Key | None, str | None]]] = field(default_factory=dict)

    def find(self, source: Source, node: ast.AST | None) -> Key | None:
        """The app or part that an expression stands for."""
        name = dotted(node)
        if (source.file, name) in self.names:
            return self.names[source.file, name]
        found = self.code.look_up(source, name) if name else None
        key = (found.source.file, found.line, getattr(found.node, "col_offset", 0)) if found else None
        return key if key in self.prefixes else None

    def paths(self, key: Key | None, roots: frozenset[Key], depth: int = 0) -> list[str]:
        """Below which paths a part answers in the app that is meant. None stands for that app."""
        if key is None or key in roots:
            return [self.prefixes[key] if key else ""]
        found = []
        for parent, prefix in self.above.get(key, ()) if depth < _DEEPEST else ():
            own = "" if self.words.replaces and prefix else self.prefixes[key]
            found += [joined(path, prefix or "", own) for path in self.paths(parent, roots, depth + 1)]
        return found


def sources(project: Project, root: str, *words: bytes) -> list[Source]:
    """The Python files of an app that may say anything of routes; tests and examples only where the app is one."""
    found = project.holding((".py",), *words)
    inside = root.rstrip("/") + "/" if root != "." else ""
    return [each for each in found if each.file.startswith(inside) and (is_aside(inside) or not is_aside(each.file))]


def read_tree(code: Code, found: Sequence[Source], words: Words) -> Tree:
    tree = Tree(code, words)
    for source in found:
        for name, call in made_by(code, source, *words.apps, *words.parts):
            key = (source.file, call.lineno, call.col_offset)
            tree.names[source.file, name] = key
            tree.prefixes[key] = code.text(source, argument(call, words.own_prefix)) or ""
            if dotted(call.func).rpartition(".")[2] not in words.parts:
                tree.apps[key] = name
    for source in found:
        for call in (node for node in nodes(source) if isinstance(node, ast.Call)):
            _attach(tree, source, call)
    return tree


def _attach(tree: Tree, source: Source, call: ast.Call) -> None:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method not in tree.words.attach or not isinstance(call.func, ast.Attribute):
        return
    key, position = tree.words.attach[method]
    prefix = argument(call, key, position)
    text = tree.code.text(source, prefix)
    if prefix is not None and text is None:
        return  # only a run would tell
    parent = tree.find(source, call.func.value)
    values = [*call.args, *(each.value for each in call.keywords)]
    for value in values:
        for child in _children(source, value):
            if found := tree.find(source, child):
                tree.above.setdefault(found, []).append((parent, text))


def _children(source: Source, node: ast.expr) -> Iterator[ast.expr]:
    """The part itself; of a loop's variable each that it goes through."""
    loops = [each for each in nodes(source) if isinstance(each, ast.For) and dotted(each.target) == dotted(node)]
    lists = [each.iter for each in loops if isinstance(each.iter, ast.List | ast.Tuple)]
    yield from (each for one in lists for each in one.elts) if lists and dotted(node) else [node]


def roots_of(tree: Tree, fact: BackendFact | FrontendFact) -> frozenset[Key]:
    """The app that a backend's fact means; of a factory every one that its file makes."""
    file, _, name = fact.entry.rpartition(":") if isinstance(fact, BackendFact) else ("", "", "")
    there = {key: app for key, app in tree.apps.items() if key[0] == file} or tree.apps
    named = {key for key, app in there.items() if app == name}
    return frozenset(named or there)


@dataclass(frozen=True, slots=True)
class Registered:
    """A call that may add a route in `source`: a decorator of `function`, or, where that is None, any other."""

    tree: Tree
    roots: frozenset[Key]
    source: Source
    call: ast.Call
    function: Function | None = None

    @property
    def method(self) -> str:
        """Of `app.post(…)` the last part; empty for what is called by its name alone."""
        return self.call.func.attr if isinstance(self.call.func, ast.Attribute) else ""

    @property
    def owner(self) -> ast.expr | None:
        """The app or part that is asked to add it."""
        return self.call.func.value if isinstance(self.call.func, ast.Attribute) else None


def registered(
    project: Project, fact: BackendFact | FrontendFact, words: Words, holds: Sequence[bytes]
) -> Iterator[Registered]:
    """Every call in an app's files that may add a route to it."""
    code, found = Code(project), sources(project, fact.root, *holds)
    tree = read_tree(code, found, words)
    roots = roots_of(tree, fact)
    for source in found:
        for function in functions(source):
            calls = (each for each in function.decorator_list if isinstance(each, ast.Call))
            yield from (Registered(tree, roots, source, call, function) for call in calls)
        calls = (node for node in nodes(source) if isinstance(node, ast.Call))
        yield from (Registered(tree, roots, source, call) for call in calls)


def route_of(code: Code, source: Source, function: Function, path: str, answer: Answer | None) -> Route:
    """A route by its handler alone: without what it takes."""
    return Route(
        method="GET",
        path=path,
        file=source.file,
        line=function.lineno,
        handler=function.name,
        request={},
        body="json",
        answer=answer,
        calls=code.calls(source, function),
        modules=code.modules(source),
    )


def functions(source: Source) -> Iterator[Function]:
    yield from (node for node in nodes(source) if isinstance(node, Function))


def methods_of(tree: Tree, source: Source, call: ast.Call) -> list[str]:
    """The methods that `@app.route(…, methods=[…])` names, upper case."""
    said = argument(call, "methods")
    values = said.elts if isinstance(said, ast.List | ast.Tuple | ast.Set) else []
    texts = [tree.code.text(source, each) for each in values]
    return [text.upper() for text in texts if text]
