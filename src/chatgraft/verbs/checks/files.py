"""Is everything that was grafted still there?"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.render.render import render
from chatgraft.verbs.checks import Check, Say

AGAIN = "Run: chatgraft add"


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    """What `add` would do now is what is missing."""
    changes = render(project, plan, with_install=False)
    for change in changes.files:
        if change.action == "create":
            yield Finding("file-missing", "A file of the graft is missing.", cure=AGAIN, file=change.file)
        else:
            yield Finding("edit-missing", "What the graft needs here is missing.", cure=AGAIN, file=change.file)
    for step in changes.by_hand:
        yield Finding("by-hand", f"Left to do by hand: {step.place}", step.why, step.snippet, step.file)
    if changes.is_empty and not changes.by_hand:
        say(f"{len(project.grafted)} grafted files and every edit are in place")


CHECK = Check("Files", look)
