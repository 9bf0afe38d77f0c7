"""One more step for an Express app: behind what says who the visitor is, before all that ends requests."""

from __future__ import annotations

from tree_sitter import Node

from chatgraft.backends.express_apps import App, find_app, find_router
from chatgraft.backends.express_steps import (
    GUARD,
    HANDED,
    IDENTITY,
    LATE,
    PARSER,
    ROUTE,
    Step,
    steps,
)
from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, together
from chatgraft.edits.javascript import add_import, add_require
from chatgraft.edits.script_style import COMMONJS, find_modules
from chatgraft.edits.syntax import end_with_comment, nodes_of, text_of

PLACE = "after sessions and sign-in, before the routes, the 404 handler and handlers of errors"
ELSEWHERE = (
    "the app is made elsewhere, or has no name there. On a router it goes as well: at one that hangs at /api the chat "
    "answers at /api/chatkit, and the widget is told so by: chatgraft add --api-url /api/chatkit"
)
ANCHORS = ("expression_statement", "lexical_declaration", "variable_declaration", "export_statement")


def use(source: Source, name: str, module: str, *, known_elsewhere: bool = False) -> Edit:
    """`app.use(name())`, with `name` taken from `module` in the file's own way.

    `known_elsewhere`: another file of the app says who is signed in, so that the step must come behind that.
    """
    commonjs = find_modules(source) == COMMONJS
    statement = f"const {name} = require('{module}');" if commonjs else f"import {{ {name} }} from '{module}';"
    taken = add_require(source, statement) if commonjs else add_import(source, statement)
    app = find_app(source)
    meant = app or find_router(source)
    called = f"{meant.name if meant else 'app'}.use({name}());"
    step: Edit
    try:
        step = _step(source, app, f"{name}()", known_elsewhere=known_elsewhere)
    except NotUnderstood as found:
        step = (ByHand(source.file, PLACE, called, str(found)),)
    return _in_one(source, together(PLACE, f"{statement}\n\n{called}", taken, step))


def _step(source: Source, app: App | None, call: str, *, known_elsewhere: bool) -> tuple[Splice, ...]:
    if _is_there(source, call):
        return ()
    if app is None:
        raise NotUnderstood(ELSEWHERE)
    found = steps(source, app)
    knowing, guard, late = (_places(found, kind) for kind in (IDENTITY, GUARD, LATE))
    if guard:  # what comes behind it says nothing to a chat that must stand before it
        knowing = [number for number in knowing if number < guard[0]]
    if knowing and late and knowing[-1] > late[0]:
        raise NotUnderstood("what says who is signed in comes after a handler that takes every request")
    if knowing:
        return (*_ahead(source, found[: knowing[-1]], call), *_after(source, found, knowing[-1], call))
    if known_elsewhere:
        raise NotUnderstood("another file sets up who is signed in, and the chat must come behind that")
    first = next((step for step in found if step.kind in (PARSER, GUARD, ROUTE, LATE, HANDED)), None)
    if first is not None:
        return (_before(source, first, call),)
    anchor = found[-1].anchor if found else app.anchor
    if anchor.type not in ANCHORS:
        raise NotUnderstood("nothing shows where the app's routes begin")
    return (_behind(source, anchor, f"{app.name}.use({call})"),)


def _ahead(source: Source, before: list[Step], call: str) -> tuple[Splice, ...]:
    """Parsers have limits of their own, and stand before sign-in: bodies for the chat are read ahead of them."""
    parser = next((step for step in before if step.kind == PARSER), None)
    return (_before(source, parser, call.replace("()", ".body()")),) if parser else ()


def _places(found: list[Step], kind: str) -> list[int]:
    return [number for number, step in enumerate(found) if step.kind == kind]


def _is_there(source: Source, call: str) -> bool:
    name = call.removesuffix("()")
    calls = nodes_of(source, ("call_expression",))
    return any(
        text_of(each.child_by_field_name("function")) == name
        and each.parent is not None
        and each.parent.type == "arguments"
        for each in calls
    )


def _after(source: Source, found: list[Step], number: int, call: str) -> tuple[Splice, ...]:
    step = found[number]
    if any(other.anchor.id == step.anchor.id and other.kind in (GUARD, ROUTE, LATE) for other in found[number + 1 :]):
        raise NotUnderstood("sign-in and routes are set up in one statement")
    return (_behind(source, step.anchor, f"{step.app}.use({call})"),)


def _behind(source: Source, anchor: Node, said: str) -> Splice:
    text = source.newline + _indentation(source, anchor) + f"{said}{_semicolon(source)}".encode()
    return insert(source, end_with_comment(anchor), text)


def _before(source: Source, step: Step, call: str) -> Splice:
    """Above the statement and what is said of it right above."""
    node = step.anchor
    while (above := node.prev_named_sibling) is not None and above.type == "comment":
        is_beside = (
            above.prev_named_sibling is not None and above.prev_named_sibling.end_point.row == above.start_point.row
        )
        if above.end_point.row + 1 < node.start_point.row or is_beside:
            break
        node = above
    text = f"{step.app}.use({call}){_semicolon(source)}".encode()
    return insert(source, node.start_byte, text + source.newline + _indentation(source, node))


def _indentation(source: Source, node: Node) -> bytes:
    start = source.data.rfind(b"\n", 0, node.start_byte) + 1
    line = source.data[max(start, len(source.bom)) : node.start_byte]
    return line if not line.strip() else b""


def _semicolon(source: Source) -> str:
    kinds = ("expression_statement", "lexical_declaration", "variable_declaration", "import_statement")
    ends = [text_of(node).endswith(";") for node in nodes_of(source, kinds)]
    return ";" if sum(ends) * 2 >= len(ends) else ""


def _in_one(source: Source, edit: Edit) -> Edit:
    """Two that only add at one place are one, in the order in which they were made."""
    splices = [change for change in edit if isinstance(change, Splice)]
    beside = next((other for other in splices[1:] if other.start == splices[0].start), None)
    if beside is None:
        return edit
    joined = insert(source, beside.start, splices[0].new + beside.new)
    return (joined, *(other for other in splices[1:] if other is not beside))
