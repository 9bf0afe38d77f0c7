"""What of a user tells one from another, as the code of a FastAPI app shows it: a field, a key, or all of a value."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from chatgraft.calls.python_code import Code, Found, Function, dotted, own_nodes
from chatgraft.core.source import Source
from chatgraft.endpoints.fastapi_parameters import GIVEN, parameters
from chatgraft.endpoints.python_models import model_fields
from chatgraft.endpoints.python_scope import values_of

IDS = ("id", "user_id", "userId", "_id", "uid", "uuid", "sub", "pk", "username", "user_name", "login", "email")
"""Names of what tells users apart, that which stays the same first."""
IMPLIED = re.compile(r"^(SQLAlchemyBaseUserTable|SQLAlchemyBaseUser|BeanieBaseUser|Document$)")
"""Classes of libraries whose models have an `id` that no line says."""
UNSIGNED = ("headers", "cookies", "query_params")
"""Of these a browser may say what it likes."""
MADE = frozenset({"current_user"})
"""Methods of FastAPI Users that make a dependency."""
_WRAPS = frozenset({"Optional", "Union", "Annotated"})
_DEEPEST = 5


def find_id(code: Code, found: Found, reads: Iterable[str], types: Iterable[tuple[Source, ast.expr]]) -> str | None:
    """The name of what tells users apart; empty where the whole value does, None where nothing shows it.

    `reads` are the fields and keys that the askers of the dependency read of what it gives, `types` what they say that
    it is. What a browser has sent and nobody has checked tells nothing, whatever is read of it.
    """
    names, node, told = set(reads), found.node, [*types]
    if _is_unchecked(code, found):
        return None
    if isinstance(node, Function):
        told += [(found.source, node.returns)] if node.returns else []
        names |= _given(code, found.source, node)
    for source, annotation in told:
        names |= _fields(code, source, annotation)
    name = next((name for name in IDS if name in names), None)
    return "" if name is None and isinstance(node, Function) and _is_whole(node) else name


def _fields(code: Code, source: Source, node: ast.expr | None, depth: int = 0) -> set[str]:
    """The fields of the class that an annotation says: `User`, `User | None`, `Optional["User"]`."""
    if depth > _DEEPEST:
        return set()
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = _parsed(node.value)
    if isinstance(node, ast.BinOp):
        return _fields(code, source, node.left, depth + 1) | _fields(code, source, node.right, depth + 1)
    if isinstance(node, ast.Subscript) and dotted(node.value).rpartition(".")[2] in _WRAPS:
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return set().union(*(_fields(code, source, each, depth + 1) for each in inside))
    named = isinstance(node, ast.Name | ast.Attribute)
    found = code.find_class(source, dotted(node)) if named else None
    return _of_class(code, *found) if found else set()


def _of_class(code: Code, source: Source, node: ast.ClassDef, depth: int = 0) -> set[str]:
    names = set(model_fields(code, source, node)) | set(_assigned(node))
    for base in node.bases:
        bare = base.value if isinstance(base, ast.Subscript) else base
        above = code.find_class(source, dotted(bare)) if depth < _DEEPEST else None
        names |= _of_class(code, *above, depth + 1) if above else set()
        names |= {"id"} if IMPLIED.match(dotted(bare).rpartition(".")[2]) else set()
    return names


def _assigned(node: ast.ClassDef) -> Iterator[str]:
    """`id = Column(…)`, and a property of the name."""
    for each in node.body:
        if isinstance(each, ast.Assign):
            yield from (target.id for target in each.targets if isinstance(target, ast.Name))
        elif isinstance(each, ast.FunctionDef) and any(dotted(one) == "property" for one in each.decorator_list):
            yield each.name


def _given(code: Code, source: Source, function: Function) -> set[str]:
    """The keys or fields of what a function returns: a dictionary, a class that it makes, the claims of a token."""
    values = values_of(function)
    names: set[str] = set()
    for node in _returned(function):
        value = values.get(node.id, node) if isinstance(node, ast.Name) else node
        if isinstance(value, ast.Dict):
            names |= {each.value for each in value.keys if isinstance(each, ast.Constant) and each.value in IDS}
        elif isinstance(value, ast.Call):
            made = code.find_class(source, dotted(value.func))
            names |= _of_class(code, *made) if made else set()
            if isinstance(node, ast.Name):
                names |= reads_of(function, node.id)
    return names


def _is_unchecked(code: Code, found: Found, depth: int = 0) -> bool:
    """Whether it gives what a scheme, a header or a cookie holds as that came."""
    node = found.node
    if not isinstance(node, Function):
        return not (isinstance(node, ast.Call) and is_made(node))
    returned = {dotted(each) for each in _returned(node) if isinstance(each, ast.Name)}
    for each in parameters(code, found.source, node):
        wanted = each.dependency()
        inner = code.look_up(each.source, dotted(wanted)) if isinstance(wanted, ast.Name | ast.Attribute) else None
        if each.name not in returned or (wanted is None and dotted(each.type).rpartition(".")[2] in GIVEN):
            continue
        if inner is None or depth > _DEEPEST or _is_unchecked(code, inner, depth + 1):
            return True
    return False


def is_made(call: ast.Call) -> bool:
    """Whether FastAPI Users makes the dependency."""
    return isinstance(call.func, ast.Attribute) and call.func.attr in MADE


def _is_whole(function: Function) -> bool:
    """Whether the value itself is what was read under such a name: `return payload["sub"]`."""
    values = values_of(function)
    returned = [values.get(node.id, node) if isinstance(node, ast.Name) else node for node in _returned(function)]
    read = [[on for on, _ in _key_read(node)] for node in returned]
    return bool(read) and all(each and not each[0].endswith(UNSIGNED) for each in read)


def _returned(function: Function) -> list[ast.expr]:
    """What it returns or yields, `None` and empty values left out."""
    found = (node.value for node in own_nodes(function) if isinstance(node, ast.Return | ast.Yield))
    return [node for node in found if node is not None and not (isinstance(node, ast.Constant) and not node.value)]


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def reads_of(function: Function, name: str) -> set[str]:
    """What a function reads of a value that tells users apart: `user.id`, `user["sub"]`, `user.get("sub")`."""
    return {key for node in own_nodes(function) for on, key in _key_read(node) if on == name}


def _key_read(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The name of a value and the field or key of it that is read."""
    if isinstance(node, ast.Attribute) and node.attr in IDS:
        yield dotted(node.value), node.attr
    elif isinstance(node, ast.Subscript):
        yield from ((dotted(node.value), key) for key in _texts([node.slice]))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        yield from ((dotted(node.func.value), key) for key in _texts(node.args[:1]))


def _texts(values: list[ast.expr]) -> Iterator[str]:
    for each in values:
        if isinstance(each, ast.Constant) and each.value in IDS:
            yield each.value
