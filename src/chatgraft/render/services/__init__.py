"""One module a kit that a chat service can be made of. The rest of render knows a kit only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.changes import Change
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan, Service


@dataclass(frozen=True, slots=True)
class ServiceKit:
    """`lands` yields the kit's files as they land, `packages` asks for what they need; `example` is the text of the
    env file's example, without this project's values. `assistant` is the file that answers, where it lands."""

    name: str
    assistant: str
    lands: Callable[[Plan, Service], Iterator[Change]]
    packages: Callable[[Project, Plan, Service], Iterator[Change]]
    example: Callable[[Service], str]


def every() -> dict[str, ServiceKit]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "KIT", ServiceKit)}


def kit_of(service: Service) -> ServiceKit:
    return every()[service.kit]
