"""Does git take along what was grafted? A `.gitignore` may have a name in it that a folder of the chat has, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from chatgraft.changes.git import ignored
from chatgraft.changes.record import is_env_file
from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.verbs.checks import Check, Say

WHY = "A clone or a deployment would be without them."


def left_out(root: Path, files: Iterable[str]) -> Iterator[Finding]:
    """What git ignores of these files of the graft, but for settings, which are to be ignored."""
    lost = sorted(file for file in ignored(root, files) if not is_env_file(file))
    if lost:
        count = "1 file" if len(lost) == 1 else f"{len(lost)} files"
        cure = f"See which line of which file does it: git check-ignore -v {lost[0]}"
        yield Finding("ignored-by-git", f"git ignores {count} of the graft: {lost[0]}", WHY, cure, lost[0])


def look(project: Project, _plan: Plan, _say: Say) -> Iterator[Finding]:
    yield from left_out(project.root, project.grafted)


CHECK = Check("Git", look)
