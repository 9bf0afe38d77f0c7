"""Opens the folder that a verb was given and decides what its chat is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chatgraft.changes.manifest import find_manifest
from chatgraft.changes.transaction import recover
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import Survey
from chatgraft.core.project import Project
from chatgraft.plan.choices import SERVICE, Choices
from chatgraft.plan.decide import UNSEEN, decide
from chatgraft.plan.decisions import Plan
from chatgraft.survey import findings


def open_project(path: Path) -> Project:
    """Raises ChatgraftError (exit 2) where there is no such folder or nothing in it.

    A graft that was cut short, by a power cut for one, is put back first.
    """
    if not path.is_dir():
        what = f"{path} is not a folder." if path.exists() else f"There is no folder {path}."
        raise ChatgraftError(Finding("no-project", what, cure="Name the project's folder."), Exit.ASK)
    recover(path.resolve())
    manifest = find_manifest(path.resolve())
    made = {file.path: file.sha for file in manifest.files if file.created} if manifest else {}
    project = Project(path, made, [file.path for file in manifest.files if not file.created] if manifest else ())
    if not project.files:
        raise ChatgraftError(
            Finding("no-project", f"{path} holds no files.", cure="Run it in the folder of a web project."), Exit.ASK
        )
    return project


def recorded(project: Project) -> dict[str, Any]:
    """What an earlier `add` decided, so that a later verb decides the same. Empty before the first.

    What was grafted when there was no choice of a wire is a service of its own.
    """
    manifest = find_manifest(project.root)
    return {"wire": SERVICE, **manifest.choices} if manifest and manifest.choices else {}


def decided(project: Project, found: Survey, choices: Choices) -> Plan:
    """As `decide`. Where no frontend is seen and a file could not be read, that file is the news (exit 1)."""
    try:
        return decide(project, found, choices)
    except ChatgraftError as error:
        trouble = next(findings(project), None)
        if error.finding.code in UNSEEN and trouble:
            raise ChatgraftError(trouble, Exit.FAILED) from error
        raise
