"""The chat's Python packages in a project whose packages a manager keeps: what is asked for, and the lock file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from chatgraft.core.changes import ByHand, Change, Command, FileChange
from chatgraft.core.data_files import find_data, table_in
from chatgraft.core.project import Project
from chatgraft.core.python_managers import NAMES, PythonManager
from chatgraft.core.python_needs import tables
from chatgraft.core.python_project import asked_in, requirement_name, requirements
from chatgraft.core.source import Source
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
    listed = table_in(source.parsed(find_data), "project")
    group = next((name for name in manager.groups if name in tables(source)), None)
    # Where both are there Poetry 2 takes the names from the list alone (python-poetry.org/docs/pyproject).
    if group and "dependencies" not in listed:
        yield from append_keys(source, group, dict(map(_pair, missing)))
    elif "dependencies" in _texts(listed.get("dynamic")):
        what = "they are computed (`dynamic`), and are asked for where that is done"
        yield ByHand(manifest, "among the dependencies", "\n".join(map(_bare, missing)), what)
    else:
        yield from append_items(source, "project", "dependencies", [_bare(line) for line in missing])


def commands(manager: PythonManager, change: FileChange) -> Iterator[Command]:
    """What brings the lock in line with the changed manifest. An environment outside of the project is the manager's
    own matter."""
    folder = posixpath.dirname(change.file) or "."
    lock = posixpath.normpath(posixpath.join(folder, manager.lock))
    for argv in told(manager, new_names(change)):
        yield Command(
            argv=argv,
            folder=folder,
            why="brings the lock file and the environment in line with what is asked for",
            writes=(lock,),
            makes=(posixpath.join(posixpath.dirname(lock), ".venv"),),
            redo=argv if argv == manager.commands[-1] else (),
        )


def told(manager: PythonManager, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The manager's commands as they are run."""
    for argv in manager.commands:
        yield tuple(each for word in argv for each in (names if word == NAMES else (word,)))


def new_names(change: FileChange) -> tuple[str, ...]:
    """The distributions that are asked for only now."""
    before, after = (Source(change.file, data or b"") for data in (change.before, change.after))
    known = {named.name for named in asked_in(before)}
    return tuple(named.name for named in asked_in(after) if named.name not in known)


def _texts(value: object) -> list[object]:
    return value if isinstance(value, list) else []


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
