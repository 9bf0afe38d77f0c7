"""One module a place where a site may keep the chat's requests from arriving: a wall that wants a sign-in first, or a
route that takes every path for itself. The house knows it only by this record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.asides import is_aside
from chatgraft.core.errors import Finding
from chatgraft.core.modules import records
from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class Way:
    """What must get through on the site's own origin: requests for `api` and below, and, where pages load the chat by a
    script tag, that file. `root` is the site's folder. With `carried` the app that shows the site carries the chat: the
    chat's routes come before its own."""

    root: str
    api: str
    script: str | None = None
    carried: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.api, f"{self.api}/session", *((self.script,) if self.script else ()))

    def path(self, file: str) -> str:
        """A file of the site, relative to the project's root."""
        return file if self.root == "." else f"{self.root}/{file}"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`find` yields what stands in the way, each with its place and its cure."""

    name: str
    find: Callable[[Project, Way], Iterator[Finding]]


def every() -> list[Obstacle]:
    return records(__name__, "OBSTACLE", Obstacle)


def in_the_way(project: Project, way: Way) -> Iterator[Finding]:
    """Everything that any module finds, but in tests and examples."""
    for room in every():
        yield from (found for found in room.find(project, way) if found.file and not is_aside(found.file))


def wall(file: str, line: int, path: str, cure: str) -> Finding:
    what = f"{file} turns visitors away who are not signed in, and {path} with them."
    return Finding("auth-wall", what, "The chat gets a sign-in page where it asks for an answer.", cure, file, line)


def catch_all(file: str, line: int, path: str, cure: str) -> Finding:
    what = f"{file} has a rule that takes every path, and {path} with it."
    return Finding(
        "catch-all", what, "The chat gets that rule's answer in place of the chat service's.", cure, file, line
    )
