"""Where a project-relative path lies on disk, and whether we may write there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePosixPath

from chatgraft.core.errors import ChatgraftError, Finding

HOME = ".chatgraft"
"""The folder in the project that holds what we must remember."""


def refused(code: str, what: str, why: str, cure: str, file: str | None = None) -> ChatgraftError:
    """A refusal to write, exit 1. Nothing has been changed."""
    return ChatgraftError(Finding(code, what, why, cure, file))


def place(root: Path, file: str) -> Path:
    """The real path of a file that may be absent. `root` is resolved.

    A link inside the project is followed, so that writing keeps it a link. Refused: whatever lies outside the
    project or in `.git`, a link to nothing, a folder, a file that is read-only.
    """
    stands = _standing(root, file)
    real = Path(os.path.realpath(stands)) if stands.is_symlink() else stands
    _hold(root, real, file)
    try:
        mode = real.lstat().st_mode
    except FileNotFoundError:
        if os.path.lexists(root / file):
            cure = f"Remove the link: rm {file}"
            raise refused("dangling-link", f"{file} is a link to nothing.", f"{real} is absent.", cure, file) from None
        return real
    except OSError as error:
        raise broken(error, file) from error
    if stat.S_ISLNK(mode):
        raise refused("link-loop", f"{file} leads round in a circle.", "Its links never end.", f"rm {file}", file)
    if not stat.S_ISREG(mode):
        cure = f"Move it away, then run the command again: {file}"
        raise refused("not-a-file", f"{file} is not a plain file.", "A file has to stand there.", cure, file)
    return real


def within(root: Path, name: str) -> Path:
    """The path of a file, folder or link itself, provided that the folder it stands in lies inside the project."""
    _standing(root, name)
    return root / name


def _standing(root: Path, name: str) -> Path:
    """Where a file, folder or link stands once the links of the folders above it are followed."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\0" in name or ".." in parts or ".git" in parts:
        what, why = f"{name!r} is no place that we write to.", "It lies outside the project, or in .git."
        raise refused("outside-project", what, why, "Restore .chatgraft/ from version control", name)
    stands = Path(os.path.realpath(root.joinpath(*parts[:-1])), parts[-1])
    _hold(root, stands, name)
    return stands


def names_in(root: Path, folder: str) -> tuple[str, ...]:
    """What is in a folder; nothing where it is absent, or a link leads out of the project."""
    path = root / folder
    if not path.is_dir() or not Path(os.path.realpath(path)).is_relative_to(root):
        return ()
    return tuple(sorted(child.name for child in path.iterdir()))


def _hold(root: Path, real: Path, name: str) -> None:
    depth = len(root.parts)
    inside = real.parts[depth:]
    if real.parts[:depth] != root.parts or not inside or ".git" in inside:
        cure = f"Replace the link by a real file or folder, then run the command again: ls -l {name}"
        raise refused("outside-project", f"{name} leads out of the project.", f"It is a link to {real}.", cure, name)


def writable(root: Path, file: str) -> Path:
    """As `place`; also refuses a file without write permission, which a rename would quietly replace."""
    path = place(root, file)
    if path.exists() and not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        why = "Its permissions do not let its owner write."
        raise refused("read-only", f"{file} is read-only.", why, f"chmod u+w {file}", file)
    folder = nearest_folder(path)
    if not os.access(folder, os.W_OK | os.X_OK) or not folder.stat().st_mode & stat.S_IWUSR:
        inside = relative(root, folder)
        why = "A new version of a file is put beside the old one first."
        raise refused("read-only", f"The folder {inside} is read-only.", why, f"chmod u+w {inside}", file)
    return path


def nearest_folder(path: Path) -> Path:
    """The closest folder above `path` that exists."""
    return next(folder for folder in path.parents if folder.is_dir())


def missing_folders(root: Path, path: Path) -> list[Path]:
    """The folders above `path` that do not exist yet, outermost first."""
    return [folder for folder in reversed(path.parents) if folder.is_relative_to(root) and not folder.exists()]


def relative(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def read(path: Path) -> bytes | None:
    """None where nothing stands."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def broken(error: OSError, file: str | None = None) -> ChatgraftError:
    """What the operating system said, in words that an owner can act on."""
    name = file or "a file of the project"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        why, cure = f"{name} could not be written.", "Free some space, or raise your quota: df -h ."
        return refused("disk-full", "The disk or its quota is full.", why, cure, file)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        cure = f"Give yourself permission to write: ls -ld {file or '.'}"
        return refused("no-permission", f"{name} may not be written.", f"{error.strerror or error}.", cure, file)
    if error.errno in {errno.ENOTDIR, errno.EEXIST}:
        why = "A file stands where a folder is needed."
        return refused("not-a-folder", f"{name} cannot be written.", why, "Move that file away.", file)
    return refused("disk-error", f"{name} could not be written.", f"{error.strerror or error}.", "Try again.", file)
