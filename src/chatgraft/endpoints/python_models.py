"""Fields of Pydantic models, dataclasses and typed dicts, and the types that annotations say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from chatgraft.calls.python_code import Code, argument, dotted, statements
from chatgraft.core.source import Source
from chatgraft.endpoints.routes import Field

SIMPLE = {
    "str": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "dict": "object",
    "list": "list",
    "Dict": "object",
    "List": "list",
    "Sequence": "list",
    "Iterable": "list",
    "tuple": "list",
    "set": "list",
    "Any": "object",
    "Mapping": "object",
    "Literal": "str",
    "constr": "str",
    "EmailStr": "str",
    "UUID": "str",
    "UUID4": "str",
    "HttpUrl": "str",
    "AnyUrl": "str",
    "StrictStr": "str",
    "conlist": "list",
    "Decimal": "float",
    "Optional": "",
    "Union": "",
    "Annotated": "",
    "Text": "str",
    "conint": "int",
    "datetime": "str",
}
_MODELS = frozenset({"BaseModel", "SQLModel", "TypedDict", "Schema", "BaseSchema", "RootModel", "NamedTuple"})
_DEEPEST = 4


def type_of(code: Code, source: Source, node: ast.expr | None, depth: int = 0) -> Field:
    """The type that an annotation says; `required` where it does not allow None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = _parsed(node.value)
    if isinstance(node, ast.BinOp):
        return _one_of(code, source, [node.left, node.right], depth)
    if isinstance(node, ast.Subscript):
        return _generic(code, source, node, depth)
    name = dotted(node).rpartition(".")[2]
    if name in SIMPLE:
        return Field(SIMPLE[name] or "object", required=True)
    found = code.look_up(source, dotted(node)) if name and depth < _DEEPEST else None
    if found and isinstance(found.node, ast.ClassDef):
        bases = {dotted(base).rpartition(".")[2] for base in found.node.bases}
        return Field("str" if bases & {"Enum", "StrEnum", "str"} else "object", required=True)
    if found and isinstance(found.node, ast.expr):  # an alias of a type
        return type_of(code, found.source, found.node, depth + 1)
    return Field("object", required=True)


def _generic(code: Code, source: Source, node: ast.Subscript, depth: int) -> Field:
    name, inner = dotted(node.value).rpartition(".")[2], node.slice
    inside = list(inner.elts) if isinstance(inner, ast.Tuple) else [inner]
    if name == "Optional":
        return Field(type_of(code, source, inside[0], depth).type, items=type_of(code, source, inside[0], depth).items)
    if name == "Union":
        return _one_of(code, source, inside, depth)
    if name == "Annotated":
        return type_of(code, source, inside[0], depth)
    kind = SIMPLE.get(name, "object")
    if kind != "list":
        return Field(kind, required=True)
    element = type_of(code, source, inside[0], depth)
    return Field("list", required=True, items="strings" if element.type == "str" else "messages")


def _one_of(code: Code, source: Source, choices: list[ast.expr], depth: int) -> Field:
    """Of several types the first that is a text, else the first; None among them makes the field free."""
    kinds = [type_of(code, source, each, depth) for each in choices if not _is_none(each)]
    if not kinds:
        return Field("object")
    chosen = next((each for each in kinds if each.type == "str"), kinds[0])
    return Field(chosen.type, required=chosen.required and len(kinds) == len(choices), items=chosen.items)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def model_fields(code: Code, source: Source, node: ast.ClassDef, depth: int = 0) -> dict[str, Field]:
    """The fields under the names that they have on the wire, those of its bases first."""
    found: dict[str, Field] = {}
    for base in node.bases if depth < _DEEPEST else ():
        if above := code.find_class(source, dotted(base.value if isinstance(base, ast.Subscript) else base)):
            found |= model_fields(code, *above, depth + 1)
    renamed = _camel if "to_camel" in _config(node) and "populate_by_name" not in _config(node) else str
    for each in statements(node.body):
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            name = each.target.id
            if not name.startswith("_") and name != "model_config" and dotted(each.annotation) != "ClassVar":
                found[_alias(code, source, each) or renamed(name)] = _field(code, source, each)
    return found


def is_model(code: Code, source: Source, node: ast.ClassDef, depth: int = 0) -> bool:
    """Whether the class is a Pydantic model or the like, itself or through its bases."""
    names = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    if any(dotted(base).rpartition(".")[2] in _MODELS for base in names):
        return True
    if any(
        dotted(each.func if isinstance(each, ast.Call) else each).endswith("dataclass") for each in node.decorator_list
    ):
        return True
    above = (code.find_class(source, dotted(base)) for base in names) if depth < _DEEPEST else ()
    return any(found is not None and is_model(code, *found, depth + 1) for found in above)


def _field(code: Code, source: Source, node: ast.AnnAssign) -> Field:
    kind = type_of(code, source, node.annotation)
    optional = node.value is not None and not _is_required(node.value)
    return Field(kind.type, required=kind.required and not optional, items=kind.items)


def _is_required(value: ast.expr) -> bool:
    """`Field(...)` and `...` are no default."""
    if isinstance(value, ast.Call) and dotted(value.func).endswith("Field"):
        default = argument(value, "default", 0)
        return argument(value, "default_factory") is None and (default is None or _is_ellipsis(default))
    return _is_ellipsis(value)


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def _alias(code: Code, source: Source, node: ast.AnnAssign) -> str | None:
    for call in _field_calls(node):
        for key in ("validation_alias", "alias"):
            if (text := code.text(source, argument(call, key))) is not None:
                return text
    return None


def _field_calls(node: ast.AnnAssign) -> Iterator[ast.Call]:
    """`Field(…)` as the value, or inside `Annotated`."""
    for part in (node.value, node.annotation):
        for each in ast.walk(part) if part else ():
            if isinstance(each, ast.Call) and dotted(each.func).endswith("Field"):
                yield each


def _config(node: ast.ClassDef) -> str:
    """What the class says about itself, as text: `model_config` or the class `Config`."""
    parts = [each for each in node.body if isinstance(each, ast.ClassDef) and each.name == "Config"]
    values = [
        each
        for each in node.body
        if isinstance(each, ast.Assign | ast.AnnAssign) and "model_config" in ast.unparse(each)
    ]
    return " ".join(ast.unparse(each) for each in (*parts, *values))


def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda found: found.group(1).upper(), name)
