"""What a verb returns. One module prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from chatgraft.core.changes import ChangeSet
from chatgraft.core.errors import Exit, Finding


@dataclass(frozen=True, slots=True)
class Result:
    """`plan` is JSON data; `details` holds further top-level fields of the `--json` document (a survey's, for one).

    `closing` are the lines an owner reads last: what was done and what to do next, with exact commands.
    """

    verb: str
    exit: Exit
    summary: str
    plan: dict[str, Any] | None = None
    changes: ChangeSet = field(default_factory=ChangeSet)
    findings: tuple[Finding, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    closing: tuple[str, ...] = ()
