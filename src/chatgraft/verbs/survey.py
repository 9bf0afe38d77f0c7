"""`chatgraft survey`: what was found, with the places it rests on. Changes nothing, decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chatgraft.core.errors import Exit
from chatgraft.core.facts import Survey
from chatgraft.core.result import Result
from chatgraft.survey import counts, findings, survey, to_json
from chatgraft.verbs import Screen
from chatgraft.verbs.project import open_project


@dataclass(frozen=True, slots=True)
class Request:
    path: Path


def run(request: Request, screen: Screen) -> Result:
    project = open_project(request.path)
    found = survey(project)
    screen.detail(counts(project))
    screen.survey(found, in_full=True)
    return Result(
        verb="survey",
        exit=Exit.DONE,
        summary=_summary(found),
        findings=tuple(findings(project)),
        details=to_json(found),
    )


def _summary(found: Survey) -> str:
    parts = (
        (len(found.frontends), "frontend"),
        (len(found.backends), "backend"),
        (len(found.databases), "database"),
        (len(found.assistants), "AI source"),
    )
    counts = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in parts if count]
    return "Found " + (", ".join(counts) if counts else "nothing that Chatgraft knows") + "."
