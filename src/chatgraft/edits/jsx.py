"""Edits to components that are written in JSX."""

from __future__ import annotations

import re
from itertools import combinations

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert
from chatgraft.edits.exports import find_default_export, find_export, resolve
from chatgraft.edits.syntax import ancestors, is_alone_on_its_lines, require_script, tag_of, text_of, walk

_FUNCTIONS = ("function_declaration", "function_expression", "arrow_function")
_CLASSES = ("class_declaration", "class")
_CALLS = 5  # deeper wrapping than `memo(observer(Root))` is nobody's style


def insert_after_children(source: Source, tag: str, export: str = "default", children: str = "children") -> Edit:
    """Show `tag`, such as `<Widget />`, right after the children of the component that the file exports.

    `export` is the name under which it does, `children` the property that holds them. Understood is a component that
    shows its children once, as `{children}` in JSX or as what it returns; with several returns, once in each.
    """
    try:
        root = require_script(source)
        return () if shows(root, tag) else _show_after(source, root, tag, (export, children))
    except NotUnderstood as found:
        return (ByHand(source.file, "right after the place that shows the children", tag, str(found)),)


def shows(root: Node, tag: str) -> bool:
    """Whether the element that `tag` begins with, such as `Widget`, is shown anywhere, with whatever attributes."""
    name = re.findall(r"\w+", tag)[0]
    return any(tag_of(node) == name for node in walk(root))


def _show_after(source: Source, root: Node, tag: str, names: tuple[str, str]) -> tuple[Splice, ...]:
    export, children = names
    component = find_component(root, export)
    if component is None:
        how = "by default" if export == "default" else f"as `{export}`"
        raise NotUnderstood(f"no component that the file exports {how} was found")
    uses = _uses_of_children(component, children)
    if not uses:
        raise NotUnderstood(f"no place in the exported component uses its {children}")
    if not all(are_exclusive(one, other, component) for one, other in combinations(uses, 2)):
        raise NotUnderstood(f"{len(uses)} places in the exported component use its {children}, and one was expected")
    return tuple(change for use in uses for change in _after_use(source, use, component, tag))


def are_exclusive(one: Node, other: Node, component: Node) -> bool:
    """Whether only one of the two is ever shown: they stand in different returns or arms of a condition."""
    above = {node.id for node in ancestors(one)}
    shared = next(node for node in ancestors(other) if node.id in above)
    if shared.type == "ternary_expression":
        condition = shared.child_by_field_name("condition")
        return condition is not None and all(node.start_byte >= condition.end_byte for node in (one, other))
    returns = [next((node for node in ancestors(use) if node.type == "return_statement"), None) for use in (one, other)]
    return None not in returns and returns[0] != returns[1] and all(_is_own(node, component) for node in returns)


def _is_own(statement: Node | None, component: Node) -> bool:
    """Whether the statement belongs to the component itself and to no function inside it."""
    if statement is None:
        return False
    function = next((node for node in ancestors(statement) if node.type in (*_FUNCTIONS, "method_definition")), None)
    return function == component or component.type in _CLASSES


def _after_use(source: Source, use: Node, component: Node, tag: str) -> tuple[Splice, ...]:
    outer, parent = use, use.parent
    while parent is not None and parent.type == "parenthesized_expression":
        outer, parent = parent, parent.parent
    if parent is not None and parent.type == "jsx_expression":
        if parent.parent is not None and parent.parent.type in ("jsx_element", "jsx_fragment"):
            line = (
                source.newline + source.indent_at(parent.start_byte) if is_alone_on_its_lines(source, parent) else b""
            )
            return (insert(source, parent.end_byte, line + tag.encode()),)
    elif parent is not None and not source.file.endswith(".ts") and is_result(parent, outer, component):
        return (insert(source, use.start_byte, b"<>{"), insert(source, use.end_byte, b"}" + tag.encode() + b"</>"))
    raise NotUnderstood("the children are not shown in JSX nor returned as they are")


def is_result(parent: Node, expression: Node, component: Node) -> bool:
    """Whether the component itself returns just this expression."""
    if parent.type == "return_statement":
        return _is_own(parent, component)
    return parent == component and parent.child_by_field_name("body") == expression


def find_component(root: Node, export: str = "default") -> Node | None:
    """The exported function or class, also inside calls such as `memo(Root)`."""
    node = resolve(root, find_default_export(root) if export == "default" else find_export(root, export))
    for _ in range(_CALLS):
        arguments = (
            node.child_by_field_name("arguments") if node is not None and node.type == "call_expression" else None
        )
        if arguments is None or not arguments.named_children:
            break
        node = resolve(root, arguments.named_children[0])
    return node if node is not None and node.type in (*_FUNCTIONS, *_CLASSES) else None


def _uses_of_children(component: Node, children: str) -> list[Node]:
    """Where the children's value is used: the name they were taken apart to, or a member of the properties."""
    props, names = _parameters(component, children)
    body = component.child_by_field_name("body")
    if body is None:
        return []
    for variable in (node for node in walk(body) if node.type == "variable_declarator"):
        if text_of(variable.child_by_field_name("value")) in props:
            names |= _taken_apart(variable.child_by_field_name("name"), children)
    members = {f"{name}.{children}" for name in props}
    return [node for node in walk(body) if _is_use(node, names, members)]


def _is_use(node: Node, names: set[str], members: set[str]) -> bool:
    if node.type in ("identifier", "shorthand_property_identifier"):
        return text_of(node) in names
    return node.type == "member_expression" and text_of(node).replace("?.", ".") in members


def _parameters(component: Node, children: str) -> tuple[set[str], set[str]]:
    """The names that the properties as a whole have, and those of the children."""
    if component.type in _CLASSES:
        return {"this.props"}, set()
    first = component.child_by_field_name("parameter")
    if first is None and (several := component.child_by_field_name("parameters")) is not None:
        first = next((node for node in several.named_children if node.type != "comment"), None)
    if first is not None and first.type == "required_parameter":
        first = first.child_by_field_name("pattern")
    if first is None:
        return set(), set()
    return ({text_of(first)}, set()) if first.type == "identifier" else (set(), _taken_apart(first, children))


def _taken_apart(pattern: Node | None, children: str) -> set[str]:
    """The local names of `children` in `{children}`, `{children: kids}` and `{children = null}`."""
    names = set()
    for part in pattern.named_children if pattern is not None and pattern.type == "object_pattern" else ():
        left = part.child_by_field_name("left") if part.type == "object_assignment_pattern" else part
        if text_of(left) == children:
            names.add(children)
        elif part.type == "pair_pattern" and text_of(part.child_by_field_name("key")) == children:
            names.add(text_of(part.child_by_field_name("value")))
    return names
