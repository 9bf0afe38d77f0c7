"""Writes down what was done: the manifest after a run, from the manifest before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from chatgraft.changes import base, git
from chatgraft.changes.commands import is_install
from chatgraft.changes.manifest import FILE, Grafted, Layer, Manifest, Piece, Ran, Written
from chatgraft.changes.places import place, read
from chatgraft.core.changes import Command, FileChange
from chatgraft.core.source import sha256


@dataclass(frozen=True, slots=True)
class Record:
    """What the verb knows about its run. `choices` are JSON; `keeps` are paths that the service makes at run time."""

    version: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    keeps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did. `folders` and `ran` as in the manifest; `private` are the paths of which no text is kept."""

    files: tuple[FileChange, ...]
    folders: tuple[str, ...] = ()
    ran: tuple[Ran, ...] = ()
    private: frozenset[str] = frozenset()


def is_env_file(path: str) -> bool:
    return PurePosixPath(path).name.startswith(".env")


def private_among(root: Path, files: Iterable[str]) -> frozenset[str]:
    """The files whose text must not get into version control through us."""
    files = set(files)
    return frozenset(git.ignored(root, files) | {file for file in files if is_env_file(file)})


def pieces(change: FileChange, *, private: bool) -> tuple[Piece, ...]:
    """The splices of an edit in the order of the text. Without any, the one stretch in which the two texts differ."""
    if change.before is None or change.after is None:
        return ()
    splices = sorted(change.splices, key=lambda splice: (splice.start, splice.end))
    if not splices:
        return (_difference(change.before, change.after, private=private),)
    return tuple(_piece(splice.start, splice.end, splice.new, private=private) for splice in splices)


def ran(command: Command, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> Ran:
    """What a command did to the files that it may write: their contents before and after by path."""
    changed = sorted(file for file in command.writes if before[file] != after[file])
    written = tuple(Written(file, _sha(before[file]), _sha(after[file])) for file in changed)
    argv, redo = (words if is_install(words) else () for words in (command.argv, command.redo))
    return Ran(argv, command.folder, redo, command.makes, written)


def extended(old: Manifest | None, record: Record, done: Done) -> Manifest:
    """The first graft's old texts stay the ones to go back to."""
    old = old or Manifest(record.version)
    files = {file.path: file for file in old.files}
    for change in done.files:
        files[change.file] = _extended_file(files.get(change.file), change, private=change.file in done.private)
    commands = {(item.folder, item.argv): item for item in old.commands}
    for item in done.ran:
        earlier = commands.get((item.folder, item.argv))
        commands[item.folder, item.argv] = _joined(earlier, item) if earlier else item
    return Manifest(
        version=record.version,
        choices=record.choices,
        keeps=tuple(sorted({*old.keeps, *record.keeps})),
        files=tuple(files[path] for path in sorted(files)),
        folders=tuple(sorted({*old.folders, *done.folders})),
        commands=tuple(commands[key] for key in sorted(commands)),
    )


def writes(root: Path, manifest: Manifest, texts: Mapping[str, bytes]) -> tuple[FileChange, ...]:
    """The manifest itself and the base texts, as changes. `texts` by hash holds at least those not yet on disk."""
    there = base.names(root)
    added = [base.addition(texts[sha]) for sha in sorted(manifest.texts - there) if sha in texts]
    dropped = [base.deletion(root, sha) for sha in sorted(there - manifest.texts)]
    new = {FILE: manifest.dump(), base.ATTRIBUTES.file: base.ATTRIBUTES.after}
    ours = [FileChange(file, read(place(root, file)), after) for file, after in new.items()]
    return tuple(change for change in (*added, *ours, *dropped) if change.before != change.after)


def _extended_file(old: Grafted | None, change: FileChange, *, private: bool) -> Grafted:
    if change.after is None:
        raise ValueError(f"{change.file}: a graft deletes nothing")
    layer = Layer(change.before_sha, sha256(change.after), pieces(change, private=private), private)
    layers: tuple[Layer, ...] = (layer,)
    if old and old.created:
        layers = (Layer(None, layer.after, private=private),)
    elif old and layer.before != old.layers[0].before:
        layers = (*old.layers, layer)
    return Grafted(change.file, layers, change.machinery)


def _joined(old: Ran, new: Ran) -> Ran:
    """What was there before the first run decides whether there is anything to bring in line."""
    written = {file.path: file for file in old.written}
    for file in new.written:
        earlier = written.get(file.path)
        if earlier:
            unbroken = earlier.after is not None and earlier.after == file.before
            file = Written(file.path, earlier.before, file.after if unbroken else None)  # noqa: PLW2901
        written[file.path] = file
    made = tuple(sorted({*old.made, *new.made}))
    return Ran(new.argv, new.folder, old.redo, made, tuple(written[path] for path in sorted(written)))


def _difference(before: bytes, after: bytes, *, private: bool) -> Piece:
    limit = min(len(before), len(after))
    start = next((at for at in range(limit) if before[at] != after[at]), limit)
    same = next((at for at in range(limit - start) if before[-1 - at] != after[-1 - at]), limit - start)
    return _piece(start, len(before) - same, after[start : len(after) - same], private=private)


def _piece(start: int, end: int, new: bytes, *, private: bool) -> Piece:
    lines = tuple(sha256(line) for line in new.splitlines(keepends=True)) if private else ()
    return Piece(start, end, len(new), lines)


def _sha(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)
