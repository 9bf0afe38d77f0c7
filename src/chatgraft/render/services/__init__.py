"""One module a kit that a chat service can be made of. The rest of render knows a kit only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.changes import Change
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan, Service


def no_packages(_project: Project, _plan: Plan, _service: Service) -> Iterator[Change]:
    """For kits whose packages are none of Python's."""
    yield from ()


def no_npm_packages(_plan: Plan, _service: Service) -> dict[str, str]:
    """For kits whose packages are none of npm's."""
    return {}


@dataclass(frozen=True, slots=True)
class ServiceKit:
    """`lands` yields the kit's files as they land, `machinery` is the folder of those that no owner edits; `example` is
    the text of the env file's example, without this project's values. `packages` asks for what the files need in
    Python, `npm_packages` are names and ranges for package.json.
    """

    name: str
    machinery: str
    lands: Callable[[Plan, Service], Iterator[Change]]
    example: Callable[[Service], str]
    packages: Callable[[Project, Plan, Service], Iterator[Change]] = no_packages
    npm_packages: Callable[[Plan, Service], dict[str, str]] = no_npm_packages


def every() -> dict[str, ServiceKit]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "KIT", ServiceKit)}


def kit_of(service: Service) -> ServiceKit:
    return every()[service.kit]
