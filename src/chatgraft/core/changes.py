"""What we would do to a project, as plain data. Whoever previews, applies, records or undoes it knows no framework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chatgraft.core.errors import Finding
from chatgraft.core.source import Source, sha256


@dataclass(frozen=True, slots=True)
class Splice:
    """Put `new` in place of the bytes `start:end` of a file, provided that the file still has the hash `sha`."""

    file: str
    sha: str
    start: int
    end: int
    new: bytes


@dataclass(frozen=True, slots=True)
class Create:
    """A file that is not there yet, or is there byte for byte the same. `machinery` as in `FileChange`."""

    file: str
    data: bytes
    executable: bool = False
    machinery: bool = False


@dataclass(frozen=True, slots=True)
class ByHand:
    """An edit that we would have to guess: told to the owner instead."""

    file: str
    place: str
    snippet: str
    why: str


Change = Splice | Create | ByHand


@dataclass(frozen=True, slots=True)
class Release:
    """The major versions of a program that may run a command, both ends included, and what is said to any other."""

    oldest: int
    newest: int
    why: str
    cure: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command that belongs to the change, such as a package install. `folder` is relative to the project's root.

    `writes` are the files (project-relative) that it may change and that are journaled; `makes` are files and folders
    that are taken away again if they were not there before, and so is what is new in the folders that it `grows`.
    `redo` is run on the restored files when any of `makes` was there: it brings them in line.
    The failure of an `optional` command is told and undoes nothing.
    """

    argv: tuple[str, ...]
    folder: str
    why: str
    writes: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    redo: tuple[str, ...] = ()
    grows: tuple[str, ...] = ()
    optional: bool = False
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file's change: from the bytes that were read (None: absent) to the bytes that will stand there (None: none).

    `machinery` is replaced as a whole by an update: it is summed up in a preview and needs no base text for merging.
    """

    file: str
    before: bytes | None
    after: bytes | None
    splices: tuple[Splice, ...] = ()
    executable: bool = False
    machinery: bool = False

    @property
    def action(self) -> str:
        if self.after is None:
            return "delete"
        return "create" if self.before is None else "edit"

    @property
    def before_sha(self) -> str | None:
        return None if self.before is None else sha256(self.before)

    @property
    def after_sha(self) -> str | None:
        return None if self.after is None else sha256(self.after)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything that one verb would do. Holding it changes nothing.

    `trees` are files and folders taken away whole, such as what an install made.
    """

    files: tuple[FileChange, ...] = ()
    commands: tuple[Command, ...] = ()
    trees: tuple[str, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.files and not self.commands and not self.trees


def splice(source: Source, splices: tuple[Splice, ...]) -> bytes:
    """The file's new bytes. Splices are applied from the last to the first; two that overlap are a fault of ours."""
    data, limit = source.data, len(source.data) + 1
    for change in sorted(splices, key=lambda item: (item.start, item.end), reverse=True):
        if change.sha != source.sha:
            raise ValueError(f"{source.file}: splice of another version of the file")
        if change.end > limit:
            raise ValueError(f"{source.file}: splices overlap at byte {change.start}")
        data = data[: change.start] + change.new + data[change.end :]
        limit = change.start
    return data


def composed(source: Source, first: tuple[Splice, ...], then: tuple[Splice, ...]) -> tuple[Splice, ...]:
    """The splices that do to `source` what `first` does to it and `then` to the outcome.

    Where the second touch what the first have written, or stand right beside it, they become one splice.
    """
    middle = Source(source.file, splice(source, first))
    if any(change.sha != middle.sha for change in then):
        raise ValueError(f"{source.file}: splice of another version of the file")
    made, shift = [], 0
    for change in sorted(first, key=lambda item: (item.start, item.end)):
        made.append((change.start + shift, change.start + shift + len(change.new), change))
        shift += len(change.new) - (change.end - change.start)
    ranges = [(start, end) for start, end, _ in made] + [(change.start, change.end) for change in then]
    return tuple(
        _joined(source, middle, (low, high), made, [each for each in then if low <= each.start and each.end <= high])
        for low, high in _merged(sorted(ranges))
    )


def _merged(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges that touch each other as one."""
    low, high = ranges[0] if ranges else (0, 0)
    for start, end in ranges[1:]:
        if start > high:
            yield low, high
            low = start
        high = max(high, end) if start <= high else end
    if ranges:
        yield low, high


def _joined(
    source: Source,
    middle: Source,
    within: tuple[int, int],
    made: Sequence[tuple[int, int, Splice]],
    then: Sequence[Splice],
) -> Splice:
    """One splice of `source` for the bytes of `middle` that lie `within`, once `then` has changed them."""
    low, high = within
    part = Source(source.file, middle.data[low:high])
    moved = tuple(Splice(part.file, part.sha, each.start - low, each.end - low, each.new) for each in then)
    before = sum(len(each.new) - (each.end - each.start) for _, end, each in made if end < low)
    until = sum(len(each.new) - (each.end - each.start) for start, _, each in made if start <= high)
    return Splice(source.file, source.sha, low - before, high - until, splice(part, moved))
