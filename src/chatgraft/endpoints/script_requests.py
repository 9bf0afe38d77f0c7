"""What a JavaScript handler takes out of a request: `const { message } = await req.json()`, `req.body.message`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from tree_sitter import Node

from chatgraft.calls.script_code import arguments, called, dotted, plain
from chatgraft.edits.syntax import text_of, walk
from chatgraft.endpoints.routes import LISTS, Field

KindOf = Callable[[Node], "str | None"]
"""Whether an expression is the request's body, and how that was sent: json, form or query."""
_CHECKS = ("parse", "parseAsync", "safeParse", "validate", "cast")
OF_TEXTS = frozenset(
    {"length", "trim", "toLowerCase", "toUpperCase", "slice", "split", "includes", "replace", "toString", "substring"}
    | {
        "startsWith",
        "endsWith",
        "match",
        "replaceAll",
        "map",
        "filter",
        "at",
        "concat",
        "join",
        "push",
        "normalize",
        "test",
    }
)
"""What a text or a list has."""
_TYPES = {"string": "str", "number": "float", "boolean": "bool"}
# How the AI SDK's own pages send a conversation: its helpers want the parts of each message.
_PARTS = frozenset({"convertToModelMessages", "convertToCoreMessages", "UIMessage"})


class _Bodies:
    """The expressions that stand for the body: those of the framework, and the names that were given them."""

    def __init__(self, kind_of: KindOf) -> None:
        self._kind_of = kind_of
        self._names: dict[str, str] = {}

    def call(self, name: str, sent: str) -> None:
        self._names[name] = sent

    def kind(self, node: Node | None) -> str | None:
        node = plain(node)
        if node is None:
            return None
        inner = self._inner(node)
        return self.kind(inner) if inner is not None else self._names.get(text_of(node)) or self._kind_of(node)

    def _inner(self, node: Node) -> Node | None:
        """Of `req.body || {}`, of `schema.parse(body)` and of the `data` that `safeParse` gives."""
        if node.type == "binary_expression":
            return node.child_by_field_name("left")
        if node.type == "call_expression" and called(node).rpartition(".")[2] in _CHECKS and arguments(node):
            return arguments(node)[-1]
        is_data = node.type == "member_expression" and text_of(node.child_by_field_name("property")) == "data"
        return node.child_by_field_name("object") if is_data else None


def fields_read(function: Node, kind_of: KindOf) -> tuple[str, dict[str, Field]]:
    """How the fields are sent, and each with its type, as far as the handler shows it."""
    bodies, found = _Bodies(kind_of), defaultdict[str, dict[str, Field]](dict)
    has_parts, defaults = False, set[str]()
    for node in walk(function):
        has_parts = has_parts or (node.type in ("identifier", "type_identifier") and text_of(node) in _PARTS)
        if node.type == "variable_declarator" and (sent := bodies.kind(node.child_by_field_name("value"))):
            pattern = node.child_by_field_name("name")
            if pattern is not None and pattern.type == "identifier":
                bodies.call(text_of(pattern), sent)
            elif pattern is not None:
                found[sent] |= _destructured(pattern, node.child_by_field_name("type"))
                patterns = (each for each in pattern.named_children if each.type == "object_assignment_pattern")
                defaults |= {text_of(each.child_by_field_name("left")) for each in patterns}
        for sent, name in _members(node, bodies.kind):
            found[sent].setdefault(name, _guessed(name))
    sent = next((each for each in ("json", "form", "query") if each in found), "json")
    for name in _taken_apart(function) & found[sent].keys():
        if found[sent][name].type == "str" and name not in defaults:
            found[sent][name] = Field("object", required=True)
    items = "parts" if has_parts else None
    return sent, {
        name: replace(each, items=items or each.items) if each.type == "list" else each
        for name, each in found[sent].items()
    }


def _taken_apart(function: Node) -> set[str]:
    """The names whose members are read without a look whether there are any: `settings.model`, which a text has not."""
    found: set[str] = set()
    for node in walk(function):
        if node.type == "member_expression" and not any(child.type == "optional_chain" for child in node.children):
            owner, name = node.child_by_field_name("object"), text_of(node.child_by_field_name("property"))
            if owner is not None and owner.type == "identifier" and name not in OF_TEXTS:
                found.add(text_of(owner))
    return found


def _destructured(pattern: Node, annotation: Node | None) -> dict[str, Field]:
    types = dict(_annotated(annotation))
    found: dict[str, Field] = {}
    for each in pattern.named_children:
        node = each.child_by_field_name("key") or each.child_by_field_name("left") or each
        if each.type in ("shorthand_property_identifier_pattern", "pair_pattern", "object_assignment_pattern"):
            name = text_of(node).strip("'\"")
            default = each.child_by_field_name("right")
            found[name] = types.get(name) or _guessed(name, default)
    return found


def _annotated(annotation: Node | None) -> Iterator[tuple[str, Field]]:
    """The members of `: { messages: UIMessage[]; id?: string }`."""
    for node in walk(annotation) if annotation is not None else ():
        if node.type == "property_signature":
            name, kind = (
                text_of(node.child_by_field_name("name")),
                text_of(node.child_by_field_name("type")).lstrip(": "),
            )
            if kind.endswith("[]") or kind.startswith("Array<"):
                yield (
                    name,
                    Field("list", items="strings" if kind.startswith(("string", "Array<string")) else "messages"),
                )
            else:
                yield name, Field(_TYPES.get(kind.split(" ")[0], _guessed(name).type if "any" in kind else "object"))


def _members(node: Node, kind: Callable[[Node | None], str | None]) -> Iterator[tuple[str, str]]:
    """`body.message`, `body["message"]`, `form.get("message")`."""
    owner = node.child_by_field_name("object")
    if node.type == "member_expression" and (sent := kind(owner)):
        name = text_of(node.child_by_field_name("property"))
        parent = node.parent
        is_call = (
            parent is not None and parent.type == "call_expression" and parent.child_by_field_name("function") == node
        )
        if not is_call:
            yield sent, name
    elif node.type == "subscript_expression" and (sent := kind(owner)):
        index = node.child_by_field_name("index")
        if index is not None and index.type == "string":
            yield sent, text_of(index)[1:-1]
    elif node.type == "call_expression" and dotted(node).endswith(".get") and arguments(node):
        function = node.child_by_field_name("function")
        sent = kind(function.child_by_field_name("object")) if function is not None else None
        if sent and arguments(node)[0].type == "string":
            yield sent, text_of(arguments(node)[0])[1:-1]


def _guessed(name: str, default: Node | None = None) -> Field:
    """By its default value, else by its name."""
    if (default is not None and default.type == "array") or name in LISTS:
        return Field("list", items="messages")
    if default is not None and default.type in ("number", "true", "false"):
        return Field("float" if default.type == "number" else "bool")
    return Field("object" if default is not None and default.type == "object" else "str")
