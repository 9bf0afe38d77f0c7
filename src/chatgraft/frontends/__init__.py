"""One module a framework. The rest of the house knows a frontend only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.changes import Change
from chatgraft.core.facts import FrontendFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class Landing:
    """Where the widget's files land. `kit` is a folder of `kits/widget`, `folder` relative to the frontend's root."""

    kit: str
    folder: str


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the site's own text lies, for the `site` assistant: a folder relative to the frontend's root and the URL
    prefix under which the site shows it. The first source that knows a URL wins."""

    folder: str
    url: str = "/"


@dataclass(frozen=True, slots=True)
class MountOptions:
    """What the owner chose that bears on the mount. `pages` are globs relative to the frontend's root."""

    landing: Landing
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dev:
    """How the site is shown while one works on it. `argv` empty: `chatgraft dev` serves the folder itself.

    `options` come after it where a port is chosen and no browser is to open: `{port}` stands for the port.
    """

    argv: tuple[str, ...]
    port: int
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frontend:
    """`detect` yields facts; `landing` says which widget kit fits a site; `mount` yields the edits that load it once
    for the whole site; `dev`, `build`, `output_dir` and `pages` are asked by whoever runs, proves or indexes it."""

    name: str
    detect: Callable[[Project], Iterator[FrontendFact]]
    landing: Callable[[Project, FrontendFact], Landing]
    mount: Callable[[Project, FrontendFact, MountOptions], Iterator[Change]]
    dev: Callable[[FrontendFact], Dev]
    build: Callable[[FrontendFact], tuple[str, ...]]
    output_dir: str
    pages: Callable[[Project, FrontendFact], tuple[Pages, ...]]
    env_prefix: str | None = None
    proxy: str | None = None


def every() -> dict[str, Frontend]:
    """By name, found by walking the package: a new framework is a new file here and nothing else."""
    return {record.name: record for record in records(__name__, "FRONTEND", Frontend)}
