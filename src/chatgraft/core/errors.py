"""What went wrong, in words that an owner can act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes, a contract with scripts and agents."""

    DONE = 0
    FAILED = 1
    ASK = 2
    UNVERIFIED = 3
    CONFLICTS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the owner should know. `cure` can be pasted or followed as it stands; `line` is 1-based."""

    code: str
    what: str
    why: str = ""
    cure: str = ""
    file: str | None = None
    line: int | None = None


class ChatgraftError(Exception):
    """Stops a verb. Carries a finding and the exit code that goes with it."""

    def __init__(self, finding: Finding, exit_code: Exit = Exit.FAILED) -> None:
        super().__init__(finding.what)
        self.finding = finding
        self.exit_code = exit_code


def ask(code: str, what: str, cure: str, why: str = "", file: str | None = None) -> ChatgraftError:
    """What the owner has to say before anything goes on (exit 2)."""
    return ChatgraftError(Finding(code, what, why, cure, file), Exit.ASK)
