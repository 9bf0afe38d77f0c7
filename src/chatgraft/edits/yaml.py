"""Edits to YAML. ruamel.yaml finds the places; comments, order and quoting stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, require_editable


def add_item(source: Source, key: str, entry: Mapping[str, str]) -> Edit:
    """Add a mapping to the end of the list that a top-level key holds; an equal one is left.

    A key that is absent is added at the end of the file. Tags of any kind are read over, never resolved.
    """
    try:
        return _add(source, key, entry)
    except NotUnderstood as found:
        snippet = "\n".join((f"{key}:", *(_block(entry, "  "))))
        return (ByHand(source.file, f"in the list {key}", snippet, str(found)),)


def read_value(source: Source, key: str) -> str | None:
    """The text of a top-level key's scalar; None where it is absent or something else."""
    try:
        value = _find(_top(source), key)
    except NotUnderstood:
        return None
    return str(value.value) if value is not None and value.id == "scalar" else None


def _add(source: Source, key: str, entry: Mapping[str, str]) -> tuple[Splice, ...]:
    require_editable(source)
    top = _top(source)
    value = _find(top, key)
    if value is None:
        return (_append(source, [f"{key}:", *_block(entry, "  ")]),)
    if value.anchor:
        raise NotUnderstood("the list is shared by an anchor")
    if value.id == "scalar" and not value.value:
        return (_below_key(source, top, key, _block(entry, "  ")),)
    if value.id != "sequence":
        raise NotUnderstood(f"{key} is not a list")
    if any(_equals(item, entry) for item in value.value):
        return ()
    return (_into_flow(source, value, entry) if value.flow_style else _after_last(source, value, entry),)


def _top(source: Source) -> Any:
    """The document's mapping. Raises NotUnderstood where there is not exactly one document that is a mapping."""
    from ruamel.yaml import YAML  # noqa: PLC0415 - only where there is YAML
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415 - see above

    try:
        documents = list(YAML(pure=True).compose_all(source.text))
    except (YAMLError, UnicodeDecodeError, RecursionError) as fault:
        raise NotUnderstood("the file is not YAML that can be read") from fault
    if len(documents) != 1 or documents[0] is None or documents[0].id != "mapping" or documents[0].flow_style:
        raise NotUnderstood("the file is not one mapping in block style")
    return documents[0]


def _find(top: Any, key: str) -> Any:
    found = [value for name, value in top.value if name.value == key]
    if len(found) > 1:
        raise NotUnderstood(f"{key} stands twice in the file")
    return found[0] if found else None


def _equals(item: Any, entry: Mapping[str, str]) -> bool:
    """Whether the list has the entry: as a mapping, or its first value alone."""
    if item.id == "scalar":
        return str(item.value) == next(iter(entry.values()))
    return item.id == "mapping" and {name.value: str(value.value) for name, value in item.value} == dict(entry)


def _block(entry: Mapping[str, str], indent: str) -> list[str]:
    pairs = [f"{name}: {value}" for name, value in entry.items()]
    return [f"{indent}- {pairs[0]}", *(f"{indent}  {pair}" for pair in pairs[1:])]


def _append(source: Source, lines: list[str]) -> Splice:
    """At the end of the file, which keeps its last line end or its lack of one."""
    newline, data = source.newline, source.data
    body = newline.join(line.encode() for line in lines)
    if data.endswith(b"\n") or not data[len(source.bom) :]:
        return insert(source, len(data), body + newline)
    return insert(source, len(data), newline + body)


def _below_key(source: Source, top: Any, key: str, lines: list[str]) -> Splice:
    name = next(name for name, _ in top.value if name.value == key)
    return _below_line(source, _byte(source, name.end_mark.index), lines)


def _after_last(source: Source, value: Any, entry: Mapping[str, str]) -> Splice:
    last = value.value[-1]
    indent = " " * value.start_mark.column
    return _below_line(source, _last_byte(source, last), _block(entry, indent))


def _below_line(source: Source, at: int, lines: list[str]) -> Splice:
    """After the line that holds the byte `at`."""
    body = source.newline.join(line.encode() for line in lines)
    end = source.data.find(b"\n", at)
    if end < 0:
        return insert(source, len(source.data), source.newline + body)
    return insert(source, end + 1, body + source.newline)


def _into_flow(source: Source, value: Any, entry: Mapping[str, str]) -> Splice:
    text = "{" + ", ".join(f"{name}: {item}" for name, item in entry.items()) + "}"
    if not value.value:
        return insert(source, _byte(source, value.start_mark.index) + 1, text.encode())
    return insert(source, _byte(source, value.value[-1].end_mark.index), f", {text}".encode())


def _last_byte(source: Source, node: Any) -> int:
    """The last byte of a node's own text. The end mark of a block lies behind the blank lines and comments below it."""
    if node.id == "scalar":
        text = source.text[node.start_mark.index : node.end_mark.index]
        return _byte(source, node.start_mark.index + max(len(text.rstrip()) - 1, 0))
    if node.flow_style or not node.value:
        return _byte(source, node.end_mark.index - 1)
    last = node.value[-1]
    return _last_byte(source, last[1] if isinstance(last, tuple) else last)


def _byte(source: Source, character: int) -> int:
    return len(source.bom) + len(source.text[:character].encode())
