"""`chatgraft remove`: the tree as it was before, byte for byte where the grafted lines are untouched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chatgraft.changes.removal import NOT_GRAFTED, conflicts, planned_removal
from chatgraft.changes.remove import remove, require_removable
from chatgraft.core.errors import Exit
from chatgraft.core.result import Result
from chatgraft.verbs import Screen, confirmed, telling
from chatgraft.verbs.project import open_project


@dataclass(frozen=True, slots=True)
class Request:
    path: Path
    purge: bool = False
    dry_run: bool = False
    yes: bool = False
    allow_dirty: bool = False


def run(request: Request, screen: Screen) -> Result:
    root = open_project(request.path).root
    changes = planned_removal(root, purge=request.purge)
    if any(finding.code == NOT_GRAFTED for finding in changes.findings):
        return Result("remove", Exit.DONE, "Nothing to do: nothing is grafted here.")
    screen.changes(changes)
    require_removable(root, changes, allow_dirty=request.allow_dirty)
    if request.dry_run:
        return Result("remove", Exit.DONE, "A dry run. Nothing was changed.", None, changes, changes.findings)
    if not request.yes and not confirmed(screen, "Take the chat out?"):
        return Result("remove", Exit.DONE, "Nothing was changed.", None, changes, changes.findings)
    told = remove(root, changes, allow_dirty=request.allow_dirty, progress=telling(screen))
    code, summary = Exit.DONE, "Done: the chat is taken out."
    if left := conflicts(changes):
        code, summary = (
            Exit.CONFLICTS,
            f"Done, but for what could not be told from your own: {', '.join(sorted(left))}.",
        )
    return Result("remove", code, summary, None, changes, (*changes.findings, *told))
