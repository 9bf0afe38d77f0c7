"""`chatgraft add`: survey, plan, the whole diff, and on yes all of it or none."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from chatgraft import __version__
from chatgraft.changes.apply import apply, require_ready, settled
from chatgraft.changes.commands import by_hand as as_typed
from chatgraft.changes.record import Record
from chatgraft.core.changes import ChangeSet
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.result import Result
from chatgraft.plan.choices import Choices
from chatgraft.plan.decisions import Plan
from chatgraft.plan.request.following import answered
from chatgraft.render.closing import closing
from chatgraft.render.render import render
from chatgraft.render.service import kept
from chatgraft.survey import counts, findings, survey
from chatgraft.verbs import Screen, by_hand, confirmed, telling
from chatgraft.verbs.checks.left_out import left_out
from chatgraft.verbs.checks.obstacles import obstacles
from chatgraft.verbs.project import decided, open_project, recorded

NOTHING = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Request:
    """The words of the command line; what is None or empty was not said."""

    path: Path
    request: str | None = None
    frontend: str | None = None
    frontend_root: str | None = None
    backend: str | None = None
    backend_root: str | None = None
    page: tuple[str, ...] | list[str] = ()
    database: str | None = None
    assistant: str | None = None
    callable: str | None = None
    wire: str | None = None
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
    screen.detail(counts(project))
    screen.survey(found)
    answer = answered(request.request, found, asdict(request))
    screen.request(answer)
    _refuse_other_wire(request.wire or answer.fields.get("wire"), recorded(project))
    choices = _choices(request, recorded(project), answer.fields)
    plan = decided(project, found, choices)
    changes = settled(project.root, render(project, plan))
    if request.no_install:
        changes = _without_install(changes)
    told = (
        *findings(project),
        *answer.findings,
        *plan.findings,
        *obstacles(project, plan),
        *left_out(project.root, (change.file for change in changes.files if change.action == "create")),
        *changes.findings,
        *(by_hand(step) for step in changes.by_hand),
    )
    done = partial(Result, "add", plan=plan.to_json(), changes=changes, details=answer.to_json())
    if changes.is_empty:
        if changes.by_hand:
            return done(Exit.CONFLICTS, "Nothing to do, but for what is left to do by hand.", findings=told)
        return done(Exit.DONE, "Nothing to do: the chat is grafted already.", findings=told)
    require_ready(project.root, changes, allow_dirty=request.allow_dirty)
    screen.plan(plan, changes)
    if request.dry_run:
        return done(Exit.DONE, f"A dry run. {NOTHING}", findings=told)
    if not request.yes and not confirmed(screen, "Make these changes?"):
        return done(Exit.DONE, NOTHING, findings=told)
    record = Record(__version__, _resolved(choices, plan), kept(project, plan))
    told += apply(project.root, changes, record, allow_dirty=request.allow_dirty, progress=telling(screen))
    next_steps = tuple(closing(plan, request.path))
    if changes.by_hand:
        return done(Exit.CONFLICTS, "Done, but for what is left to do by hand.", findings=told, closing=next_steps)
    return done(Exit.DONE, "Done: the chat is grafted.", findings=told, closing=next_steps)


def _without_install(changes: ChangeSet) -> ChangeSet:
    """The commands are left to the owner, who is told of them."""
    what, why = "The packages are not installed.", "--no-install was given, and nothing runs without them."
    told = (Finding("not-installed", what, why, as_typed(command)) for command in changes.commands)
    return replace(changes, commands=(), findings=(*changes.findings, *told))


def _refuse_other_wire(wire: str | None, earlier: dict[str, Any]) -> None:
    """What one wire has put into the owner's files is not taken out by the other."""
    if wire and earlier.get("wire") not in (None, wire):
        what = f"The chat is there already, with --wire {earlier['wire']}."
        raise ChatgraftError(
            Finding("other-wire", what, cure=f"chatgraft remove\nchatgraft add --wire {wire}"), Exit.ASK
        )


def _choices(request: Request, earlier: dict[str, Any], heard: dict[str, Any]) -> Choices:
    """What is said now wins over what was decided before, a flag over a sentence; features are switched one by one."""
    on = {*request.feature, *heard.get("features", ())}
    off = {*request.no_feature, *heard.get("without", ())}
    said = {
        "frontend": request.frontend,
        "frontend_root": request.frontend_root,
        "backend": request.backend,
        "backend_root": request.backend_root,
        "database": request.database,
        "assistant": request.assistant,
        "callable": request.callable,
        "wire": request.wire,
        "api_url": request.api_url,
        "ui": request.ui,
        "domain_key": request.domain_key,
        "pages": tuple(request.page),
    }
    features = {
        "features": tuple(sorted({*earlier.get("features", ()), *on} - off)),
        "without": tuple(sorted({*earlier.get("without", ()), *off} - on)),
    }
    if (request.callable or "callable" in heard) and not request.assistant:
        earlier = {name: value for name, value in earlier.items() if name != "assistant"}
    if request.assistant and "assistant" in heard:
        # The flag names a store of passages, and the sentence the model that answers from it.
        said |= {"passages": request.assistant, "assistant": heard["assistant"]}
    said = {name: value for name, value in said.items() if value}
    fields = {"heard": tuple(sorted(heard))} if heard else {}
    return Choices.from_json(earlier | heard | said | features | fields)


def _resolved(choices: Choices, plan: Plan) -> dict[str, Any]:
    """The choices with every question answered. The domain key is public: the browser shows it."""
    answered = asdict(choices)
    if plan.site:
        answered |= {"frontend": plan.site.fact.framework, "frontend_root": plan.site.fact.root}
    if plan.service:
        root = plan.service.fact.root if plan.service.fact else plan.service.root
        answered |= {"backend": plan.service.backend, "backend_root": root, "wire": plan.service.wire}
        answered |= {"database": plan.service.database, "assistant": plan.service.assistant}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in answered.items()}
