"""How each JavaScript package manager brings its lock file and modules in line with package.json."""

from __future__ import annotations

from pathlib import PurePosixPath

from chatgraft.core.changes import Command
from chatgraft.core.facts import FrontendFact
from chatgraft.core.node_project import written_by_install
from chatgraft.core.project import Project

# Where CI is set pnpm refuses to bring its lock file up to date, unless told to.
OPTIONS = {"npm": ("--no-audit", "--no-fund"), "pnpm": ("--no-frozen-lockfile",)}


def install_command(project: Project, fact: FrontendFact) -> Command | None:
    """The manager's own install in the folder that holds the lock file: the frontend's, or its workspace's root."""
    if fact.package_manager is None:
        return None
    folder = fact.workspace or fact.root
    argv = (fact.package_manager, "install", *OPTIONS.get(fact.package_manager, ()))
    names = written_by_install(fact.package_manager)
    there = [name for name in names if project.exists(_path(folder, name))]
    return Command(
        argv=argv,
        folder=folder,
        why="brings the lock file and node_modules in line with package.json",
        writes=tuple(_path(folder, name) for name in (there or names[:1])),
        makes=(_path(folder, "node_modules"),),
        redo=argv,
    )


def _path(folder: str, name: str) -> str:
    return str(PurePosixPath(folder, name))
