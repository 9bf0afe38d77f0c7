"""What `doctor` looks at: one module a matter, each with `CHECK`, found by walking the package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.errors import Finding
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Check:
    """`look` yields what would keep a visitor from chatting, and says what it saw that is well."""

    title: str
    look: Callable[[Project, Plan, Say], Iterator[Finding]]


def every() -> list[Check]:
    return records(__name__, "CHECK", Check)
