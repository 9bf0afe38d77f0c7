"""Programs that keep a Python project's packages and its lock file: which one a project has."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from chatgraft.core.data_files import find_data, table_in
from chatgraft.core.globs import matches
from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class PythonManager:
    """`manifest` says what is asked for, `lock` what that came to; a lock that is shared lies above the manifest.

    `commands` bring both in line, the last one with the environment, too; `NAMES` in them stands for the packages that
    are new. Without a lock they are told and not run. `run` starts a program in the environment. `groups` are dotted
    tables that may hold the packages by name, `workspace` the one that lists folders which share one lock.
    """

    name: str
    manifest: str
    lock: str
    commands: tuple[tuple[str, ...], ...]
    run: tuple[str, ...]
    groups: tuple[str, ...] = ()
    workspace: str | None = None


NAMES = "{names}"
MANAGERS = (
    PythonManager(
        "uv",
        "pyproject.toml",
        "uv.lock",
        (("uv", "sync", "--inexact"),),
        ("uv", "run"),
        workspace="tool.uv.workspace",
    ),
    # `update --lock` with names leaves the rest of the lock as it is, in Poetry 1 (whose `lock` does not) and 2.
    PythonManager(
        "poetry",
        "pyproject.toml",
        "poetry.lock",
        (("poetry", "update", "--lock", "--no-interaction", NAMES), ("poetry", "install", "--no-interaction")),
        ("poetry", "run"),
        ("tool.poetry.dependencies",),
    ),
    PythonManager("pdm", "pyproject.toml", "pdm.lock", (("pdm", "install", "--no-self"),), ("pdm", "run")),
    PythonManager("pipenv", "Pipfile", "Pipfile.lock", (("pipenv", "install"),), ("pipenv", "run"), ("packages",)),
)
UNLOCKED = PythonManager("pip", "pyproject.toml", "", (("pip", "install", "-e", "."),), ())


def find_manager(project: Project, folder: str) -> PythonManager | None:
    """The one whose lock file lies in the folder beside what it was made of, or above it in a workspace of which the
    folder is a member."""
    for manager in MANAGERS:
        if project.exists(str(PurePosixPath(folder, manager.manifest))):
            locks = (str(PurePosixPath(home, manager.lock)) for home in _homes(project, folder, manager))
            if lock := next(filter(project.exists, locks), None):
                return replace(manager, lock=posixpath.relpath(lock, folder))
    return None


def find_unlocked(project: Project, folder: str) -> PythonManager | None:
    """Who installs what the folder's manifest asks for, where no lock file says it."""
    data = _data(project, folder, UNLOCKED)
    if isinstance(table_in(data, "project").get("dependencies"), list):
        return UNLOCKED
    alike = (manager for manager in MANAGERS if manager.manifest == UNLOCKED.manifest)
    return next((replace(each, lock="") for each in alike if any(_table(data, name) for name in each.groups)), None)


def _homes(project: Project, folder: str, manager: PythonManager) -> list[str]:
    """Where the lock may lie: in the folder itself, and at the root of a workspace that lists it."""
    above = (str(parent) for parent in PurePosixPath(folder).parents) if manager.workspace else ()
    return [folder, *(home for home in above if _lists(project, home, folder, manager))]


def _lists(project: Project, workspace: str, folder: str, manager: PythonManager) -> bool:
    """docs.astral.sh/uv/concepts/projects/workspaces: globs of folders, some of which may be left out again."""
    table = _table(_data(project, workspace, manager), manager.workspace or "")
    inside = posixpath.relpath(folder, workspace)
    listed, left_out = table.get("members"), table.get("exclude")
    return _is_among(inside, listed) and not _is_among(inside, left_out)


def _is_among(folder: str, patterns: object) -> bool:
    return isinstance(patterns, list) and any(matches(folder, str(pattern)) for pattern in patterns)


def _data(project: Project, folder: str, manager: PythonManager) -> dict[str, Any]:
    source = project.find_source(str(PurePosixPath(folder, manager.manifest)))
    return source.parsed(find_data) if source else {}


def _table(data: dict[str, Any], dotted: str) -> dict[str, Any]:
    for part in dotted.split("."):
        data = table_in(data, part)
    return data
