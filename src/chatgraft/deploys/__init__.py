"""One module a kind of host that a site on Node may be deployed to. The house knows a host only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from chatgraft.core.facts import DeployFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project

Kind = Literal["server", "functions", "isolates"]
"""A program that lives on; functions on Node, each of which may end with its response; code for which there is no
Node, only the parts of it that browsers have as well."""


@dataclass(frozen=True, slots=True)
class Deploy:
    """`title` is what people call the host. `find` yields what in the project speaks for it, of the app in a folder.

    Where several hosts are spoken for alike the one of the higher `rank` is meant. `limit` says how long functions may
    take.
    """

    name: str
    title: str
    kind: Kind
    find: Callable[[Project, str], Iterator[DeployFact]]
    limit: str = ""
    rank: int = 0


def every() -> dict[str, Deploy]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "DEPLOY", Deploy)}


def find_deploy(project: Project, root: str) -> DeployFact | None:
    """Where the app in that folder is deployed, as far as the project shows it. What its own configuration says counts
    for more than what lies beside it; of equals a host without Node, as what serves there serves on the others, too."""
    known = every()

    def order(fact: DeployFact) -> tuple[bool, int, bool]:
        return fact.is_configured, known[fact.host].rank, known[fact.host].kind == "isolates"

    return max((fact for host in known.values() for fact in host.find(project, root)), key=order, default=None)


def answers_by_functions(fact: DeployFact | None) -> bool:
    return fact is not None and every()[fact.host].kind == "functions"


def no_node(fact: DeployFact | None) -> str | None:
    """Why an app cannot carry the chat where it is deployed; None where it can."""
    if fact is None or every()[fact.host].kind != "isolates":
        return None
    seen = fact.evidence
    return f"there is no Node where it is deployed, {every()[fact.host].title}: {seen.why} ({seen.file}:{seen.line})"
