"""What a scenario is, what it needs of the service it runs against, and how they are found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chatgraft.conformance.service import Service

    Check = Callable[[Service], Awaitable[None]]

_MARK = "__scenario__"


class Need(str, Enum):
    """What a scenario asks of a service beyond being there. None of these: it may run against anybody's service."""

    SCRIPT = "script"  # answers by the test assistant of `script.py`
    RESTART = "restart"  # the process can be killed and started again
    DATABASE = "database"  # the way to the database can be cut
    LIMITS = "limits"  # limits so low that a few requests reach them


@dataclass(frozen=True, slots=True)
class Scenario:
    """One promise of the protocol. `title` is a sentence that a report can print; `room` is the module it lies in."""

    title: str
    room: str
    needs: frozenset[Need]
    check: Check

    @property
    def name(self) -> str:
        return f"{self.room}.{getattr(self.check, '__name__', 'check')}"


def scenario(title: str, *needs: Need) -> Callable[[Check], Check]:
    """Marks a function as a scenario under a sentence for the report."""

    def mark(check: Check) -> Check:
        setattr(check, _MARK, (title, frozenset(needs)))
        return check

    return mark


def every(provided: frozenset[Need] = frozenset(Need)) -> Iterator[Scenario]:
    """Every scenario that a service with these abilities can be held to, in the order in which they are written."""
    package = "chatgraft.conformance.scenarios"
    for module in iter_modules(import_module(package).__path__):
        for check in vars(import_module(f"{package}.{module.name}")).values():
            title, needs = getattr(check, _MARK, (None, frozenset()))
            if title is not None and needs <= provided:
                yield Scenario(title, module.name, needs, check)
