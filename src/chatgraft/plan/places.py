"""Where the service's files can lie without hiding or overwriting anything of the owner's."""

from __future__ import annotations

from dataclasses import dataclass

from chatgraft.core.project import Project

THEIRS = ("chatkit_server.py", "chatkit_store.py", "database.py", "chatkit_assistant.py", "chatkit_kit")
PACKAGE = "chatkit_backend"
MARK = b"chatgraft"


@dataclass(frozen=True, slots=True)
class Place:
    """`package` and `launcher` as in `Service`."""

    root: str
    package: str | None
    launcher: bool
    reason: str

    @property
    def folder(self) -> str:
        return "/".join(part for part in (self.root if self.root != "." else None, self.package) if part) or "."


def find_place(project: Project, root: str, reason: str) -> Place:
    """Flat in `root`, unless a name is taken there or `root` is itself a package: then as one package inside it."""
    grafted = _grafted(project, root)
    if grafted:
        return Place(root, PACKAGE if grafted == PACKAGE else None, launcher=True, reason="grafted before")
    inside = root + "/" if root != "." else ""
    taken = [name for name in THEIRS if project.exists(inside + name)]
    if not taken and not project.exists(f"{inside}__init__.py"):
        return Place(root, None, launcher=True, reason=reason)
    why = f"{inside}{taken[0]} is the project's own" if taken else f"{root} is a package"
    return Place(
        root, PACKAGE, launcher="chatkit_server.py" not in taken, reason=f"{reason}; as a package, since {why}"
    )


def _grafted(project: Project, root: str) -> str | None:
    """What an earlier graft made of this place: its package's name, `flat`, or None."""
    inside = root + "/" if root != "." else ""
    if project.exists(f"{inside}{PACKAGE}/chatkit_kit"):
        return PACKAGE
    return (
        "flat"
        if project.exists(f"{inside}chatkit_kit/runs.py") or project.exists(f"{inside}chatkit_kit/runs")
        else None
    )
