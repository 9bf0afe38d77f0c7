"""`chatgraft doctor`: everything that would keep a visitor from chatting, each with its cure. Starts nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chatgraft.core.errors import Exit, Finding
from chatgraft.core.result import Result
from chatgraft.verbs import Screen, checks
from chatgraft.verbs.grafted import plan_of
from chatgraft.verbs.project import open_project


@dataclass(frozen=True, slots=True)
class Request:
    path: Path


def run(request: Request, screen: Screen) -> Result:
    project = open_project(request.path)
    plan = plan_of(project)
    found: list[Finding] = []
    for check in checks.every():
        found += check.look(project, plan, _titled(check.title, screen))
    told = (*found, *(each for each in plan.findings if each not in found))  # what `add` says is no trouble by itself
    if found:
        count = "1 trouble" if len(found) == 1 else f"{len(found)} troubles"
        return Result("doctor", Exit.FAILED, f"{count} found.", plan=plan.to_json(), findings=told)
    return Result("doctor", Exit.DONE, "No trouble found.", plan=plan.to_json(), findings=told)


def _titled(title: str, screen: Screen) -> checks.Say:
    return lambda line: screen.say(f"{title:<10}{line}")
