"""`chatgraft add`: survey, plan, the whole diff, and on yes all of it or none."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chatgraft import __version__
from chatgraft.changes.apply import apply, require_ready, settled
from chatgraft.changes.manifest import find_manifest
from chatgraft.changes.record import Record
from chatgraft.core.changes import ChangeSet
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.project import Project
from chatgraft.core.result import Result
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.plan.decisions import Plan
from chatgraft.render.closing import closing
from chatgraft.render.render import render
from chatgraft.render.service import kept
from chatgraft.survey import findings, survey
from chatgraft.verbs import Screen, confirmed
from chatgraft.verbs.project import open_project

NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Request:
    """The words of the command line; what is None or empty was not said."""

    path: Path
    frontend: str | None = None
    frontend_root: str | None = None
    backend: str | None = None
    backend_root: str | None = None
    page: tuple[str, ...] | list[str] = ()
    database: str | None = None
    assistant: str | None = None
    api_url: str | None = None
    ui: str | None = None
    domain_key: str | None = None
    feature: tuple[str, ...] | list[str] = ()
    no_feature: tuple[str, ...] | list[str] = ()
    no_install: bool = False
    dry_run: bool = False
    yes: bool = False
    allow_dirty: bool = False


def run(request: Request, screen: Screen) -> Result:
    project = open_project(request.path)
    found = survey(project)
    screen.survey(found)
    troubles = tuple(findings(project))
    choices = _choices(request, recorded(project))
    try:
        plan = decide(project, found, choices)
    except ChatgraftError as error:
        raise _blamed(error, troubles) from error
    changes = settled(project.root, render(project, plan, with_install=not request.no_install))
    if changes.is_empty:
        return _result(Exit.DONE, "Nothing to do: the chat is grafted already.", plan, changes, troubles)
    screen.plan(plan, changes)
    require_ready(project.root, changes, allow_dirty=request.allow_dirty)
    if request.dry_run:
        return _result(Exit.DONE, f"A dry run. {NOTHING}", plan, changes, troubles)
    if not request.yes and not confirmed(screen, "Make these changes?"):
        return _result(Exit.DONE, NOTHING, plan, changes, troubles)
    record = Record(__version__, _resolved(choices, plan), kept(plan))
    told = apply(project.root, changes, record, allow_dirty=request.allow_dirty)
    code = Exit.CONFLICTS if changes.by_hand else Exit.DONE
    summary = "Done, but for what is left to do by hand." if changes.by_hand else "Done: the chat is grafted."
    return _result(code, summary, plan, changes, (*troubles, *told))


def recorded(project: Project) -> dict[str, Any]:
    """What an earlier `add` decided, so that a later verb decides the same. Empty before the first."""
    manifest = find_manifest(project.root)
    return dict(manifest.choices) if manifest else {}


def _choices(request: Request, earlier: dict[str, Any]) -> Choices:
    """What is said now wins over what was decided before."""
    said = {
        "frontend": request.frontend,
        "frontend_root": request.frontend_root,
        "backend": request.backend,
        "backend_root": request.backend_root,
        "database": request.database,
        "assistant": request.assistant,
        "api_url": request.api_url,
        "ui": request.ui,
        "domain_key": request.domain_key,
        "features": tuple(request.feature),
        "without": tuple(request.no_feature),
        "pages": tuple(request.page),
    }
    return Choices.from_json(earlier | {name: value for name, value in said.items() if value})


def _resolved(choices: Choices, plan: Plan) -> dict[str, Any]:
    """The choices with every question answered. The domain key is public: the browser shows it."""
    answered = asdict(choices)
    if plan.site:
        answered |= {"frontend": plan.site.fact.framework, "frontend_root": plan.site.fact.root}
    if plan.service:
        answered |= {"backend": plan.service.backend, "backend_root": plan.service.root}
        answered |= {"database": plan.service.database, "assistant": plan.service.assistant}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in answered.items()}


def _blamed(error: ChatgraftError, troubles: tuple[Finding, ...]) -> ChatgraftError:
    """No frontend where a package.json is broken: the broken file is the news."""
    if error.finding.code == "no-frontend" and troubles:
        return ChatgraftError(troubles[0], Exit.FAILED)
    return error


def _result(code: Exit, summary: str, plan: Plan, changes: ChangeSet, troubles: tuple[Finding, ...]) -> Result:
    return Result(
        verb="add",
        exit=code,
        summary=summary,
        plan=plan.to_json(),
        changes=changes,
        findings=(*troubles, *changes.findings, *plan.findings),
        closing=tuple(closing(plan)) if summary.startswith("Done") else (),
    )
