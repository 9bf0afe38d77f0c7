"""One module a verb: a `Request` and `run(request, screen) -> Result`. Verbs know no product and print nothing."""

from __future__ import annotations

from typing import Protocol

from chatgraft.changes.transaction import Progress
from chatgraft.core.changes import ByHand, ChangeSet
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import Survey
from chatgraft.plan.decisions import Plan
from chatgraft.plan.request.following import Followed


class Screen(Protocol):
    """What a verb may say while it works, and the one question that it may ask."""

    def say(self, line: str) -> None:
        """A line of progress."""

    def detail(self, line: str) -> None:
        """A line for whoever asked for `--debug`."""

    def survey(self, found: Survey, *, in_full: bool = False) -> None:
        """What was found, each fact with its first place, or `in_full` with all of them."""

    def request(self, answer: Followed) -> None:
        """What was understood of the owner's sentence; nothing where there was none."""

    def plan(self, plan: Plan, changes: ChangeSet) -> None:
        """The plan, every byte that it would change, and what is left to do by hand."""

    def changes(self, changes: ChangeSet) -> None:
        """Every byte that would change."""

    def confirm(self, question: str) -> bool | None:
        """The owner's answer; None where nobody can be asked."""


def confirmed(screen: Screen, question: str) -> bool:
    """Raises ChatgraftError (exit 2) where nobody can be asked: silence is no yes, and no success either."""
    answer = screen.confirm(question)
    if answer is None:
        what = "Nobody is here to say yes. Nothing was changed."
        raise ChatgraftError(Finding("no-answer", what, cure="Add --yes to accept the diff."), Exit.ASK)
    return answer


def telling(screen: Screen) -> Progress:
    """Says of each command that it runs: it may take minutes, in which nothing else is to be seen."""
    return lambda step: (
        screen.say(f"Running {step.subject} ... (Ctrl-C puts everything back)") if step.kind == "run" else None
    )


def by_hand(step: ByHand) -> Finding:
    """What is left to the owner. The snippet is the cure."""
    what = f"Left to do by hand in {step.file}: {step.place}."
    why = f"{step.why[:1].upper()}{step.why[1:].rstrip('.')}." if step.why else ""
    return Finding("by-hand", what, why, step.snippet, step.file)
