"""The owner's unsaved work is not ours to write over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from chatgraft.changes import git
from chatgraft.changes.places import place, read
from chatgraft.core.changes import ChangeSet
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.source import sha256


def require_clean(root: Path, changes: ChangeSet, recorded: Mapping[str, str]) -> None:
    """Raises, exit 2, where a file that would be written differs from HEAD and from its hash in `recorded`.

    Ignored files are exempt, and so are absent ones: there is nothing to lose.
    """
    files = {change.file for change in changes.files if change.before is not None}
    files |= {file for command in changes.commands for file in command.writes}
    dirty = sorted(file for file in git.differing(root, files) if not _is_ours(root, file, recorded))
    if not dirty:
        return
    what = f"{_count(dirty)} not committed and would be written: {', '.join(dirty)}."
    why = "Your changes could no longer be told from ours."
    cure = f"git add -A && git commit, or run the command again with --allow-dirty; see: git diff HEAD -- {dirty[0]}"
    raise ChatgraftError(Finding("dirty", what, why, cure, dirty[0]), Exit.ASK)


def _is_ours(root: Path, file: str, recorded: Mapping[str, str]) -> bool:
    data = read(place(root, file))
    return data is None or sha256(data) == recorded.get(file)


def _count(files: Iterable[str]) -> str:
    number = len(list(files))
    return "1 file has changes that are" if number == 1 else f"{number} files have changes that are"
