"""The service under test, as a stranger sees it: an address, and for some scenarios a hand on its process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import httpx

if TYPE_CHECKING:
    from chatgraft.conformance.visitor import Visitor

STRANGER = "https://elsewhere.example"


class Control(Protocol):
    """A hand on the process and on its way to the database. Each returns when it has happened."""

    async def kill(self) -> None:
        """Ends the process at once, as a crash would."""

    async def stop(self) -> None:
        """Asks the process to end (SIGTERM) and waits until it has gone."""

    async def start(self) -> None:
        """Starts it again at the same address over the same data, and waits until it is ready."""

    async def cut_database(self) -> None:
        """From now on the database cannot be reached."""

    async def mend_database(self) -> None:
        """The database can be reached again."""


class Users(Protocol):
    """The app's own way to sign people in. It knows two, `ann` and `bob`."""

    async def sign_in(self, visitor: Visitor, name: str) -> None:
        """From now on the visitor's requests are the user's."""

    async def sign_out(self, visitor: Visitor) -> None:
        """From now on they are nobody's."""


@dataclass(frozen=True, slots=True)
class Service:
    """`api` is the full URL of the ChatKit endpoint; `origin` is an origin that the service lets in."""

    api: str
    origin: str
    control: Control | None = None
    users: Users | None = None
    seen: set[str] = field(default_factory=set)
    """Words of the protocol's vocabulary that went over the wire, in either direction."""

    @property
    def hand(self) -> Control:
        """The control, for scenarios that need one."""
        if self.control is None:
            raise AssertionError("this scenario needs a hand on the service's process")
        return self.control

    @property
    def door(self) -> Users:
        """The users, for scenarios that need them."""
        if self.users is None:
            raise AssertionError("this scenario needs an app that signs users in")
        return self.users

    @property
    def root(self) -> str:
        """Scheme, host and port alone."""
        return str(httpx.URL(self.api).copy_with(raw_path=b"/")).rstrip("/")

    @asynccontextmanager
    async def visitor(self, *, session: str = "token") -> AsyncIterator[Visitor]:
        """A new visitor with a session of the kind `token` or `cookie`."""
        from chatgraft.conformance.visitor import Visitor  # noqa: PLC0415 - the two know each other

        async with self.http() as http:
            visitor = Visitor(self, http)
            await visitor.arrive(session)
            yield visitor

    def http(self) -> httpx.AsyncClient:
        """A bare client: no session, no origin, and no proxy out of the environment."""
        return httpx.AsyncClient(timeout=httpx.Timeout(20.0), trust_env=False)
