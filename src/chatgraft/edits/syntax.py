"""Concrete syntax trees of the owner's files. All offsets are in bytes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tree_sitter import Language, Node, Parser, Query, QueryCursor

from chatgraft.core.source import Source
from chatgraft.edits import NotUnderstood, require_editable

JAVASCRIPT = (".js", ".jsx", ".mjs", ".cjs")


@cache
def _language(kind: str) -> Language:
    import tree_sitter_javascript  # noqa: PLC0415
    import tree_sitter_typescript  # noqa: PLC0415

    languages = {
        "javascript": tree_sitter_javascript.language,
        "typescript": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }
    return Language(languages[kind]())


@cache
def _parser(kind: str) -> Parser:
    return Parser(_language(kind))


@cache
def _query(kind: str, types: tuple[str, ...]) -> Query:
    language = _language(kind)
    known = [name for name in types if language.id_for_node_kind(name, True) is not None]
    found: Query = Query(language, f"[{' '.join(f'({name})' for name in known)}] @found")
    return found


def require_script(source: Source) -> Node:
    """The program of a JavaScript or TypeScript file. Raises NotUnderstood where some of it does not parse.

    A `.js` file may hold JSX; only `.ts` may not, as `<T>x` is a cast there.
    """
    require_editable(source)
    root = source.parsed(_parse)
    if root.has_error:
        raise NotUnderstood("the file does not parse")
    return root


def nodes_of(source: Source, types: tuple[str, ...]) -> list[Node]:
    """The nodes of these types in a script, in the order of the file, as `walk` has them and many times as fast.

    Raises NotUnderstood as `require_script` does.
    """
    root = require_script(source)
    found = QueryCursor(_query(_kind(source), types)).captures(root).get("found", [])
    return sorted(found, key=lambda node: (node.start_byte, -node.end_byte))


def _kind(source: Source) -> str:
    return "javascript" if source.file.endswith(JAVASCRIPT) else "tsx" if source.file.endswith("x") else "typescript"


def _parse(source: Source) -> Node:
    return _parser(_kind(source)).parse(source.data).root_node


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the file. Not recursive: an owner's file may nest deeply."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.children))


def text_of(node: Node | None) -> str:
    """The node's own text; empty for None."""
    return "" if node is None or node.text is None else node.text.decode("utf-8", "replace")


def tag_of(node: Node) -> str:
    """The name in a JSX tag that begins here; empty for a fragment's and for any other node."""
    is_tag = node.type in ("jsx_self_closing_element", "jsx_opening_element")
    return text_of(node.child_by_field_name("name")) if is_tag else ""


def ancestors(node: Node) -> Iterator[Node]:
    """From the parent outwards."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def is_alone_on_its_lines(source: Source, node: Node) -> bool:
    """Whether only white space stands before the node's first and after its last byte on their lines."""
    return not line_before(source, node.start_byte).strip() and not line_after(source, node.end_byte).strip()


def line_before(source: Source, at: int) -> bytes:
    """What stands on the line before that byte, without a byte order mark."""
    start = source.data.rfind(b"\n", 0, at) + 1
    return source.data[max(start, len(source.bom)) : at]


def line_after(source: Source, at: int) -> bytes:
    r"""What stands on the line from that byte on, without the line end (`\r` neither)."""
    end = source.data.find(b"\n", at)
    return source.data[at : end if end >= 0 else len(source.data)].rstrip(b"\r")


def end_with_comment(node: Node) -> int:
    """After the node and a comment that begins and ends on its last line."""
    following = node.next_named_sibling
    if following is not None and following.type == "comment":
        rows = {node.end_point.row, following.start_point.row, following.end_point.row}
        return following.end_byte if len(rows) == 1 else node.end_byte
    return node.end_byte
