"""What `remove` would do, as a change set: from the manifest, its base texts and the files as they stand."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from chatgraft.changes import base, git
from chatgraft.changes.apply import KEPT
from chatgraft.changes.manifest import Grafted, Manifest, Ran, find_manifest
from chatgraft.changes.places import place, read
from chatgraft.changes.takeout import take_out, take_out_lines
from chatgraft.core.changes import ChangeSet, Command, FileChange
from chatgraft.core.environments import MADE, is_environment
from chatgraft.core.errors import Finding
from chatgraft.core.source import sha256

CONFLICT = "conflict"
NOT_GRAFTED = "not-grafted"
TAKING_ALL = "chatgraft remove --purge takes it along; once the chat is out, delete it yourself"


@dataclass
class _Draft:
    """The change set as it grows."""

    root: Path
    manifest: Manifest
    purge: bool
    lost: set[str]
    files: list[FileChange] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    trees: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def keep(self, file: str, what: str, why: str, cure: str = "") -> None:
        self.findings.append(Finding("kept", what, why, cure, file))


def planned_removal(root: Path, *, purge: bool = False) -> ChangeSet:
    """Findings: `conflict` for each file in which our part cannot be told from the owner's, `kept` for what stays."""
    root = root.resolve()
    manifest = find_manifest(root)
    if manifest is None:
        cure = "chatgraft add"
        return ChangeSet(findings=(Finding(NOT_GRAFTED, "Nothing is grafted here.", "There is no manifest.", cure),))
    draft = _Draft(root, manifest, purge, _unrecoverable(root, manifest))
    for file in manifest.files:
        _plan_file(draft, file)
    for ran in manifest.commands:
        _plan_command(draft, ran)
    _plan_keeps(draft)
    if os.path.lexists(root / KEPT):
        draft.trees.append(KEPT)
    return ChangeSet(
        files=tuple(draft.files),
        commands=tuple(draft.commands),
        trees=tuple(draft.trees),
        findings=tuple(draft.findings),
    )


def conflicts(changes: ChangeSet) -> frozenset[str]:
    return frozenset(finding.file for finding in changes.findings if finding.code == CONFLICT and finding.file)


def _unrecoverable(root: Path, manifest: Manifest) -> set[str]:
    """Files of which no version control holds another copy."""
    files = {file.path for file in manifest.files}
    return git.ignored(root, files) if git.is_checkout(root) else files


def _plan_file(draft: _Draft, file: Grafted) -> None:
    current = read(place(draft.root, file.path))
    if current is None:
        return
    if _covers_what_stays(draft, file.path):
        draft.keep(file.path, f"Our lines in {file.path} stay.", "They keep out of version control what stays.")
    elif not file.created:
        _plan_undo(draft, file, current)
    elif sha256(current) != file.sha and file.path in draft.lost and not draft.purge:
        why = "You have edited it, and version control has no copy."
        draft.keep(file.path, f"{file.path} stays.", why, f"rm {file.path}")
    elif (draft.root / file.path).is_symlink():
        draft.keep(file.path, f"{file.path} stays.", "You have put a link in its place.", f"rm {file.path}")
    else:
        draft.files.append(FileChange(file.path, current, None, machinery=file.machinery))


def _plan_undo(draft: _Draft, file: Grafted, current: bytes) -> None:
    text = _undone(draft.root, file, current)
    if text is None:
        what = f"Our lines in {file.path} cannot be told from yours."
        cure = f"Take them out by hand, then run chatgraft remove again: {file.path}"
        why = "They, or the lines around them, have been edited."
        draft.findings.append(Finding(CONFLICT, what, why, cure, file.path))
    elif text != current:
        draft.files.append(FileChange(file.path, current, text))


def _undone(root: Path, file: Grafted, current: bytes) -> bytes | None:
    """The text before our first run, with what the owner has done to it since. Layers are lifted from the last down."""
    text: bytes | None = current
    for layer in reversed(file.layers):
        if text is None:
            return None
        if layer.private:
            text = take_out_lines(text, layer.after, layer.pieces)
            continue
        before = base.find_text(root, layer.before) if layer.before else None
        after = base.find_text(root, layer.after)
        if before is not None and sha256(text) == layer.after:
            text = before
        elif before is None or after is None:
            text = None
        else:
            text = take_out(text, before, after, layer.pieces)
    return text


def _plan_command(draft: _Draft, ran: Ran) -> None:
    """What an install wrote goes back by its old bytes; where the owner has installed since, by another install."""
    if any(str(PurePosixPath(finding.file or "").parent) == ran.folder for finding in _conflicting(draft)):
        return
    restored = [_restored(draft.root, file.path, file.before, file.after) for file in ran.written]
    if None in restored:
        why = "the lock file has changed since the graft: the package manager brings it in line"
        writes = tuple(file.path for file in ran.written)
        draft.commands += [Command(ran.argv, ran.folder, why, writes, optional=True)] if ran.argv else []
        return
    draft.files += [change for change in restored if change and change.before != change.after]
    draft.trees += [tree for tree in ran.made if os.path.lexists(draft.root / tree)]
    if ran.redo:
        why = "the installed packages follow the restored files"
        draft.commands.append(Command(ran.redo, ran.folder, why, tuple(f.path for f in ran.written), optional=True))


def _conflicting(draft: _Draft) -> list[Finding]:
    return [finding for finding in draft.findings if finding.code == CONFLICT]


def _restored(root: Path, file: str, before: str | None, after: str | None) -> FileChange | None:
    """None where the old bytes may not be, or cannot be, brought back. An absent file stays absent."""
    current = read(place(root, file))
    if current is None:
        return FileChange(file, None, None)
    if after is None or sha256(current) != after:
        return None
    if before is None:
        return FileChange(file, current, None)
    text = base.find_text(root, before)
    return None if text is None else FileChange(file, current, text)


def _kept(draft: _Draft) -> list[str]:
    """What is there of what the service makes at run time. An environment that we have not made is not among it."""
    there = (path for path in draft.manifest.keeps if os.path.lexists(draft.root / path))
    return [path for path in there if not is_environment(path) or (draft.root / path / MADE).is_file()]


def _staying(draft: _Draft) -> list[str]:
    """What of that is not to be taken away; an environment is made again in a minute."""
    return [] if draft.purge else [path for path in _kept(draft) if not is_environment(path)]


def _covers_what_stays(draft: _Draft, file: str) -> bool:
    """Whether `file` is a .gitignore, .dockerignore or the like at or above something that stays."""
    folder = "" if "/" not in file else file.rsplit("/", 1)[0] + "/"
    return file.endswith("ignore") and any(path.startswith(folder) for path in _staying(draft))


def _plan_keeps(draft: _Draft) -> None:
    for path in _staying(draft):
        draft.keep(path, f"{path} stays.", "It holds chat history or keys.", TAKING_ALL)
    staying = _staying(draft)
    draft.trees += [path for path in _kept(draft) if path not in staying]
