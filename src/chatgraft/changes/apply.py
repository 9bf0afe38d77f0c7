"""Does what a change set says, all or nothing, and writes down what was done."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath

from chatgraft.changes import base, git
from chatgraft.changes.commands import require_programs, require_releases
from chatgraft.changes.dirty import require_clean
from chatgraft.changes.manifest import FILE, Manifest, Ran, find_manifest
from chatgraft.changes.places import HOME, names_in, place, read
from chatgraft.changes.record import Done, Record, extended, is_env_file, private_among, ran, writes
from chatgraft.changes.transaction import Progress, Touched, Transaction, expect, silent, transaction
from chatgraft.core.changes import ChangeSet, Command, FileChange
from chatgraft.core.errors import Finding
from chatgraft.core.source import sha256

KEPT = f"{HOME}/kept"


def settled(root: Path, changes: ChangeSet) -> ChangeSet:
    """Without what is there already, and without files that the owner has deleted since an earlier graft made them."""
    manifest = find_manifest(root.resolve())
    gone = [change.file for change in changes.files if change.before is None and _is_deleted(manifest, change.file)]
    files = tuple(change for change in changes.files if change.before != change.after and change.file not in gone)
    cure = "To bring it back: chatgraft remove && chatgraft add"
    told = tuple(Finding("stays-deleted", f"{file} stays deleted.", "You deleted it.", cure, file) for file in gone)
    return replace(changes, files=files, findings=(*changes.findings, *told))


def require_ready(root: Path, changes: ChangeSet, *, allow_dirty: bool = False) -> None:
    """Everything that can be known before the first write: raises where `apply` would refuse. Writes nothing."""
    root = root.resolve()
    manifest = find_manifest(root)
    if not allow_dirty:
        require_clean(root, changes, manifest.shas if manifest else {})
    require_programs(changes.commands)
    expect(root, changes.files)


def apply(
    root: Path, changes: ChangeSet, record: Record, *, allow_dirty: bool = False, progress: Progress = silent
) -> tuple[Finding, ...]:
    """Returns what an optional command could not do. Any other trouble raises, and then nothing has changed.

    `changes` are settled. Where neither they nor the record change anything, nothing is written.
    """
    root = root.resolve()
    require_ready(root, changes, allow_dirty=allow_dirty)
    manifest = find_manifest(root)
    require_releases(root, changes.commands)
    if changes.is_empty and (manifest is None or extended(manifest, record, Done(())).dump() == manifest.dump()):
        return ()
    kept = _kept(root, changes)
    texts = _texts(root, changes)
    ours = [FILE, base.ATTRIBUTES.file, *(base.path(sha) for sha in {*texts, *base.names(root)})]
    files = tuple(change.file for change in (*changes.files, *kept))
    with transaction(root, Touched((*files, *ours), commands=changes.commands), progress) as writing:
        expect(root, changes.files)
        writing.write((*kept, *changes.files))
        runs, findings = _run(root, changes.commands, writing)
        done = _done(root, changes, writing, runs)
        writing.write(writes(root, extended(manifest, record, done), texts))
    return findings


def _is_deleted(manifest: Manifest | None, file: str) -> bool:
    """A private file may be absent because this is a fresh clone: git never had it."""
    grafted = manifest.find(file) if manifest else None
    return grafted is not None and not grafted.private


def _kept(root: Path, changes: ChangeSet) -> tuple[FileChange, ...]:
    """Outside git, a copy of each file that is overwritten, except env files."""
    if git.is_checkout(root):
        return ()
    edited = [change for change in changes.files if change.before is not None and not is_env_file(change.file)]
    copies = (FileChange(f"{KEPT}/{change.file}", None, change.before) for change in edited)
    return tuple(copy for copy in copies if read(place(root, copy.file)) is None)


def _texts(root: Path, changes: ChangeSet) -> dict[str, bytes]:
    """Every text that the manifest may have to keep, by hash."""
    texts = [text for change in changes.files for text in (change.before, change.after)]
    written = {file for command in changes.commands for file in command.writes}
    texts += [read(place(root, file)) for file in written - private_among(root, written)]
    return {sha256(text): text for text in texts if text is not None}


def _run(
    root: Path, commands: tuple[Command, ...], writing: Transaction
) -> tuple[tuple[Ran, ...], tuple[Finding, ...]]:
    runs, findings = [], []
    for command in commands:
        absent = {tree for tree in (*command.makes, *command.grows) if not os.path.lexists(root / tree)}
        counted = _counted(root, command, absent)
        before, entries = _written(root, counted), _grown(root, command)
        finding = writing.run(command)
        findings += [finding] if finding else []
        made = {tree for tree in absent if os.path.lexists(root / tree)} | (_grown(root, command) - entries)
        tops = tuple(tree for tree in sorted(made) if made.isdisjoint(map(str, PurePosixPath(tree).parents)))
        runs.append(ran(replace(counted, makes=tops), before, _written(root, counted)))
    return tuple(runs), tuple(findings)


def _counted(root: Path, command: Command, absent: set[str]) -> Command:
    """What of a command a removal has to know: without its `redo` where nothing was there to bring in line, else
    without the files that the redo makes anew and of which version control keeps no text."""
    if absent.issuperset(command.makes):
        return replace(command, redo=())
    private = private_among(root, command.writes)
    return replace(command, writes=tuple(file for file in command.writes if file not in private))


def _written(root: Path, command: Command) -> dict[str, bytes | None]:
    return {file: read(place(root, file)) for file in command.writes}


def _grown(root: Path, command: Command) -> set[str]:
    return {f"{folder}/{name}" for folder in command.grows for name in names_in(root, folder)}


def _done(root: Path, changes: ChangeSet, writing: Transaction, runs: tuple[Ran, ...]) -> Done:
    """As things stand after the commands: an install may have rewritten a file that we edited."""
    files = tuple(_as_it_stands(root, change) for change in changes.files)
    folders = tuple(folder for folder in writing.folders if not f"{folder}/".startswith(f"{HOME}/"))
    return Done(files, folders, runs, private_among(root, {change.file for change in files}))


def _as_it_stands(root: Path, change: FileChange) -> FileChange:
    data = read(place(root, change.file))
    return change if data == change.after else replace(change, after=data, splices=())
