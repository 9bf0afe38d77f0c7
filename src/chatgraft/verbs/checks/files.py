"""Is everything that was grafted still there?"""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.plan.decisions import Plan
from chatgraft.render.render import render
from chatgraft.verbs import by_hand
from chatgraft.verbs.checks import Check, Say

AGAIN = "chatgraft add"
BACK = "Bring it back from version control, or: chatgraft remove && chatgraft add"
"""`add` alone leaves a file deleted that its owner has deleted."""


def look(project: Project, plan: Plan, say: Say) -> Iterator[Finding]:
    """What `add` would do now is what is missing."""
    changes = render(project, plan)
    runtime = plan.service.path(".env") if plan.service else None
    missing = [change for change in changes.files if change.file != runtime]
    for change in missing:
        if change.action == "create":
            yield Finding("file-missing", f"{change.file} of the graft is missing.", cure=BACK, file=change.file)
        elif change.splices:
            what = f"What the graft needs in {change.file} is missing."
            yield Finding("edit-missing", what, cure=AGAIN, file=change.file)
        else:
            what = f"{change.file} was made by another version of Chatgraft, or for other choices."
            yield Finding("outdated", what, cure=AGAIN, file=change.file)
    for step in changes.by_hand:
        yield by_hand(step)
    if not missing and not changes.by_hand:
        say(f"{len(project.grafted)} grafted files and every edit are in place")


CHECK = Check("Files", look)
