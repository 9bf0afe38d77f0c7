"""How a Flask app is found by Flask's own command (flask.palletsprojects.com/en/stable/cli)."""

from __future__ import annotations

import ast
import posixpath

from chatgraft.core.asides import is_aside
from chatgraft.core.project import Project
from chatgraft.core.python_project import ENV_FILES, find_tree
from chatgraft.core.source import Source

FOUND = ("app", "application", "create_app", "make_app")
"""What `flask --app` looks for in a file by itself."""
_SAY = (".flaskenv", *ENV_FILES)


def flask_command(project: Project, entry: str, folder: str) -> tuple[str, ...]:
    """The words that start the app (`file.py:name`) in a folder, without a port: by the project's own word for it, else
    by the file that calls its factory, else by the one that makes it."""
    if any(_names_app(project, posixpath.normpath(posixpath.join(folder, name))) for name in _SAY):
        return ("flask", "run")
    file, _, name = entry.partition(":")
    file, name = _find_caller(project, folder, file, name) or (file, name)
    path = posixpath.relpath(posixpath.dirname(file) if file.endswith("/__init__.py") else file, folder)
    return ("flask", "--app", path if name in ("", *FOUND) else f"{path}:{name}", "run")


def _names_app(project: Project, file: str) -> bool:
    source = project.find_source(file)
    lines = source.text.splitlines() if source and source.is_utf8 else []
    return any(line.strip().removeprefix("export ").lstrip().startswith("FLASK_APP=") for line in lines)


def _find_caller(project: Project, folder: str, made_in: str, factory: str) -> tuple[str, str] | None:
    """A file of the folder that calls the factory for its own module-level app, and that app's name."""
    for file in sorted(project.files):
        if file.endswith(".py") and (posixpath.dirname(file) or ".") == folder and file != made_in:
            source = None if is_aside(file) else project.find_source(file)
            if source and factory.encode() in source.data and (name := _called_in(source, factory)):
                return file, name
    return None


def _called_in(source: Source, factory: str) -> str | None:
    body = tree.body if (tree := find_tree(source)) else []
    if not any(isinstance(node, ast.ImportFrom) and factory in [each.name for each in node.names] for node in body):
        return None
    made = (node for node in body if isinstance(node, ast.Assign) and _is_call_of(node.value, factory))
    names = (target.id for node in made for target in node.targets if isinstance(target, ast.Name))
    return next(names, None)


def _is_call_of(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
