"""A project on disk, read-only. Each file is read once; the tree is walked once."""

from __future__ import annotations

import copy
import json
import os
import posixpath
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, cast

from chatgraft.core.git import ask_git
from chatgraft.core.source import Source

Derived = TypeVar("Derived")
# Never the owner's own source, committed or not.
PRUNED = frozenset(
    {".git", ".hg", ".svn", "node_modules", "bower_components", ".venv", "venv", "__pycache__", ".tox", ".nox"}
    | {".next", ".nuxt", ".docusaurus", ".svelte-kit", ".astro", ".cache", ".parcel-cache", ".turbo", ".yarn"}
    | {"site-packages", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".chatgraft", ".idea", ".vscode"}
)
BUILT = frozenset({"build", "dist", "out", "_site"})
_NOT_SOURCES = PRUNED | BUILT
LARGEST = 2_000_000
GENERATED = 50_000_000
"""Bytes: of what people write, and of what tools write for themselves, such as lock files."""
# What Yarn writes for Node alone.
_PNP = frozenset({".pnp.cjs", ".pnp.js", ".pnp.loader.mjs", ".pnp.data.json"})


@dataclass(frozen=True, slots=True)
class PackageManifest:
    """A package.json that parses. `wants` are its dependencies of every kind with their ranges.

    `folder` is that of the app which it speaks for: its own, or one below it that has no package.json that counts.
    """

    folder: PurePosixPath
    source: Source
    data: dict[str, Any]
    wants: dict[str, str]

    @property
    def home(self) -> PurePosixPath:
        """The folder that the package.json itself lies in."""
        return PurePosixPath(self.source.file).parent

    @property
    def scripts(self) -> dict[str, str]:
        """What its scripts say, by name."""
        found = self.data.get("scripts")
        return {str(name): str(said) for name, said in found.items()} if isinstance(found, dict) else {}

    def installs(self, package: str) -> bool:
        """Whether the package is a dependency of its own: what is a peer alone, a library leaves to its users."""
        kinds = (self.data.get(kind) for kind in ("dependencies", "devDependencies", "optionalDependencies"))
        return any(package in kind for kind in kinds if isinstance(kind, dict))

    def line_of(self, package: str) -> int:
        """1-based line where the package stands as a key, not as somebody's value."""
        text = self.source.text
        found = re.search(rf'"{re.escape(package)}"\s*:', text)
        return text.count("\n", 0, found.start()) + 1 if found else 1

    def path(self, file: str) -> str:
        """A file of the app that this manifest speaks for, relative to the project's root."""
        return posixpath.normpath(self.folder / file)


