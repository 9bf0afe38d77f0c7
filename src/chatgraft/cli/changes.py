"""A change set in words: first a page that sums it up, then every line that would stand in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from chatgraft.changes.preview import diff
from chatgraft.cli.ink import BOLD, CYAN, GREEN, RED, Ink
from chatgraft.core.changes import ByHand, ChangeSet, FileChange

HEADER_LINES = 2


def show(ink: Ink, changes: ChangeSet) -> None:
    _summary(ink, changes)
    for step in changes.by_hand:
        _by_hand(ink, step)
    shown = [change for change in changes.files if change.after is not None and not _is_summed_up(change)]
    if shown:
        ink.heading("Every line")
    for change in shown:
        _diff(ink, change)


def counted(changes: ChangeSet) -> str:
    """Such as `2 files edited, 48 created`; empty where no file changes."""
    words = {"edit": "edited", "create": "created", "delete": "deleted"}
    counts = {word: sum(change.action == action for change in changes.files) for action, word in words.items()}
    parts = [(count, word) for word, count in counts.items() if count]
    if not parts:
        return ""
    first, *more = parts
    files = "file" if first[0] == 1 else "files"
    return ", ".join([f"{first[0]} {files} {first[1]}", *(f"{count} {word}" for count, word in more)])


def _summary(ink: Ink, changes: ChangeSet) -> None:
    ink.heading(f"Changes: {counted(changes)}" if changes.files else "Changes")
    rows = [(change.action, _name(change.file), _size(change)) for change in changes.files if not _is_summed_up(change)]
    rows += _machinery([change for change in changes.files if _is_summed_up(change)])
    rows += [("delete", _name(tree), "as a whole") for tree in changes.trees]
    rows += [("run", f"{' '.join(command.argv)}", _where(command.folder, command.why)) for command in changes.commands]
    ink.table(rows)


def _is_summed_up(change: FileChange) -> bool:
    """Machinery is replaced as a whole. An edit of it, as after an upgrade, is shown all the same."""
    return change.machinery and change.action != "edit"


def _machinery(files: Sequence[FileChange]) -> Iterator[tuple[str, str, str]]:
    """A line for each top-most folder of machinery."""
    parents = {PurePosixPath(change.file).parent for change in files}
    for folder in sorted(parent for parent in parents if parents.isdisjoint(parent.parents)):
        inside = [change for change in files if PurePosixPath(change.file).is_relative_to(folder)]
        lines = sum((change.after or change.before or b"").count(b"\n") for change in inside)
        count = "1 file" if len(inside) == 1 else f"{len(inside)} files"
        yield inside[0].action, f"{_name(str(folder))}/", f"{count}, {lines} lines of machinery"


def _size(change: FileChange) -> str:
    """`+4 -1`, or `92 lines` of a file that comes or goes."""
    if change.action != "edit":
        count = (change.after or change.before or b"").count(b"\n")
        return "1 line" if count == 1 else f"{count} lines"
    lines = diff(change).splitlines()[HEADER_LINES:]
    added, gone = (sum(line.startswith(sign) for line in lines) for sign in "+-")
    return " ".join(f"{sign}{count}" for sign, count in (("+", added), ("-", gone)) if count)


def _where(folder: str, why: str) -> str:
    return why if folder == "." else f"in {folder}: {why}"


def _by_hand(ink: Ink, step: ByHand) -> None:
    ink.heading(f"By hand: {_name(step.file)}, {step.place}")
    ink.line(f"  {step.why}")
    for line in step.snippet.splitlines():
        ink.line(f"    {line}")


def _diff(ink: Ink, change: FileChange) -> None:
    lines = diff(change).split("\n")
    for number, line in enumerate(lines[:-1] if lines[-1] == "" else lines):
        if number < HEADER_LINES:
            ink.line(ink.paint(BOLD, line))
            continue
        colour = {"+": GREEN, "-": RED, "@": CYAN}.get(line[:1])
        ink.line(ink.paint(colour, line) if colour else line)


def _name(file: str) -> str:
    """A path may hold bytes that are no text, and characters that a terminal would obey."""
    return "".join(character if character.isprintable() else "?" for character in file)
