"""Where the service's files can lie without hiding or overwriting anything of the owner's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.backends import PACKAGE
from chatgraft.core.project import Project

THEIRS = (
    *("chatkit_server.py", "chatkit_store.py", "database.py"),
    *("chatkit_assistant.py", "chatkit_retrieval.py", "chatkit_embedding.py", "chatkit_kit"),
)
LAUNCHERS = ("chatkit_server.py", "chatkit_service.py")


@dataclass(frozen=True, slots=True)
class Place:
    """`package` and `launcher` as in `Service`."""

    root: str
    package: str | None
    launcher: str
    reason: str

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.root, self.package or ""))


def find_place(project: Project, root: str, reason: str) -> Place:
    """Flat in `root`, unless a name is taken there or `root` is itself a package: then as one package inside it."""
    taken = [name for name in THEIRS if _is_owners(project, f"{root}/{name}")]
    if not taken and not project.exists(f"{root}/__init__.py"):
        return Place(root, None, LAUNCHERS[0], reason)
    why = f"{root}/{taken[0]} is the project's own" if taken else f"{root} is a package"
    launcher = next(name for name in LAUNCHERS if name == LAUNCHERS[-1] or name not in taken)
    return Place(root, PACKAGE, launcher, f"{reason}; as a package, since {why}")


def _is_owners(project: Project, path: str) -> bool:
    """Whether something stands there that no earlier graft made."""
    path = str(PurePosixPath(path))
    return project.exists(path) and not any(made == path or made.startswith(f"{path}/") for made in project.grafted)
