"""Syntax-aware editors: pure functions from a source to splices. They parse to find and never print a tree.

An editor that does not understand a file changes nothing and says what to do by hand. What is already there is left.
"""

from __future__ import annotations

from collections.abc import Callable

from chatgraft.core.changes import ByHand, Splice, composed, splice
from chatgraft.core.source import Source

Edit = tuple[Splice, ...] | tuple[ByHand]


class NotUnderstood(Exception):  # noqa: N818  (not a failure: it becomes the reason of a `ByHand`)
    """Why an editor leaves a file to its owner. Never leaves this package."""


def require_editable(source: Source) -> None:
    """Raise NotUnderstood for a file that no editor may touch."""
    if source.has_conflict_markers:
        raise NotUnderstood("the file has unresolved merge conflicts")
    if source.is_utf16 or b"\0" in source.data:
        raise NotUnderstood("the file is UTF-16 or binary, not UTF-8 text")


def together(place: str, snippet: str, *edits: Edit) -> Edit:
    """Edits of one file that only make sense as a whole: where one is left to the owner, the whole is."""
    for change in (change for edit in edits for change in edit):
        if isinstance(change, ByHand):
            return (ByHand(change.file, place, snippet, change.why),)
    return tuple(change for edit in edits for change in edit if isinstance(change, Splice))


def either(*edits: Edit) -> Edit:
    """The first edit that is not left to the owner; where all are, the first."""
    return next((edit for edit in edits if not any(isinstance(change, ByHand) for change in edit)), edits[0])


def in_turn(source: Source, *editors: Callable[[Source], Edit]) -> Edit:
    """Edits of one file, each made on what the last has left: as `together`, for such as may touch one place."""
    made: tuple[Splice, ...] = ()
    for edit in editors:
        shown = Source(source.file, splice(source, made))
        change = edit(shown)
        splices = tuple(each for each in change if isinstance(each, Splice))
        if len(splices) < len(change):
            return change
        made = composed(source, made, splices)
    return made


def applied(source: Source, edit: Edit) -> Source:
    """The source with the edit made, for files of our own: one that cannot be edited is a fault (ValueError)."""
    splices = tuple(change for change in edit if isinstance(change, Splice))
    if len(splices) != len(edit):
        raise ValueError(f"{source.file} cannot be edited: {edit}")
    return Source(source.file, splice(source, splices))


def insert(source: Source, at: int, text: bytes) -> Splice:
    """A splice that only adds."""
    return Splice(source.file, source.sha, at, at, text)


def replace(source: Source, start: int, end: int, text: bytes) -> Splice:
    return Splice(source.file, source.sha, start, end, text)


def indent_unit(source: Source) -> bytes:
    """One step of indentation, as the first indented line shows it; two spaces where no line is indented."""
    for line in source.data.splitlines():
        body = line.lstrip(b" \t")
        if body and body != line and not body.startswith(b"*"):  # not the inside of a block comment
            return b"\t" if line.startswith(b"\t") else line[: len(line) - len(body)]
    return b"  "
