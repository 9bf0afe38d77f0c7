"""Packages that a project asks for, of Python and of JavaScript, with the places where it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from chatgraft.core.facts import Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import requirements


def wanted(project: Project, distributions: Collection[str], npm: Iterable[str]) -> Iterator[tuple[str, Evidence]]:
    """Those of the names that are asked for. Names of distributions are normalized."""
    for name, file, line in requirements(project):
        if name in distributions:
            yield name, Evidence(file, line, f"requires {name}")
    for package in project.packages:
        for name in npm:
            if name in package.wants:
                yield name, Evidence(package.source.file, package.line_of(name), f"depends on {name}")
