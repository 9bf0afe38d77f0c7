"""Projects written in code."""

from __future__ import annotations

from pathlib import Path

from chatgraft.core.project import Project


def project_of(folder: Path, files: dict[str, str]) -> Project:
    """A project of these files, outside git."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return Project(folder)
