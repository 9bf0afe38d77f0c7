"""One module a kit that a chat service can be made of: where it lies, what runs it, and what it cannot do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatgraft import backends
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Service
from chatgraft.plan.places import Place


@dataclass(frozen=True, slots=True)
class Kit:
    """`backend` carries a service of its own where no other is named, and lies in `home` where no app says better.

    `package` is the folder that lands in an app; `server`, `assistant` and `store` name the files that join the chat to
    the web, that answer and that say where conversations are kept, `user` the name in the first that says who is signed
    in. `place` finds where a service of its own lies, in the folder that is said and for the reason that is. `kept`
    completes a service with how its packages are kept, for an app or a service in that folder; `alone` makes one of its
    own of the backend's name, its place and its port, `apart` where an app is there whose packages do not go with the
    chat's.

    `lacks` names the first part that the kit does not have of those that are wanted; None where it has them all. Of
    kits whose apps are there the one of the higher `rank` is meant.
    """

    name: str
    backend: str
    home: str
    package: str
    server: Callable[[Service], str]
    assistant: Callable[[Service], str]
    store: Callable[[Service], str]
    user: str
    rank: int
    place: Callable[[Project, str, str], Place]
    kept: Callable[[Project, Service, str], Service]
    alone: Callable[[Project, Alone], Service]
    lacks: Callable[[tuple[str, ...]], str | None]


@dataclass(frozen=True, slots=True)
class Alone:
    """A service of its own that is asked for."""

    backend: str
    place: Place
    port: int
    apart: bool


def every() -> dict[str, Kit]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "KIT", Kit)}


def kit_of(backend: str) -> Kit:
    return every()[backends.every()[backend].kit]


def default(wanted: tuple[str, ...] = ()) -> Kit:
    """Where nothing of the project speaks for another one: the first that has the parts that are wanted."""
    return max(every().values(), key=lambda kit: (kit.lacks(wanted) is None, kit.rank))
