"""One module a web framework. The rest of the house knows a backend only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class Backend:
    """`detect` yields facts; `server` is the kit folder of `kits/python` that holds what differs for this framework.

    `mount` joins our routes to the owner's own app and is None where only a service of its own is offered;
    `start` is run in the backend's folder; `port` and `health` tell where the service answers.
    """

    name: str
    detect: Callable[[Project], Iterator[BackendFact]]
    server: str
    start: tuple[str, ...]
    port: int
    health: str
    mount: Callable[[Project, BackendFact], Iterator[Change]] | None = None


def every() -> dict[str, Backend]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "BACKEND", Backend)}
