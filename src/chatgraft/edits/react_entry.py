"""Edits to the module that shows a React application on the page, by the calls of react-dom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood
from chatgraft.edits.exports import unwrapped
from chatgraft.edits.fragments import ELEMENTS, show_beside, show_last, wraps
from chatgraft.edits.jsx import shows
from chatgraft.edits.syntax import ancestors, require_script, text_of, walk

_MODULES = ("react-dom", "react-dom/client")
_MAKERS = ("createRoot", "hydrateRoot")
_OWN_FUNCTION = re.compile(r"@jsx\s")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A call that shows `what` in `where`; `where` is the text of the expression for the place on the page."""

    call: Node
    what: Node
    where: str


def show_beside_root(source: Source, tag: str) -> Edit:
    """Show `tag`, such as `<Widget />`, beside what the module renders into the page, whatever that is wrapped in.

    It goes last into a fragment or `StrictMode` around the whole, else both get a fragment. Understood are the calls
    of react-dom; several where only one of them is ever made, or where they show in the same place.
    """
    try:
        root = require_script(source)
        return () if shows(root, tag) else tuple(_edits(source, root, tag))
    except NotUnderstood as found:
        return (ByHand(source.file, "beside what is rendered into the page", tag, str(found)),)


def renders(source: Source) -> bool:
    """Whether the module shows something on the page itself."""
    return bool(_calls(source))


def hydrates(source: Source) -> bool:
    """Whether the module takes up a page that somebody has rendered before."""
    return any(_last_name(shown.call) in ("hydrateRoot", "hydrate") for shown in _calls(source))


def _calls(source: Source) -> list[_Shown]:
    if b"react-dom" not in source.data:
        return []
    try:
        return _shown(require_script(source))
    except NotUnderstood:
        return []


def _edits(source: Source, root: Node, tag: str) -> Iterator[Splice]:
    calls = _shown(root)
    if not calls:
        raise NotUnderstood("no call of react-dom that renders into the page was found")
    for one, other in combinations(calls, 2):
        if one.where != other.where and not _are_exclusive(one.call, other.call):
            raise NotUnderstood(f"{len(calls)} calls render into the page, and one was expected")
    targets = {node.id: node for node in (_written_out(root, shown.what) for shown in calls)}
    for node in targets.values():
        if node.type in ELEMENTS and wraps(node):
            yield show_last(source, node, tag)
        else:
            _require_fragments(root)
            yield from show_beside(source, node, tag)


def _require_fragments(root: Node) -> None:
    if not any(node.type in ELEMENTS for node in walk(root)):
        raise NotUnderstood("what is rendered is not written as JSX")
    comments = [text_of(node) for node in walk(root) if node.type == "comment"]
    if any(_OWN_FUNCTION.search(text) for text in comments) and not any("@jsxFrag" in text for text in comments):
        raise NotUnderstood("the file names its own JSX function (@jsx) and none for fragments")


def _shown(root: Node) -> list[_Shown]:
    """The calls by which the module renders into the page, in the order of the file."""
    names = _names(root)
    roots = dict(_roots(root, names)) if names else {}
    calls = (node for node in walk(root) if node.type == "call_expression") if names else ()
    return [shown for call in calls if (shown := _find_shown(call, names, roots)) is not None]


def _find_shown(call: Node, names: dict[str, str], roots: dict[str, str]) -> _Shown | None:
    arguments = _arguments(call)
    called = _called(call, names)
    if called in ("render", "hydrate") and len(arguments) > 1:
        return _Shown(call, arguments[0], text_of(arguments[1]))
    if called == "hydrateRoot" and len(arguments) > 1:
        return _Shown(call, arguments[1], text_of(arguments[0]))
    function = call.child_by_field_name("function")
    on = function.child_by_field_name("object") if function is not None else None
    if on is None or _last_name(call) != "render" or len(arguments) != 1:
        return None
    place = roots.get(text_of(unwrapped(on))) or _place(on, names)
    return _Shown(call, arguments[0], place) if place is not None else None


def _names(root: Node) -> dict[str, str]:
    """What local names stand for: a function of react-dom, or `*` for the module as a whole."""
    found: dict[str, str] = {}
    for statement in root.named_children:
        module = statement.child_by_field_name("source") if statement.type == "import_statement" else None
        if text_of(module)[1:-1] not in _MODULES:
            continue
        for node in walk(statement):
            if node.type == "import_specifier":
                name = text_of(node.child_by_field_name("name"))
                found[text_of(node.child_by_field_name("alias")) or name] = "*" if name == "default" else name
            elif (
                node.type == "identifier" and node.parent and node.parent.type in ("import_clause", "namespace_import")
            ):
                found[text_of(node)] = "*"
    return found


def _roots(root: Node, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a root is kept in, each with the place that it was made for."""
    for node in walk(root):
        kept, value = {
            "variable_declarator": ("name", "value"),
            "assignment_expression": ("left", "right"),
            "augmented_assignment_expression": ("left", "right"),
        }.get(node.type, ("", ""))
        made = node.child_by_field_name(value) if value else None
        if made is not None and (place := _place(made, names)) is not None:
            yield text_of(node.child_by_field_name(kept)), place


def _place(made: Node, names: dict[str, str]) -> str | None:
    """The place of the root that an expression makes; None where it makes none. Functions in it are not looked into."""
    waiting = [made]
    while waiting:
        node = waiting.pop(0)
        if node.type == "call_expression" and _called(node, names) in _MAKERS and _arguments(node):
            return text_of(_arguments(node)[0])
        if node.type not in ("arrow_function", "function_expression", "class"):
            waiting.extend(node.named_children)
    return None


def _called(call: Node, names: dict[str, str]) -> str | None:
    """The function of react-dom that is called; None where it is another one."""
    function = call.child_by_field_name("function")
    if function is None or function.type == "identifier":
        found = names.get(text_of(function))
        return None if found == "*" else found
    is_member = (
        function.type == "member_expression" and names.get(text_of(function.child_by_field_name("object"))) == "*"
    )
    return _last_name(call) if is_member else None


def _last_name(call: Node) -> str:
    """`render` for `a.b.render()` and for `render()`."""
    function = call.child_by_field_name("function")
    return text_of(function.child_by_field_name("property") or function) if function is not None else ""


def _arguments(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return [node for node in arguments.named_children if node.type != "comment"] if arguments is not None else []


def _written_out(root: Node, node: Node) -> Node:
    """The JSX that is rendered, where it stands in a constant of its own; else the expression itself."""
    bare = unwrapped(node)
    if bare.type in ELEMENTS:
        return bare
    if bare.type == "identifier":
        named = [each for each in walk(root) if each.type == "variable_declarator" and _is_constant(each)]
        values = [each.child_by_field_name("value") for each in named if _name(each) == text_of(bare)]
        value = unwrapped(values[0]) if len(values) == 1 and values[0] is not None else None
        if value is not None and value.type in ELEMENTS:
            return value
    return node


def _is_constant(variable: Node) -> bool:
    return variable.parent is not None and text_of(variable.parent.child_by_field_name("kind")) == "const"


def _name(variable: Node) -> str:
    return text_of(variable.child_by_field_name("name"))


def _are_exclusive(one: Node, other: Node) -> bool:
    """Whether the two stand in different branches of a condition, so that only one is ever made."""
    above = {node.id: node for node in ancestors(one)}
    shared = next(node for node in ancestors(other) if node.id in above)
    if shared.type not in ("if_statement", "ternary_expression"):
        return False
    condition = shared.child_by_field_name("condition")
    return condition is not None and all(node.start_byte >= condition.end_byte for node in (one, other))
