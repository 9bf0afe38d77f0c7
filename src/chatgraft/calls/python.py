"""Calls in Python code, with what their arguments are through constants, settings and variables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chatgraft.calls import NOTHING, Called, Member, Value
from chatgraft.calls.python_code import Code, argument, class_values, dotted
from chatgraft.core.asides import is_aside
from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, nodes
from chatgraft.core.source import Source

_DEEPEST = 6
_ENVIRONMENT = ("getenv", "environ.get", "env", "config", "env.str", "get_env")
_PASSED_ON = frozenset({"str", "SecretStr", "Path", "strip", "lower", "Field", "int", "api_key"})
_SETTINGS = ("settings", "config", "cfg", "conf", "env")


def calls(project: Project, *words: bytes, ending: tuple[str, ...]) -> Iterator[Called]:
    reader = _Reader(project)
    for source in _sources(project, *words):
        for node in nodes(source):
            if isinstance(node, ast.Call) and (name := dotted(node.func)) and name.endswith(ending):
                named = {each.arg: reader.value(source, each.value) for each in node.keywords if each.arg}
                placed = tuple(reader.value(source, each) for each in node.args)
                yield Called(name, named, placed, source.file, node.lineno, _maker(source, name.rpartition(".")[0]))


def _maker(source: Source, owner: str) -> str:
    given = _assigned(source).get(owner, ()) if owner else ()
    return next((dotted(value.func) for value in given if isinstance(value, ast.Call)), "")


def members(project: Project, *of: str) -> Iterator[Member]:
    for source in _sources(project, *(name.encode() for name in of)):
        for node in nodes(source):
            for holder, names in (*_read(node), *_written(node)):
                if holder in of:
                    yield from (Member(holder, name, source.file, getattr(node, "lineno", 1)) for name in names)


def _sources(project: Project, *words: bytes) -> list[Source]:
    found = [source for source in project.holding((".py",), *words) if source.file not in project.grafted]
    return sorted(found, key=lambda source: is_aside(source.file))


def _read(node: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """`hit.payload["text"]` and `hit.payload.get("text")`."""
    if isinstance(node, ast.Subscript):
        name = _text(node.slice)
        yield last_name(node.value), [name] if name else []
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        name = _text(node.args[0])
        yield last_name(node.func.value), [name] if name else []


def _written(node: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """`PointStruct(payload={"text": …})`, `{"metadata": {"text": …}}` and `payload = {"text": …}`."""
    if isinstance(node, ast.keyword) and node.arg:
        yield node.arg, _keys(node.value)
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from ((name, _keys(value)) for key, value in pairs if key is not None and (name := _text(key)))
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        yield last_name(node.targets[0]), _keys(node.value)


def _keys(node: ast.expr) -> list[str]:
    return [name for key in node.keys if key and (name := _text(key))] if isinstance(node, ast.Dict) else []


def last_name(node: ast.expr) -> str:
    """`payload` of `hit.payload`, `hit["payload"]`, `hit.get("payload", {})` and `(hit.payload or {})`."""
    if isinstance(node, ast.BoolOp):
        return last_name(node.values[0])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        return _text(node.args[0]) or ""
    if isinstance(node, ast.Subscript):
        return _text(node.slice) or last_name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@dataclass(frozen=True, slots=True)
class _Given:
    """An expression and the file that it stands in; `name` is that of the setting which it belongs to."""

    source: Source
    node: ast.expr
    name: str = ""


class _Reader:
    """What expressions are. Names of functions and objects count by what their file gives them anywhere."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._code = Code(project)

    def value(self, source: Source, node: ast.expr, depth: int = 0) -> Value:
        if isinstance(node, ast.Constant):
            is_plain = isinstance(node.value, str | int) and not isinstance(node.value, bool)
            return Value(str(node.value)) if is_plain else NOTHING
        if depth > _DEEPEST:
            return NOTHING
        if isinstance(node, ast.Subscript) and _ends(dotted(node.value), ("environ",)):
            return Value(variable=_text(node.slice))
        if isinstance(node, ast.Call):
            return self._called(source, node, depth)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._named(source, node, depth)
        return self._put_together(source, node, depth)

    def _put_together(self, source: Source, node: ast.expr, depth: int) -> Value:
        """`os.getenv("NAME") or "docs"` is either, and a text of several parts is the whole."""
        if not isinstance(node, ast.BoolOp):
            return Value(self._code.text(source, node) or None)
        values = [self.value(source, each, depth + 1) for each in node.values]
        texts, variables = [one.text for one in values], [one.variable for one in values]
        return Value(next(filter(None, texts), None), next(filter(None, variables), None))

    def _called(self, source: Source, node: ast.Call, depth: int) -> Value:
        name = dotted(node.func)
        if _ends(name, _ENVIRONMENT) and node.args:
            default = argument(node, "default", 1)
            text = self.value(source, default, depth + 1).text if default is not None else None
            return Value(text, _text(node.args[0]))
        if name.rpartition(".")[2] == "Field":
            default, variable = argument(node, "default", 0), argument(node, "alias") or argument(node, "env")
            text = self.value(source, default, depth + 1).text if default is not None else None
            return Value(text, _text(variable))
        if name.rpartition(".")[2] in _PASSED_ON:
            inner = node.args[0] if node.args else getattr(node.func, "value", None)
            return self.value(source, inner, depth + 1) if inner is not None else NOTHING
        return NOTHING

    def _named(self, source: Source, node: ast.Name | ast.Attribute, depth: int) -> Value:
        name = dotted(node)
        for given in self._givens(source, node, name):
            if given.node is node:
                continue
            found = self.value(given.source, given.node, depth + 1)
            if found:
                variable = found.variable or (given.name.upper() if given.name else None)
                return Value(found.text, variable)
        owner, _, last = name.rpartition(".")
        is_setting = owner.lower().rpartition(".")[2].lstrip("_").endswith(_SETTINGS)
        return Value(variable=last.upper()) if is_setting and last else NOTHING

    def _givens(self, source: Source, node: ast.expr, name: str) -> Iterator[_Given]:
        found = self._code.look_up(source, name)
        if found and isinstance(found.node, ast.expr):
            yield _Given(found.source, found.node, _setting(found.source, found.node))
        yield from (_Given(source, each) for each in _assigned(source).get(name, ()) if each is not node)
        last = name.rpartition(".")[2]
        if isinstance(node, ast.Attribute):
            for other in self._project.holding((".py",), last.encode()):
                yield from (_Given(other, each, _setting(other, each)) for each in _attributes(other).get(last, ()))


