"""The one way to write into a project: all or nothing.

Opens the journal, stages every new file beside its place, renames them in, runs commands. Whatever stops it, from a
full disk to Ctrl-C, everything is put back before the exception goes on.
"""

from __future__ import annotations

import os
import signal
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from chatgraft.changes import journal
from chatgraft.changes.commands import Patience, by_hand, is_install, run
from chatgraft.changes.lock import locked
from chatgraft.changes.places import HOME, broken, missing_folders, place, read, refused, relative, writable
from chatgraft.core.changes import Command, FileChange
from chatgraft.core.errors import ChatgraftError, Finding

REDO_SECONDS = 180.0
"""For bringing packages back in line: what they need is on this machine, unless it was taken away meanwhile."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that has just been done (`run`: is about to be done). `subject` is a file or a command."""

    kind: str
    subject: str


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Everything that a transaction may touch, known before its first write."""

    files: tuple[str, ...]
    trees: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()


class Transaction:
    """Writes that count only together. Made by `transaction`."""

    def __init__(self, root: Path, lock: int, entries: journal.Entries, progress: Progress) -> None:
        self._root = root
        self._lock = lock
        self._entries = entries
        self._progress = progress
        self.folders: tuple[str, ...] = entries.folders

    def write(self, changes: Sequence[FileChange]) -> None:
        """All new bytes reach the disk before the first file is replaced: a full disk shows early."""
        staged = [(change, self._stage(change)) for change in changes if change.after is not None]
        journal.sync_all([journal.temporary(path) for _, path in staged])
        for change, path in staged:
            self._expect(change, path)
            journal.temporary(path).replace(path)
            self._progress(Step("write", change.file))
        for change in changes:
            if change.after is None:
                self._delete(change)
        journal.sync_all({path.parent for _, path in staged})

    def take(self, tree: str) -> None:
        """Takes a file or folder away whole; it waits in the journal until the transaction ends."""
        path = self._root / tree
        if os.path.lexists(path):
            path.rename(journal.slot(self._root, self._entries, tree))
            self._progress(Step("delete", tree))

    def run(self, command: Command) -> Finding | None:
        """Raises where the command fails, unless it is optional: then its finding is returned."""
        self._progress(Step("run", " ".join(command.argv)))
        journal.note_commands(self._root)
        try:
            run(self._root, command, self._lock)
        except ChatgraftError as error:
            if not command.optional:
                raise
            return error.finding
        return None

    def _stage(self, change: FileChange) -> Path:
        path = writable(self._root, change.file)
        for folder in missing_folders(self._root, path):
            folder.mkdir()
        staged = journal.temporary(path)
        staged.write_bytes(change.after or b"")
        _take_mode(staged, path, executable=change.executable)
        self._progress(Step("stage", change.file))
        return path

    def _delete(self, change: FileChange) -> None:
        path = writable(self._root, change.file)
        self._expect(change, path)
        path.unlink()
        self._progress(Step("delete", change.file))

    def _expect(self, change: FileChange, path: Path) -> None:
        if read(path) != change.before:
            journal.leave(self._root, relative(self._root, path))
            raise _moved_on(change)


def expect(root: Path, changes: Iterable[FileChange]) -> None:
    """Refuses where a file may not be written, is no longer what was read, or is meant twice. Writes nothing."""
    meant: dict[Path, str] = {}
    for change in changes:
        path = writable(root, change.file)
        if (other := meant.setdefault(path, change.file)) != change.file:
            cure = f"Leave one of them out, or replace the link by a file: ls -l {other} {change.file}"
            what = f"{other} and {change.file} are one file."
            raise refused("same-file", what, "A link leads from one to the other.", cure, change.file)
        if read(path) != change.before:
            raise _moved_on(change)


@contextmanager
def transaction(root: Path, touched: Touched, progress: Progress = silent) -> Iterator[Transaction]:
    """Everything done inside stays when the block ends, and is put back when it raises. `root` is resolved.

    Ctrl-C and SIGTERM come out as a ChatgraftError `interrupted`, errors of the operating system in plain words.
    """
    try:
        with _signals(_interrupt), locked(root) as lock:
            put_back(root)
            try:
                entries = _entries(root, touched)
                journal.begin(root, entries)
                progress(Step("journal", HOME))
                yield Transaction(root, lock, entries, progress)
                with _signals(_ignore):
                    journal.end(root)
            except BaseException as error:
                raise _undone(root, error) from error
    except OSError as error:
        raise _explained(root, error) from error


def recover(root: Path) -> Finding | None:
    """To be called first by every verb: puts back what a killed run left half done, and says so."""
    root = root.resolve()
    if not (journal.is_open(root) or journal.is_stale(root)):
        return None
    try:
        with _signals(_interrupt), locked(root):
            return put_back(root)
    except OSError as error:
        raise _explained(root, error) from error


def put_back(root: Path) -> Finding | None:
    """Undoes an open journal; needs the lock. Not to be stopped by a second Ctrl-C."""
    if not journal.is_open(root):
        journal.clear(root)
        return None
    with _signals(_ignore):
        redo = journal.undo(root)
    left = [command for again in redo if (command := _run_again(root, again))]
    what = "An earlier run was cut short; everything that it had changed has been put back."
    why = "The installed packages could not be brought in line with the restored files." if left else ""
    return Finding("recovered", what, why, "; ".join(left))


def _run_again(root: Path, again: journal.Redo) -> str | None:
    """What the owner is to run where it failed."""
    why = "the installed packages follow the restored files"
    command = Command(again.argv, again.folder, why, optional=True)
    try:
        if is_install(again.argv):
            run(root, command, patience=Patience(run=REDO_SECONDS))
    except ChatgraftError:
        return by_hand(command)
    return None


def _entries(root: Path, touched: Touched) -> journal.Entries:
    written = [file for command in touched.commands for file in command.writes]
    paths = [place(root, file) for file in (*touched.files, *written)]
    made = [root / tree for command in touched.commands for tree in command.makes]
    grown = [folder for command in touched.commands for folder in command.grows]
    redo = [
        journal.Redo(command.redo, command.folder)
        for command in touched.commands
        if command.redo and any((root / tree).exists() for tree in command.makes)
    ]
    return journal.survey(root, journal.Wanted(paths, made, grown, touched.trees, redo))


def _undone(root: Path, error: BaseException) -> BaseException:
    """Puts everything back; what is then to be raised."""
    began = journal.is_open(root)
    try:
        done = put_back(root)
    except (OSError, ChatgraftError) as second:
        why = f"Putting everything back was stopped: {second} What stood there before is safe in {journal.FOLDER}."
        cure = "Put that right, then run chatgraft survey: it puts back the rest"
        return refused("not-put-back", "The run failed and is only partly put back.", why, cure)
    explained = _explained(root, error)
    if not (began and isinstance(explained, ChatgraftError)):
        return explained
    finding = explained.finding
    why = f"{finding.why}\nEvery file has been put back as it was."
    if done and done.cure:
        why += f"\n{done.why} Run: {done.cure}"
    told = replace(finding, why=why.strip())
    return ChatgraftError(told, explained.exit_code)


def _explained(root: Path, error: BaseException) -> BaseException:
    if isinstance(error, KeyboardInterrupt):
        return refused("interrupted", "The run was interrupted.", "", "Run the command again when you are ready.")
    if isinstance(error, OSError):
        if not isinstance(error.filename, str | bytes):
            return broken(error)
        named = Path(os.fsdecode(error.filename))
        return broken(error, relative(root, named) if named.is_relative_to(root) else str(named))
    return error


def _take_mode(staged: Path, path: Path, *, executable: bool) -> None:
    """A new version keeps the mode and the owner of the old; a new file has what the umask gives."""
    if path.exists():
        old, new = path.stat(), staged.stat()
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            with suppress(PermissionError):
                os.chown(staged, old.st_uid, old.st_gid)
        staged.chmod(stat.S_IMODE(old.st_mode))
    elif executable:
        mode = staged.stat().st_mode
        staged.chmod(stat.S_IMODE(mode) | (mode & 0o444) >> 2)


def _moved_on(change: FileChange) -> ChatgraftError:
    what = f"{change.file} has changed since it was read."
    if change.before is None:
        what = f"{change.file} has appeared since the project was read."
    return refused("changed-since", what, "Another program wrote it meanwhile.", "Run the command again.", change.file)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _ignore(_number: int, _frame: FrameType | None) -> None:
    return None


@contextmanager
def _signals(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Only the main thread hears signals; elsewhere there is nothing to set."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
