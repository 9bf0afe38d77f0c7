"""The chat's Python packages in a project whose packages a manager keeps: what is asked for, and the lock file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from chatgraft.core.changes import Change, Command
from chatgraft.core.project import Project
from chatgraft.core.python_managers import PythonManager
from chatgraft.core.python_needs import tables
from chatgraft.core.python_project import requirement_name, requirements
from chatgraft.edits.toml import append_items, append_keys

_LINE = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?\s*([^;#]*)")


def ask_for(project: Project, manifest: str, manager: PythonManager, lines: Sequence[str]) -> Iterator[Change]:
    """The requirement lines that the manifest does not have yet, in the form in which it has the others."""
    source = project.find_source(manifest)
    if source is None:
        return
    there = {named.name for named in requirements(project) if named.file == manifest}
    missing = [line for line in lines if (name := requirement_name(line)) is not None and name not in there]
    if not missing:
        return
    group = next((name for name in manager.groups if name in tables(source)), None)
    if group:
        yield from append_keys(source, group, dict(map(_pair, missing)))
    else:
        yield from append_items(source, "project", "dependencies", [_bare(line) for line in missing])


def commands(manager: PythonManager, folder: str) -> Iterator[Command]:
    """An environment outside of the project is the manager's own matter."""
    for argv in manager.commands:
        yield Command(
            argv=argv,
            folder=folder,
            why="brings the lock file and the environment in line with what is asked for",
            writes=(str(PurePosixPath(folder, manager.lock)),),
            makes=(str(PurePosixPath(folder, ".venv")),),
            redo=argv if argv == manager.commands[-1] else (),
        )


def _bare(line: str) -> str:
    return line.partition("#")[0].strip()


def _pair(line: str) -> tuple[str, str]:
    """`uvicorn[standard]>=0.30,<1` as a key and a value of Poetry's and Pipenv's tables."""
    found = _LINE.match(line)
    if found is None:
        raise ValueError(f"{line!r} is no requirement")
    name, extras, wanted = found.group(1), found.group(2), found.group(3).strip() or "*"
    if not extras:
        return name, f'"{wanted}"'
    quoted = ", ".join(f'"{extra.strip()}"' for extra in extras.split(","))
    return name, f'{{ version = "{wanted}", extras = [{quoted}] }}'