def _ends(name: str, ends: tuple[str, ...]) -> bool:
    """Whether a name's last parts are one of these, whole: `decrypt_config` is not `config`."""
    return any(name == end or name.endswith(f".{end}") for end in ends)


def _setting(source: Source, node: ast.expr) -> str:
    """The name of the setting (docs.pydantic.dev/latest/concepts/pydantic_settings) that an expression gives its value
    to: the variable is called like it. Empty for any other."""
    return source.parsed(_settings).get(id(node), "")


def _settings(source: Source) -> Mapping[int, str]:
    classes = [node for node in nodes(source) if isinstance(node, ast.ClassDef)]
    own = [node for node in classes if any(dotted(base).endswith("BaseSettings") for base in node.bases)]
    return {id(value): name for node in own for name, value in class_values(node)}


def _attributes(source: Source) -> Mapping[str, list[ast.expr]]:
    """What the file's classes give to their attributes."""
    return source.parsed(_attributes_in)


def _attributes_in(source: Source) -> Mapping[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in nodes(source):
        if isinstance(node, ast.ClassDef):
            for name, value in class_values(node):
                found.setdefault(name, []).append(value)
    for name, values in _assigned(source).items():
        if name.startswith("self."):
            found.setdefault(name.removeprefix("self."), []).extend(values)
    return found


def _assigned(source: Source) -> Mapping[str, list[ast.expr]]:
    """What names and attributes of `self` are given anywhere in the file, defaults of parameters included."""
    return source.parsed(_assigned_in)


def _assigned_in(source: Source) -> Mapping[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    tree = find_tree(source)
    for node in nodes(source) if tree else ():
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found.setdefault(dotted(target), []).append(node.value)
        elif isinstance(node, ast.AnnAssign) and node.value:
            found.setdefault(dotted(node.target), []).append(node.value)
        elif isinstance(node, ast.arguments):
            placed = [*node.posonlyargs, *node.args]
            pairs = [*zip(reversed(placed), reversed(node.defaults), strict=False)]
            pairs += [(each, value) for each, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value]
            for each, value in pairs:
                found.setdefault(each.arg, []).append(value)
    found.pop("", None)
    return found
