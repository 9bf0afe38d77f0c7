"""What stood in the project before we wrote: kept on disk until the run is done, so that even a power cut is put back.

`.chatgraft/journal/` appears by one rename, complete, before the first write; it disappears by one rename when the
run is done. While it is there, `undo` brings back every byte and every folder; cut short, it can be run again. Files
are moved back and not copied: putting back needs no space on a full disk.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chatgraft.changes.places import HOME, missing_folders, names_in, refused, relative, within
from chatgraft.core.source import sha256

FOLDER, DRAFT, DONE = f"{HOME}/journal", f"{HOME}/journal.new", f"{HOME}/journal.done"
BEGUN = "commands-begun"


@dataclass(frozen=True, slots=True)
class Redo:
    """A command that brings `node_modules` and the like back in line with the restored files."""

    argv: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Grown:
    """A folder and the names of what is in it."""

    folder: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """What a run is about to touch. All paths are relative to the project and free of links.

    `files` stand as they are until then, `absent` files and `folders` do not exist yet, nor do the `made` trees;
    `trees` are those that the run takes away, `grown` the folders that it adds to, each with what is in it before.
    """

    files: tuple[str, ...]
    absent: tuple[str, ...]
    folders: tuple[str, ...]
    made: tuple[str, ...]
    trees: tuple[str, ...]
    redo: tuple[Redo, ...]
    grown: tuple[Grown, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run says that it may touch: files, trees that commands make or add to, trees that it takes away."""

    paths: Iterable[Path]
    made: Iterable[Path] = ()
    grown: Iterable[str] = ()
    trees: Iterable[str] = ()
    redo: Iterable[Redo] = ()


def survey(root: Path, run: Wanted) -> Entries:
    """Looks at the disk: which of the files stand there, and which folders above them do not."""
    wanted, grown = sorted(set(run.paths)), sorted(set(run.grown))
    made = sorted({*run.made, *(root / folder for folder in grown if not os.path.lexists(root / folder))})
    folders = {folder for path in (*wanted, *made) for folder in missing_folders(root, path)}
    return Entries(
        files=tuple(relative(root, path) for path in wanted if path.exists()),
        absent=tuple(relative(root, path) for path in wanted if not path.exists()),
        folders=tuple(relative(root, folder) for folder in sorted(folders)),
        made=tuple(relative(root, path) for path in made if not os.path.lexists(path)),
        trees=tuple(run.trees),
        redo=tuple(run.redo),
        grown=tuple(Grown(folder, names_in(root, folder)) for folder in grown if (root / folder).is_dir()),
    )


def begin(root: Path, entries: Entries) -> None:
    """Copies what will be touched, with modes and times, then makes the journal valid at a stroke."""
    draft = root / DRAFT
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for number, file in enumerate(entries.files):
        copy = draft / f"file-{number}"
        shutil.copyfile(root / file, copy)
        shutil.copystat(root / file, copy)
    (draft / "entries.json").write_text(json.dumps(asdict(entries)), "utf-8")
    sync_all([*draft.iterdir(), draft])
    draft.rename(root / FOLDER)
    sync(root / HOME)


def note_commands(root: Path) -> None:
    """From here on, undoing also means running `redo`."""
    (root / FOLDER / BEGUN).touch()
    sync(root / FOLDER)


def leave(root: Path, file: str) -> None:
    """Another program has written this file while we were at work: undoing is to leave it alone."""
    _left_mark(root, file).touch()


def slot(root: Path, entries: Entries, tree: str) -> Path:
    """Where a tree waits that the run has taken away."""
    return root / FOLDER / f"tree-{entries.trees.index(tree)}"


def temporary(path: Path) -> Path:
    """The new version of a file before it takes its place: beside it, so that a rename is enough."""
    return path.with_name(f".{path.name}.chatgraft-new")


def end(root: Path) -> None:
    """The run is done: nothing will be put back any more."""
    (root / FOLDER).rename(root / DONE)
    sync(root / HOME)
    clear(root)


def clear(root: Path) -> None:
    """Takes away what a run that was cut short before its first or after its last write left behind."""
    for folder in (DRAFT, DONE):
        shutil.rmtree(root / folder, ignore_errors=True)


def is_open(root: Path) -> bool:
    return (root / FOLDER / "entries.json").is_file()


def is_stale(root: Path) -> bool:
    return any((root / left).exists() for left in (DRAFT, DONE, f"{HOME}/lock"))


def undo(root: Path) -> tuple[Redo, ...]:
    """Puts everything back. Returns the commands that are to be run on the restored files."""
    entries = load(root)
    for tree in entries.made:
        _take_away(within(root, tree))
    for grown in entries.grown:
        _shrink(root, grown)
    for file in (*entries.absent, *entries.files):
        temporary(within(root, file)).unlink(missing_ok=True)
    for file in entries.absent:
        if not _left_mark(root, file).exists():
            within(root, file).unlink(missing_ok=True)
    for number, file in enumerate(entries.files):
        if not _left_mark(root, file).exists():
            _move_back(root / FOLDER / f"file-{number}", within(root, file))
    for tree in entries.trees:
        _move_back(slot(root, entries, tree), within(root, tree))
    for folder in reversed(entries.folders):
        with suppress(OSError):
            within(root, folder).rmdir()
    redo = entries.redo if (root / FOLDER / BEGUN).exists() else ()
    end(root)
    return redo


def load(root: Path) -> Entries:
    try:
        data: dict[str, Any] = json.loads((root / FOLDER / "entries.json").read_text("utf-8"))
        redo = tuple(Redo(tuple(item["argv"]), item["folder"]) for item in data.pop("redo"))
        grown = tuple(Grown(item["folder"], tuple(item["names"])) for item in data.pop("grown", ()))
        entries = Entries(**{key: tuple(value) for key, value in data.items()}, redo=redo, grown=grown)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        cure = f"Compare your files with the copies in it, then remove it: rm -r {FOLDER}"
        raise refused("journal-broken", f"{FOLDER} cannot be read.", str(error), cure, FOLDER) from error
    for again in redo:
        within(root, f"{again.folder}/package.json")
    return entries


def sync(path: Path) -> None:
    """Waits until the disk has it. A folder's entries are synced by opening the folder itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(paths: Iterable[Path]) -> None:
    """As `sync`, many at once: a file system joins them into few writes, measured 5 to 30 times as fast."""
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(sync, paths):
            pass


def _left_mark(root: Path, file: str) -> Path:
    return root / FOLDER / f"left-{sha256(file.encode('utf-8', 'surrogateescape'))}"


def _move_back(kept: Path, path: Path) -> None:
    """A kept file that is gone was put back by an earlier try."""
    if os.path.lexists(kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(kept, path)
        sync(path.parent)


def _shrink(root: Path, grown: Grown) -> None:
    for name in set(names_in(root, grown.folder)) - set(grown.names):
        _take_away(within(root, f"{grown.folder}/{name}"))


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
