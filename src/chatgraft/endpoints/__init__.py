"""Chat routes that a project already has: one module a framework reads its routes, one scorer says which of them chat.

Routes are read as syntax, in files that the bytes say may hold any; nothing is run. The rest of the house knows a
reader only by its record and a chat route only by `core.facts.ChatEndpoint`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.facts import BackendFact, ChatEndpoint, FrontendFact, SignedIn
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.endpoints.routes import Route
from chatgraft.endpoints.scoring import ranked

App = BackendFact | FrontendFact


def nobody(_project: Project, _app: App) -> None:
    """For frameworks with no word for it, or whose users the chat knows without being told."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`routes` yields the routes of an app of one of these frameworks that take and give anything; `port` is where
    such an app listens while it is worked on; `signed_in` is what its routes ask for the visitor's name."""

    frameworks: tuple[str, ...]
    routes: Callable[[Project, App], Iterator[Route]]
    port: Callable[[Project, App], int]
    signed_in: Callable[[Project, App], SignedIn | None] = nobody


def find_port(project: Project, app: App) -> int | None:
    """Where an app listens while it is worked on, as its code says."""
    ports = [reader.port(project, app) for reader in every() if app.framework in reader.frameworks]
    return ports[0] if ports else None


def find_signed_in(project: Project, app: App) -> SignedIn | None:
    """How an app's routes know who is signed in."""
    found = [reader.signed_in(project, app) for reader in every() if app.framework in reader.frameworks]
    return found[0] if found else None


def every() -> list[Reader]:
    """Found by walking the package."""
    return records(__name__, "READER", Reader)


def find_endpoints(project: Project, fact: App) -> tuple[ChatEndpoint, ...]:
    """The chat routes of an app, best first."""
    found: list[ChatEndpoint] = []
    for reader in every():
        if fact.framework in reader.frameworks:
            routes = list(reader.routes(project, fact))
            found += ranked(routes, reader.port(project, fact)) if routes else ()
    return tuple(found)
