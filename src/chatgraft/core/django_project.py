"""A Django project as its files show it: `manage.py`, the settings that it names, and what these assign."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, nodes
from chatgraft.core.python_values import assignments, text_of
from chatgraft.core.source import Source

VARIABLE = "DJANGO_SETTINGS_MODULE"


@dataclass(frozen=True, slots=True)
class SettingsModule:
    """A module of the settings, and what it assigns at its top level."""

    source: Source
    tree: ast.Module
    names: dict[str, ast.expr]


@dataclass(frozen=True, slots=True)
class DjangoProject:
    """`root` is the folder of `manage.py`, from which a project's modules are imported. `line` is 1-based.

    `settings` is the module that `manage.py` names and, where settings are a package, the others beside it, from which
    that one may take.
    """

    manage: Source
    line: int
    root: str
    settings: tuple[SettingsModule, ...]

    def find_text(self, name: str) -> str | None:
        """The string that a setting is, in the first module that says one."""
        return next((text for each in self.settings if (text := text_of(each.names.get(name))) is not None), None)

    def find_file(self, project: Project, module: str) -> str | None:
        """The file of a module of this project."""
        base = posixpath.normpath(posixpath.join(self.root, module.replace(".", "/")))
        return next((file for file in (f"{base}.py", f"{base}/__init__.py") if file in project.files), None)


def django_projects(project: Project) -> tuple[DjangoProject, ...]:
    """One for each `manage.py` that names its settings."""
    return project.derived(_projects)


def _projects(project: Project) -> tuple[DjangoProject, ...]:
    return tuple(_found(project))


def _found(project: Project) -> Iterator[DjangoProject]:
    for file in project.named("manage.py"):
        source = project.find_source(file)
        said = _settings_module(source) if source else None
        if source and said:
            root = posixpath.dirname(file) or "."
            yield DjangoProject(source, said[1], root, tuple(_settings(project, root, said[0])))


def _settings_module(manage: Source) -> tuple[str, int] | None:
    """What `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")`, or an assignment to it, says.

    Some choose another one for tests; that of the other branch comes last, as in `if ...: ... else: ...`.
    """
    found = [each for node in nodes(manage) if (each := _said(node))]
    return next(((module, line) for module, line in reversed(found) if "test" not in module.split(".")), None)


def _said(node: ast.AST) -> tuple[str, int] | None:
    key, value = None, None
    if isinstance(node, ast.Call) and len(node.args) > 1:
        key, value = node.args[0], node.args[1]
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        key, value = node.targets[0].slice, node.value
    module = text_of(value) if text_of(key) == VARIABLE else None
    return (module, node.lineno) if module and isinstance(node, ast.Call | ast.Assign) else None


def _settings(project: Project, root: str, module: str) -> Iterator[SettingsModule]:
    named = posixpath.normpath(posixpath.join(root, module.replace(".", "/")))
    folder = named if f"{named}/__init__.py" in project.files else posixpath.dirname(named)
    beside = [file for file in project.ending(".py") if posixpath.dirname(file) == folder]
    several = folder == named or posixpath.basename(folder) == "settings"
    for file in dict.fromkeys([f"{named}.py", *(beside if several else ())]):
        source = project.find_source(file) if file in project.files else None
        if source and (tree := find_tree(source)):
            yield SettingsModule(source, tree, assignments(tree))
