"""Which of a project's requirements files is meant: that in which what the app is made of is named."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.core.project import Project
from chatgraft.core.python_project import requirements

FOLDER = "requirements"
_INCLUDES = re.compile(r"^\s*(?:-r|--requirement)[ =]?\s*([^\s#]+)", re.MULTILINE)
_HASHED = re.compile(r"--hash[ =]")


def find_requirements(project: Project, folder: str, package: str | None) -> str | None:
    """The file of the folder, or of `requirements/` in it, that names the package; one that others include before one
    that includes. Where none names it: `requirements.txt`, else the one that is included."""
    usual = str(PurePosixPath(folder, "requirements.txt"))
    inside = str(PurePosixPath(folder, FOLDER))
    there = [usual] if usual in project.files else []
    there += sorted(file for file in project.ending(".txt") if posixpath.dirname(file) == inside)
    included = {each for file in there for each in includes(project, file)}
    reached = [*there, *sorted(included - {*there})]
    naming = [
        file for file in reached if file in {named.file for named in requirements(project) if named.name == package}
    ]
    own = [file for file in naming if file in included] or naming
    base = [file for file in there if file in included and file != usual]
    return next(iter((*own, *there[: usual in there], *base)), None)


def find_for_tests(project: Project, file: str) -> str:
    """Where what tests need is named, beside the file or in it; the file itself where that is nowhere."""
    folder = posixpath.dirname(file)
    beside = [named.file for named in requirements(project) if named.name == "pytest" and named.file.endswith(".txt")]
    if file in beside or file not in project.files:
        return file
    return next((each for each in beside if posixpath.dirname(each) == folder), file)


def find_compiled_from(project: Project, file: str) -> str | None:
    """The `.in` of which pip-tools or uv makes the file (pip-tools.readthedocs.io)."""
    made_of = f"{file.removesuffix('.txt')}.in"
    return made_of if made_of in project.files else None


def is_hashed(project: Project, file: str) -> bool:
    """Whether pip takes nothing from the file that has no hash (pip.pypa.io/en/stable/topics/secure-installs)."""
    source = project.find_source(file)
    return source is not None and source.is_utf8 and _HASHED.search(source.text) is not None


def includes(project: Project, file: str) -> Iterator[str]:
    """The files that the file takes in by `-r`, and those that they take in."""
    waiting, seen = [file], {file}
    while waiting:
        here = waiting.pop()
        source = project.find_source(here)
        for name in _INCLUDES.findall(source.text) if source and source.is_utf8 else ():
            found = posixpath.normpath(posixpath.join(posixpath.dirname(here), name))
            if found in project.files and found not in seen:
                seen.add(found)
                waiting.append(found)
                yield found
