"""How each JavaScript package manager brings its lock file and packages in line with package.json."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Protocol

from chatgraft.core.changes import Command, Release
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.node_project import declared_manager, locks
from chatgraft.core.project import GENERATED, Project
from chatgraft.core.workspaces import find_workspace_above, members

# What an install may write beside package.json and the lock file. Where Yarn's is there, an install has been run.
_YARN_STATE = (".pnp.cjs", ".pnp.loader.mjs", ".pnp.data.json", ".yarn/install-state.gz", ".yarn/build-state.yml")
_BESIDE = {"yarn": _YARN_STATE, "pnpm": ("pnpm-workspace.yaml",)}
# Folders that get an entry for each new package, and are in version control where the owner wants it so.
_STORES = {
    "yarn": (".yarn/cache", ".yarn/unplugged"),
    "pnpm": ("node_modules/.pnpm", "node_modules/.pnpm/node_modules"),
}
# Where CI is set these refuse to bring the lock file up to date, unless told to.
_NPM, _PNPM, _YARN_2 = ("--no-audit", "--no-fund"), ("--no-frozen-lockfile",), ("--no-immutable",)
_ANY = 99
_COREPACK = "corepack enable (where there is no corepack: npm install --global corepack)"
# A format of pnpm-lock.yaml and the releases that keep it.
_PNPM_FORMAT = re.compile(r"^lockfileVersion: '?(\d+)", re.MULTILINE)
_PNPM_FORMATS = {"5": (1, 7), "6": (8, 8), "9": (9, _ANY)}


class Installed(Protocol):
    """An app whose packages a manager installs: in its own folder, or in that of a workspace."""

    @property
    def root(self) -> str: ...

    @property
    def workspace(self) -> str | None: ...

    @property
    def package_manager(self) -> str | None: ...


def install_command(project: Project, fact: Installed, packages: Iterable[str]) -> Command | None:
    """The manager's own install in the folder that holds the lock file: the app's, or its workspace's root.

    It is to bring `packages`. What is new after it goes away again with the graft: not every manager does that.

    Raises ChatgraftError (exit 2) where that root lies above the project.
    """
    manager, folder = fact.package_manager, PurePosixPath(fact.workspace or fact.root)
    if manager is None:
        return None
    if above := find_workspace_above(project):
        raise _outside(project, fact, above)
    release = _release(project, manager, folder)
    argv = (manager, "install", *_options(project, manager, folder, release))
    names = (*locks(manager), *_BESIDE.get(manager, ()))
    there = [name for name in names if project.exists(str(folder / name))]
    writes = there if set(there).intersection(locks(manager)) else [names[0], *there]
    homes = dict.fromkeys((folder, PurePosixPath(fact.root), *(found.folder for found in members(project, folder))))
    return Command(
        argv=argv,
        folder=str(folder),
        why="brings the lock file and the packages in line with package.json",
        writes=tuple(str(folder / name) for name in writes),
        makes=(
            *(str(home / "node_modules") for home in homes),
            *(str(folder / name) for name in names if name in _YARN_STATE or name not in writes),
        ),
        redo=argv,
        grows=(
            *(str(folder / name) for name in _STORES.get(manager, ())),
            *(str(home / name) for home in homes for name in _shelves(packages)),
        ),
        release=release,
    )


def _shelves(packages: Iterable[str]) -> list[str]:
    """The folders that packages lie in, side by side: a scope has its own."""
    found = (str(PurePosixPath("node_modules", package).parent) for package in packages)
    return list(dict.fromkeys(["node_modules", *found]))


def _release(project: Project, manager: str, folder: PurePosixPath) -> Release | None:
    """Which releases keep the lock file as it is; None where any does."""
    if manager == "yarn":
        return _yarn(project, folder)
    if manager == "pnpm" and (found := _PNPM_FORMAT.search(_lock(project, manager, folder))):
        oldest, newest = _PNPM_FORMATS.get(found.group(1), (1, _ANY))
        wanted = f"pnpm {oldest}" if newest != _ANY else f"pnpm {oldest} or newer"
        why = f"pnpm-lock.yaml has the format of {wanted}. Another release would write it anew."
        return Release(oldest, newest, why, f"npm install --global pnpm@{oldest if newest != _ANY else 'latest'}")
    return None


def _yarn(project: Project, folder: PurePosixPath) -> Release | None:
    """Yarn 2 and newer have nothing in common with Yarn 1 but the name (yarnpkg.com/migration/overview)."""
    lock = _lock(project, "yarn", folder)
    declared = declared_manager(project, folder).partition("@")[2]
    if "\n__metadata:" in f"\n{lock}" or (not lock and (declared[:1] > "1" or project.exists(f"{folder}/.yarnrc.yml"))):
        why = "The project is Yarn 2's or newer. Yarn 1 would write yarn.lock anew, and every version with it."
        return Release(2, _ANY, why, _COREPACK)
    if "# yarn lockfile v1" in lock:
        why = "yarn.lock was written by Yarn 1. A newer one would turn the whole project into its own kind."
        return Release(1, 1, why, "npm install --global yarn@1")
    return None


def _options(project: Project, manager: str, folder: PurePosixPath, release: Release | None) -> tuple[str, ...]:
    """npm would write a lock file of its first format anew: it is told to keep that."""
    if manager == "npm":
        old = re.search(r'"lockfileVersion": 1\b', _lock(project, manager, folder)[:1000])
        return (*_NPM, "--lockfile-version=1") if old else _NPM
    if manager == "yarn":
        return _YARN_2 if release and release.oldest > 1 else ()
    return _PNPM if manager == "pnpm" else ()


def _lock(project: Project, manager: str, folder: PurePosixPath) -> str:
    """The text of the lock file; empty where there is none."""
    sources = (project.find_source(str(folder / name), GENERATED) for name in locks(manager))
    return next((source.text for source in sources if source and source.is_utf8), "")


def _outside(project: Project, fact: Installed, above: Path) -> ChatgraftError:
    inside = PurePosixPath(project.root.relative_to(above).as_posix(), fact.root)
    what = f"{project.root.name} is a member of the workspace in {above}."
    why = "Its packages are installed there, with one lock file, and nothing outside of the project is written."
    cure = f"chatgraft add {above} --frontend-root {inside}"
    return ChatgraftError(Finding("inside-workspace", what, why, cure), Exit.ASK)
