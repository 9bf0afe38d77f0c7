"""What `doctor` looks at: one module a matter, each with `CHECK`, found by walking the package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.errors import Finding
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan

Say = Callable[[str], None]
PLACEHOLDERS = re.compile(r"your|placeholder|change.?me|replace|example|xxx|\.\.\.|…|<.*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """`look` yields what would keep a visitor from chatting, and says what it saw that is well."""

    title: str
    look: Callable[[Project, Plan, Say], Iterator[Finding]]


def every() -> list[Check]:
    return records(__name__, "CHECK", Check)


def is_placeholder(key: str) -> bool:
    """Whether a key is what an example says in its place. Real ones are random letters and digits."""
    return PLACEHOLDERS.search(key) is not None
