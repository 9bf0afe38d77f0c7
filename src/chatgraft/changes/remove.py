"""Carries out a planned removal, all or nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from chatgraft.changes import base
from chatgraft.changes.commands import require_programs
from chatgraft.changes.dirty import require_clean
from chatgraft.changes.manifest import FILE, Manifest, find_manifest
from chatgraft.changes.places import HOME, place, read, within
from chatgraft.changes.record import writes
from chatgraft.changes.removal import conflicts
from chatgraft.changes.transaction import Progress, Touched, Transaction, expect, silent, transaction
from chatgraft.core.changes import ChangeSet, FileChange
from chatgraft.core.errors import Finding


def remove(
    root: Path, changes: ChangeSet, *, allow_dirty: bool = False, progress: Progress = silent
) -> tuple[Finding, ...]:
    """`changes` come from `planned_removal`. Returns what an optional command could not do.

    Files in conflict stay, and so does what the manifest says of them: a second removal finishes the work.
    """
    root = root.resolve()
    manifest = find_manifest(root)
    if manifest is None:
        return ()
    require_removable(root, changes, allow_dirty=allow_dirty)
    records = _records(root, manifest, conflicts(changes))
    files = tuple(change.file for change in (*changes.files, *records))
    with transaction(root, Touched(files, changes.trees, changes.commands), progress) as writing:
        expect(root, changes.files)
        writing.write(changes.files)
        for tree in changes.trees:
            writing.take(tree)
        findings = _run(root, changes, writing)
        writing.write(records)
    _sweep(root, manifest, changes)
    return findings


def require_removable(root: Path, changes: ChangeSet, *, allow_dirty: bool = False) -> None:
    """Everything that can be known before the first write: raises where `remove` would refuse. Writes nothing."""
    root = root.resolve()
    manifest = find_manifest(root)
    if not allow_dirty:
        require_clean(root, changes, manifest.shas if manifest else {})
    require_programs(changes.commands)
    expect(root, changes.files)


def _records(root: Path, manifest: Manifest, left: frozenset[str]) -> tuple[FileChange, ...]:
    """What becomes of the manifest and the base texts."""
    if left:
        folders = {path.rsplit("/", 1)[0] if "/" in path else "." for path in left}
        files = tuple(file for file in manifest.files if file.path in left)
        commands = tuple(ran for ran in manifest.commands if ran.folder in folders)
        return writes(root, replace(manifest, files=files, commands=commands), {})
    gone = [base.deletion(root, sha) for sha in sorted(base.names(root))]
    ours = [FileChange(file, read(place(root, file)), None) for file in (FILE, base.ATTRIBUTES.file)]
    return tuple(change for change in (*ours, *gone) if change.before is not None)


def _run(root: Path, changes: ChangeSet, writing: Transaction) -> tuple[Finding, ...]:
    """A redo only follows the restored files: what it writes into those is put right again."""
    findings = [finding for command in changes.commands if (finding := writing.run(command))]
    redone = {file for command in changes.commands for file in command.writes}
    stand = [(change, read(place(root, change.file))) for change in changes.files if change.file in redone]
    writing.write(tuple(replace(change, before=now) for change, now in stand if now != change.after))
    return tuple(findings)


def _sweep(root: Path, manifest: Manifest, changes: ChangeSet) -> None:
    """Folders that we made and that are empty now, and the compiled forms of Python files that are gone."""
    for change in changes.files:
        path = within(root, change.file)
        if change.after is None and path.suffix == ".py":
            for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
                compiled.unlink(missing_ok=True)
            _drop(path.parent / "__pycache__")
    for folder in sorted(manifest.folders, reverse=True):
        _drop(within(root, folder))
    _drop(root / base.FOLDER)
    _drop(root / HOME)


def _drop(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
