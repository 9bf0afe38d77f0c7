"""What a JavaScript or TypeScript module hands to functions that it imports."""

from __future__ import annotations

from typing import Any

from tree_sitter import Node

from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exports import OPAQUE, read_literal
from chatgraft.edits.syntax import require_script, text_of, walk


def read_argument(source: Source, module: str, name: str) -> Any:
    """The first argument of the call of what the file imports as `name` from `module`, as far as it is written out.

    None where there is no such call or no argument, `OPAQUE` where the file does not parse.
    """
    try:
        root = require_script(source)
    except NotUnderstood:
        return OPAQUE
    local = next((found for node in walk(root) if (found := _local_name(node, module, name))), None)
    calls = (node for node in walk(root) if node.type == "call_expression")
    call = next((node for node in calls if local and text_of(node.child_by_field_name("function")) == local), None)
    arguments = call.child_by_field_name("arguments") if call else None
    first = next((node for node in arguments.named_children if node.type != "comment"), None) if arguments else None
    return read_literal(root, first) if first else None


def _local_name(node: Node, module: str, name: str) -> str | None:
    if node.type != "import_specifier" or text_of(node.child_by_field_name("name")) != name:
        return None
    statement = node
    while statement.type != "import_statement" and statement.parent is not None:
        statement = statement.parent
    is_ours = text_of(statement.child_by_field_name("source"))[1:-1] == module
    return text_of(node.child_by_field_name("alias") or node.child_by_field_name("name")) if is_ours else None
