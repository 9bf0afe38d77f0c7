"""Opens the folder that a verb was given."""

from __future__ import annotations

from pathlib import Path

from chatgraft.changes.manifest import find_manifest
from chatgraft.changes.transaction import recover
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.project import Project


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
    project = Project(path, made)
    if not project.files:
        raise ChatgraftError(
            Finding("no-project", f"{path} holds no files.", cure="Run it in the folder of a web project."), Exit.ASK
        )
    return project
