"""Everything that a plan changes, each file once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from chatgraft.core.changes import ByHand, Change, ChangeSet, Command, Create, FileChange, Splice, splice
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.project import Project
from chatgraft.core.source import sha256
from chatgraft.plan.decisions import Plan, Service
from chatgraft.render.component_tests import LANDED, component_tests, untested
from chatgraft.render.documents import documents
from chatgraft.render.npm_packages import installs, npm_packages
from chatgraft.render.own_route import waiting
from chatgraft.render.policies import allowed, without_local, without_nonce
from chatgraft.render.python_packages import commands
from chatgraft.render.service import service
from chatgraft.render.site_pages import unread
from chatgraft.render.takeover import takeover
from chatgraft.render.touched import touched
from chatgraft.render.widget import widget


def render(project: Project, plan: Plan) -> ChangeSet:
    """Pure: nothing is written. Raises ChatgraftError (exit 2) where a file of the owner's has a name that we need."""
    tests = list(component_tests(project, plan))
    landed = LANDED if any(isinstance(change, Create) for change in tests) else frozenset()
    changes = [*widget(project, plan), *service(project, plan), *npm_packages(project, plan)]
    changes += [*takeover(project, plan), *allowed(project, plan)]
    rows = touched(project, plan, changes, tests)
    changes += [*documents(plan, landed, rows), *tests]
    findings = [
        *unread(project, plan),
        *waiting(project, plan),
        *untested(plan),
        *without_nonce(project, plan),
        *without_local(project, plan),
    ]
    files = tuple(_assembled(project, plan, changes, findings))
    return ChangeSet(
        files=files,
        commands=(*installs(project, plan, files), *_locked(plan, files)),
        by_hand=tuple(change for change in changes if isinstance(change, ByHand)),
        findings=tuple(findings),
    )


def _locked(plan: Plan, files: tuple[FileChange, ...]) -> Iterator[Command]:
    """The Python manager's commands, where what it is asked for is among the changes."""
    service = plan.service
    if service and service.manager and service.manager.lock:
        for change in files:
            yield from commands(service.manager, change) if change.file == service.requirements else ()


def _assembled(
    project: Project, plan: Plan, changes: Sequence[Change], findings: list[Finding]
) -> Iterator[FileChange]:
    """The edits of the owner's own files first: they are what an owner reads most closely."""
    splices: dict[str, list[Splice]] = defaultdict(list)
    for change in changes:
        if isinstance(change, Splice):
            splices[change.file].append(change)
    for file, found in sorted(splices.items()):
        if source := project.find_source(file):
            yield FileChange(file, source.data, splice(source, tuple(found)), tuple(found))
    for change in changes:
        if isinstance(change, Create) and (created := _created(project, plan, change, findings)):
            yield created


def _created(project: Project, plan: Plan, change: Create, findings: list[Finding]) -> FileChange | None:
    """None where it stands already, or where the owner has made it theirs since an earlier graft."""
    if not project.exists(change.file):
        return _file_change(change, None)
    source = project.find_source(change.file)
    if source is not None and source.data == change.data:
        return None
    recorded = project.grafted.get(change.file)
    if source is None or recorded is None:
        raise ChatgraftError(_taken(change.file, plan), Exit.ASK)
    if recorded != sha256(source.data):
        findings.append(Finding("kept", "Left as it is: you have edited it.", file=change.file))
        return None
    return _file_change(change, source.data)


def _file_change(change: Create, before: bytes | None) -> FileChange:
    return FileChange(change.file, before, change.data, executable=change.executable, machinery=change.machinery)


def _taken(file: str, plan: Plan) -> Finding:
    what = f"{file} is there already and was not made by Chatgraft."
    cure = "Move it, or give it another name, then run this again."
    if plan.site and file.startswith(f"{plan.site.widget}/"):
        cure = f"Give {plan.site.widget} another name, then run this again: the widget needs the folder for itself."
    elif plan.service and plan.service.fact is None and _is_of(plan.service, file):
        cure = "Move it, or choose another folder: chatgraft add --backend-root DIR"
    return Finding("name-taken", what, "It would be overwritten.", cure, file)


def _is_of(service: Service, file: str) -> bool:
    launcher = str(PurePosixPath(service.root, service.launcher)) if service.launcher else None
    return file == launcher or file.startswith(f"{service.folder}/")
