"""What a scenario is, what it needs of the service it runs against, and how they are found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from chatgraft.conformance.checks import require
from chatgraft.conformance.vocabulary import HIDDEN

if TYPE_CHECKING:
    from chatgraft.conformance.service import Service

    Check = Callable[[Service], Awaitable[None]]

_MARK = "__scenario__"


class Need(str, Enum):
    """What a scenario asks of a service beyond being there. None of these: it may run against anybody's service."""

    SCRIPT = "script"  # answers by the test assistant of `script.py`
    RESTART = "restart"  # the process can be killed and started again
    DATABASE = "database"  # the way to the database can be cut
    FILES = "files"  # takes attachments, of at most a mebibyte each
    LIMITS = "limits"  # limits so low that a few requests reach them
    USERS = "users"  # the app around it signs users in


@dataclass(frozen=True, slots=True)
class Scenario:
    """One promise of the protocol. `title` is a sentence that a report can print; `room` is the module it lies in."""

    title: str
    room: str
    needs: frozenset[Need]
    check: Check
    covers: frozenset[str] = frozenset()
    """Words of the protocol's vocabulary that go over the wire in it, as `vocabulary.py` writes them."""
    alone: bool = False
    """Whether it measures time, so that nothing else should go on at the service."""

    @property
    def name(self) -> str:
        return f"{self.room}.{getattr(self.check, '__name__', 'check')}"

    async def hold(self, service: Service) -> None:
        """Runs the check, and sees that all that it covers has really gone over the wire."""
        seen: set[str] = set()
        await self.check(replace(service, seen=seen))
        require(self.covers <= seen | HIDDEN, f"{sorted(self.covers - seen - HIDDEN)} never came in this scenario")


def scenario(title: str, *needs: Need, covers: str = "", alone: bool = False) -> Callable[[Check], Check]:
    """Marks a function as a scenario under a sentence for the report; `covers` are words, with spaces between."""

    def mark(check: Check) -> Check:
        setattr(check, _MARK, (title, frozenset(needs), frozenset(covers.split()), alone))
        return check

    return mark


def every(provided: frozenset[Need] = frozenset(Need)) -> Iterator[Scenario]:
    """Every scenario that a service with these abilities can be held to, in the order in which they are written."""
    package = "chatgraft.conformance.scenarios"
    for module in iter_modules(import_module(package).__path__):
        for check in vars(import_module(f"{package}.{module.name}")).values():
            title, needs, covers, alone = getattr(check, _MARK, (None, frozenset(), frozenset(), False))
            if title is not None and needs <= provided:
                yield Scenario(title, module.name, needs, check, covers, alone)
