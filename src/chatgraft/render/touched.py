"""What the graft touches outside of its own folders: a row of the documents for each such file.

An edit that stands already yields no change a second time, so that the files of an earlier graft count, too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from chatgraft.core.changes import Change, Create, Splice
from chatgraft.core.project import Project
from chatgraft.frontends.runners import NEW
from chatgraft.plan.decisions import Plan
from chatgraft.render.kit import widget_kit

MOST = 12
"""Of a site of plain pages each one is edited."""


def touched(project: Project, plan: Plan, changes: Sequence[Change], tests: Sequence[Change]) -> str:
    """Rows of a table; empty where there is nothing to name."""
    edited = project.edited | {change.file for change in (*changes, *tests) if isinstance(change, Splice)}
    rows = [f"| `{file}` | {_edited(file, plan)} |" for file in sorted(edited) if not _is_services(file, plan)]
    rows = [*rows[:MOST], f"| {len(rows) - MOST} more | edited in the same way |"] if len(rows) > MOST else rows
    rows += [f"| `{file}` | made: {_reason(file, plan)} |" for file in _made(plan, changes)]
    set_up = {*_made(plan, tests), *(file for file in project.grafted if posixpath.basename(file) in NEW.configs)}
    rows += [f"| `{file}` | made: how the component's tests are run |" for file in sorted(set_up)]
    return "\n".join(rows)


def _edited(file: str, plan: Plan) -> str:
    if posixpath.basename(file) == "package.json":
        return "edited: the packages that the chat needs"
    if plan.service and plan.service.fact and file == plan.service.fact.entry.partition(":")[0]:
        return "edited: carries the chat's API"
    mounts = {plan.site.fact.path(mount.file) for mount in plan.site.fact.mounts} if plan.site else set()
    return "edited: loads the chat" if file in mounts else f"edited: {_reason(file, plan)}"


def _reason(file: str, plan: Plan) -> str:
    if posixpath.basename(file) == ".gitignore":
        return "the service's keys and chats stay out of version control"
    passed = ", also while you work on the site" if plan.site and plan.site.proxy else ""
    return f"so that the chat loads and gets through{passed}"


def _made(plan: Plan, changes: Iterable[Change]) -> Iterator[str]:
    """What a framework's mount lays beside the kit's own files counts, too."""
    described = widget_kit(plan.site.landing.kit) if plan.site else None
    names = [*(file for file, _ in described.files), described.test] if described else []
    own = {f"{plan.site.widget}/{name}" for name in names} if plan.site else set()
    for file in (change.file for change in changes if isinstance(change, Create)):
        if file not in own and not _is_services(file, plan):
            yield file


def _is_services(file: str, plan: Plan) -> bool:
    """Whether the documents speak of it as the service's."""
    service = plan.service
    if posixpath.basename(file).startswith(".env"):
        return True
    if service is None:
        return False
    listed = "" if service.install else service.requirements  # npm's list is the app's, and edited
    own = (posixpath.join(service.root, service.launcher or ""), listed)
    return file in own or (service.folder != "." and file.startswith(f"{service.folder}/"))