class Project:
    """`files` are project-relative with forward slashes. In a git checkout: what git tracks or does not ignore.

    `grafted` are the files that an earlier graft made, each with its hash: they are no fact about the owner's project,
    and so none of `files`. `edited` are those of the owner's that it edited. `unreadable` names what could not be read
    so far, each with the system's reason.
    """

    def __init__(
        self, root: Path, grafted: Mapping[str, str] | None = None, edited: Iterable[str] = frozenset()
    ) -> None:
        self.root = root.resolve()
        self._home = str(self.root)
        self.grafted = dict(grafted or {})
        self.edited = frozenset(edited)
        self._sources: dict[str, Source | None] = {}
        self._endings: dict[tuple[str, ...], list[str]] = {}
        self._derived: dict[Callable[[Project], Any], Any] = {}
        self.unreadable: dict[str, str] = {}

    @cached_property
    def in_git(self) -> bool:
        """Whether the project lies in a checkout, also where git is not installed or refuses to speak about it."""
        return any((folder / ".git").exists() for folder in (self.root, *self.root.parents))

    @cached_property
    def _listed(self) -> bytes | None:
        if not self.in_git:
            return None
        return ask_git(self.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")

    @property
    def git_is_silent(self) -> bool:
        """Whether git should say which files are the project's and does not."""
        return self.in_git and self._listed is None

    @cached_property
    def files(self) -> frozenset[str]:
        return self._found() - self.grafted.keys()

    def _found(self) -> frozenset[str]:
        if self._listed is not None:
            names = [name.decode("utf-8", "surrogateescape") for name in self._listed.split(b"\0") if name]
        else:
            names = list(self._walk())
        return frozenset(
            name for name in names if not _is_pruned(name) and self._is_named(name) and self._is_file(name)
        )

    def find_source(self, file: str, largest: int = LARGEST) -> Source | None:
        """None where the file is absent, unreadable, outside the project, or larger than any that we could edit."""
        if not _is_inside(file):
            return None
        if file not in self._sources:
            self._sources[file] = self._read(file, largest)
        return self._sources[file]

    def showing(self, sources: Iterable[Source]) -> Project:
        """The same project, in which these files read as given. Nothing is written."""
        view = copy.copy(self)
        view._sources = {**self._sources, **{source.file: source for source in sources}}  # noqa: SLF001 - a copy of this very object
        view._derived = {}  # noqa: SLF001
        return view

    def derived(self, derive: Callable[[Project], Derived]) -> Derived:
        """What `derive` makes of the project: made once, however many ask. Not to be changed."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        return cast("Derived", self._derived[derive])

    @property
    def read(self) -> tuple[Source, ...]:
        """What has been read so far, in the order of the paths."""
        return tuple(source for _, source in sorted(self._sources.items()) if source)

    def target(self, file: str) -> Path:
        """The file itself, wherever links lead to it: two names may be one file."""
        return Path(os.path.realpath(self.root / file))

    def exists(self, file: str) -> bool:
        """Whether anything stands at that path of the project, ignored files included."""
        return _is_inside(file) and os.path.lexists(f"{self._home}/{file}")

    def named(self, *names: str) -> list[str]:
        """The files with one of these base names, in the order of their paths, shallow ones first."""
        found = (file for name in set(names) for file in self._by_name.get(name, ()))
        return sorted(found, key=_shallow_first)

    def ending(self, *suffixes: str) -> list[str]:
        """The files whose names end so, in any case, in the order of their paths, shallow ones first."""
        if suffixes not in self._endings:
            found = (file for file in self.files if file.lower().endswith(suffixes))
            self._endings[suffixes] = sorted(found, key=_shallow_first)
        return list(self._endings[suffixes])

    def holding(self, endings: tuple[str, ...], *words: bytes) -> Iterator[Source]:
        """The files with one of these endings whose bytes hold one of the words, in the order of their paths.

        A look before parsing: each file is read once, and most hold nothing of interest. A word may stand in a
        comment or a string: what it means only the file's syntax says.
        """
        for file in self.ending(*endings):
            source = self.find_source(file)
            if source is not None and any(word in source.data for word in words):
                yield source

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for file in self.files:
            found[file.rsplit("/", 1)[-1]].append(file)
        return found

    @cached_property
    def packages(self) -> tuple[PackageManifest, ...]:
        """Each package.json that parses. `broken_packages` names the others."""
        return tuple(found for file in self.named("package.json") if (found := self._package(file)))

    @cached_property
    def broken_packages(self) -> tuple[Source, ...]:
        good = {found.source.file for found in self.packages}
        sources = (self.find_source(file) for file in self.named("package.json") if file not in good)
        return tuple(source for source in sources if source)

    def _package(self, file: str) -> PackageManifest | None:
        source = self.find_source(file)
        if source is None:
            return None
        try:
            data = json.loads(source.text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(data, dict):
            return None
        kinds = (data.get(kind) for kind in ("peerDependencies", "devDependencies", "dependencies"))
        wants = {name: str(wanted) for kind in kinds if isinstance(kind, dict) for name, wanted in kind.items()}
        return PackageManifest(PurePosixPath(file).parent, source, data, wants)

    def _is_named(self, file: str) -> bool:
        """Whether the name is UTF-8 text: another one can stand in no JSON document and no manifest."""
        try:
            file.encode()
        except UnicodeEncodeError:
            self.unreadable[file.encode("utf-8", "replace").decode()] = "its name is not UTF-8"
            return False
        return True

    def _is_file(self, file: str) -> bool:
        try:
            return stat.S_ISREG(os.stat(f"{self._home}/{file}").st_mode)  # noqa: PTH116  (thousands: five times as fast)
        except FileNotFoundError:
            return False
        except OSError as fault:  # a link that leads to itself, a folder that may not be entered
            self.unreadable[file] = fault.strerror or str(fault)
            return False

    def _read(self, file: str, largest: int) -> Source | None:
        path = self.root / file
        try:
            if path.stat().st_size > largest:
                return None
            return Source(file, path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as fault:
            self.unreadable[file] = fault.strerror or str(fault)
            return None

    def _walk(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root, followlinks=False):
            folders[:] = [name for name in folders if name not in PRUNED and not _is_environment(Path(folder, name))]
            inside = Path(folder).relative_to(self.root).as_posix()
            yield from names if inside == "." else (f"{inside}/{name}" for name in names)


def _shallow_first(file: str) -> tuple[int, str]:
    return file.count("/"), file


def _is_inside(file: str) -> bool:
    return not file.startswith("/") and ".." not in file.split("/")


def _is_pruned(name: str) -> bool:
    *folders, last = name.split("/")
    return last in _PNP or not _NOT_SOURCES.isdisjoint(folders)


def _is_environment(folder: Path) -> bool:
    """A virtual environment under any name holds this file (PEP 405)."""
    return (folder / "pyvenv.cfg").is_file()
