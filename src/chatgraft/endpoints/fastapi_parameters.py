"""What the parameters of a FastAPI function say: type, default, and what the framework is to fill them with.

The rules are the framework's own (fastapi.tiangolo.com/tutorial/dependencies, /python-types).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from chatgraft.calls.python_code import Code, Function, argument, dotted
from chatgraft.core.source import Source

GIVEN = frozenset({"Request", "Response", "BackgroundTasks", "WebSocket", "HTTPConnection", "SecurityScopes"})
"""Types of what the framework gives by itself."""
HOLDS = (b"FastAPI", b"APIRouter", b"include_router", b".post(", b".api_route", b".get(")
"""What a file has that says anything of routes."""
DEPENDS = frozenset({"Depends", "Security"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """`source` is the file in which the annotation stands, which for an alias may be another one."""

    name: str
    source: Source
    annotation: ast.expr | None
    default: ast.expr | None

    @property
    def type(self) -> ast.expr | None:
        """The type inside `Annotated[…]` and `Dict[…]`."""
        return bare(self.annotation)

    def marks(self) -> Iterator[ast.Call]:
        """`Body()`, `Depends(…)` and the like: the default, and what stands in `Annotated`."""
        node = self.annotation
        inside = node.slice.elts[1:] if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) else []
        for each in (self.default, *(inside if is_annotated(node) else ())):
            if isinstance(each, ast.Call):
                yield each

    def kind(self, known: frozenset[str]) -> str:
        """The name of the first mark that is one of these; empty for none."""
        names = (dotted(each.func).rpartition(".")[2] for each in self.marks())
        return next((name for name in names if name in known), "")

    def dependency(self) -> ast.expr | None:
        """What stands in `Depends(…)`."""
        for each in self.marks():
            if dotted(each.func).rpartition(".")[2] in DEPENDS:
                return argument(each, "dependency", 0)
        return None

    @property
    def is_free(self) -> bool:
        """Whether there is a value for it where the request has none."""
        if isinstance(self.default, ast.Call):
            given = argument(self.default, "default", 0)
            return given is not None and not _is_ellipsis(given)
        return self.default is not None and not _is_ellipsis(self.default)


def parameters(code: Code, source: Source, function: Function) -> Iterator[Parameter]:
    every = function.args
    placed = [*every.posonlyargs, *every.args]
    defaults: list[ast.expr | None] = [*[None] * (len(placed) - len(every.defaults)), *every.defaults]
    for each, default in (*zip(placed, defaults, strict=True), *zip(every.kwonlyargs, every.kw_defaults, strict=True)):
        if each.arg not in ("self", "cls"):
            yield Parameter(each.arg, *_meant(code, source, each.annotation), default)


def _meant(code: Code, source: Source, node: ast.expr | None) -> tuple[Source, ast.expr | None]:
    """The annotation that a name stands for: `SessionDep = Annotated[Session, Depends(get_db)]`."""
    found = code.look_up(source, dotted(node)) if isinstance(node, ast.Name | ast.Attribute) else None
    return (found.source, found.node) if found and isinstance(found.node, ast.Subscript) else (source, node)


def is_annotated(node: ast.expr | None) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and dotted(node.value).endswith("Annotated")
        and isinstance(node.slice, ast.Tuple)
    )


def bare(node: ast.expr | None) -> ast.expr | None:
    if is_annotated(node):
        return bare(node.slice.elts[0])  # type: ignore[union-attr]
    return (
        node.value
        if isinstance(node, ast.Subscript) and dotted(node.value) in ("dict", "Dict", "typing.Dict")
        else node
    )


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
