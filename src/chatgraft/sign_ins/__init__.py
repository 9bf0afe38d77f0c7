"""Who is signed in with a site that has a server of its own: one module a library that its code asks, or a place where
it keeps the answer. Found by syntax; what is not understood names nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatgraft.core.facts import BackendFact, SignedIn
from chatgraft.core.modules import records
from chatgraft.core.project import Project

ON_NODE = "node"


@dataclass(frozen=True, slots=True)
class SignIn:
    """`find` says how an app of one of these frameworks, without any of each on Node, asks; None where it does not."""

    find: Callable[[Project, BackendFact], SignedIn | None]
    frameworks: tuple[str, ...] = ()


def find_signed_in(project: Project, app: BackendFact) -> SignedIn | None:
    """What tells users apart; where the code shows only that there are users, that."""
    if app.interface != ON_NODE:
        return None
    rooms = [
        room for room in records(__name__, "SIGN_IN", SignIn) if app.framework in (room.frameworks or (app.framework,))
    ]
    found = [known for room in rooms if (known := room.find(project, app))]
    return min(found, key=lambda known: known.id is None, default=None)
