"""How the file that makes a Python web app is imported by whoever starts it: from which folder, by which name."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.core.project import Project
from chatgraft.core.python_project import find_tree, imports, python_root
from chatgraft.core.python_values import assignments, dotted
from chatgraft.core.source import Source

_COMMANDS = re.compile(r"(?:^|/)(?:Procfile|Dockerfile[^/]*|Makefile|[^/]+\.(?:sh|ya?ml|toml|json|md|ps1|bat))$")
"""Where owners write down how they start their app."""
_LONGEST = 200_000


def import_root(project: Project, file: str) -> str:
    """The folder from which the file's module is imported.

    Told by a command that names the module, else by how the file imports its neighbours, else by the packages in which
    it lies.
    """
    return _named_in_commands(project, file) or _shown_by_imports(project, file) or _above_packages(project, file)


def module_name(file: str, root: str) -> str:
    """The dotted name of a file or folder, imported from a folder that it lies in."""
    inside = posixpath.relpath(file, root)
    return inside.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def start_folder(project: Project, file: str) -> str:
    """Where the app is started: in its own folder, where its relative paths begin, or above it where it is imported
    from there."""
    root, home = import_root(project, file), python_root(project, file)
    return home if home == "." or root.startswith(f"{home}/") else root


def uvicorn_command(project: Project, entry: str, folder: str, *, factory: bool) -> tuple[str, ...]:
    """The words that start an ASGI app (`file.py:name`) in a folder, without a port (www.uvicorn.org/settings)."""
    file, _, name = entry.partition(":")
    root = import_root(project, file)
    if factory and (made := _made_by(project.find_source(file), name)):
        name, factory = made, False
    beside = ("--app-dir", posixpath.relpath(root, folder)) if root != folder else ()
    return ("uvicorn", *beside, f"{module_name(file, root)}:{name}", *(("--factory",) if factory else ()))


def _made_by(source: Source | None, function: str) -> str | None:
    """What the module itself assigns the outcome of its function to: `app = create_app()`."""
    for name, value in assignments(find_tree(source) or ast.Module([], [])).items() if source else ():
        if isinstance(value, ast.Call) and dotted(value.func) == function:
            return name
    return None


def _folders(file: str) -> list[str]:
    """Those that the file lies in, the nearest first."""
    return [str(folder) for folder in PurePosixPath(file).parents]


def _named_in_commands(project: Project, file: str) -> str | None:
    """`uvicorn backend.main:app` in a Dockerfile names the module `backend.main`."""
    folders = _folders(file)
    names = {module_name(file, folder): folder for folder in folders}
    place = re.compile(rf"(?<![\w./-])({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))}):[a-z_]\w*")
    own = project.find_source(file)
    for source in [*([own] if own else []), *commands(project)]:
        if source.is_utf8 and (found := place.search(source.text)):
            return names[found.group(1)]
    return None


def commands(project: Project) -> Iterator[Source]:
    """The files in which owners write down commands, the least deep first."""
    for file in sorted(project.files, key=lambda name: (name.count("/"), name)):
        if _COMMANDS.search(file) and (source := project.find_source(file)) and len(source.data) < _LONGEST:
            yield source


def _shown_by_imports(project: Project, file: str) -> str | None:
    source, folders = project.find_source(file), _folders(file)
    for found in imports(source) if source else ():
        level = len(found.module) - len(found.module.lstrip("."))
        if level:
            above = folders[level:]
            return next((folder for folder in above if not project.exists(f"{folder}/__init__.py")), folders[-1])
        if (folder := next((each for each in folders if _holds(project, each, found.module)), None)) is not None:
            return folder
    return None


def _holds(project: Project, folder: str, module: str) -> bool:
    """Whether the folder has a module of the project's own code by that name."""
    whole = posixpath.normpath(posixpath.join(folder, module.replace(".", "/")))
    return f"{whole}.py" in project.files or f"{whole}/__init__.py" in project.files


def _above_packages(project: Project, file: str) -> str:
    return next((folder for folder in _folders(file) if not project.exists(f"{folder}/__init__.py")), ".")
