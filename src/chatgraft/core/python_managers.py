"""Programs that keep a Python project's packages and its lock file: which one a project has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class PythonManager:
    """`manifest` says what is asked for, `lock` what that came to. `commands` bring both in line, the last one with the
    environment, too; `run` starts a program in it. `groups` are dotted tables that may hold the packages by name.
    """

    name: str
    manifest: str
    lock: str
    commands: tuple[tuple[str, ...], ...]
    run: tuple[str, ...]
    groups: tuple[str, ...] = ()


MANAGERS = (
    PythonManager("uv", "pyproject.toml", "uv.lock", (("uv", "sync", "--inexact"),), ("uv", "run")),
    PythonManager(
        "poetry",
        "pyproject.toml",
        "poetry.lock",
        (("poetry", "lock", "--no-interaction"), ("poetry", "install", "--no-interaction")),
        ("poetry", "run"),
        ("tool.poetry.dependencies",),
    ),
    PythonManager("pdm", "pyproject.toml", "pdm.lock", (("pdm", "install", "--no-self"),), ("pdm", "run")),
    PythonManager("pipenv", "Pipfile", "Pipfile.lock", (("pipenv", "install"),), ("pipenv", "run"), ("packages",)),
)


def find_manager(project: Project, folder: str) -> PythonManager | None:
    """The one whose lock file lies in the folder, beside what it was made of."""
    for manager in MANAGERS:
        files = (str(PurePosixPath(folder, name)) for name in (manager.manifest, manager.lock))
        if all(project.exists(file) for file in files):
            return manager
    return None
