"""The chat in a FastAPI app that is there: where it lands, the lines in the owner's file, how the app is started."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator

from chatgraft.backends import API, Landed, Mount, Start
from chatgraft.backends.python_app import is_call, names_of
from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact
from chatgraft.core.project import Project
from chatgraft.core.python_entry import import_root, module_name, start_folder, uvicorn_command
from chatgraft.core.python_needs import lacking, route_at
from chatgraft.core.python_values import Call, calls, find_folder, text_of
from chatgraft.edits.python_calls import Handed, hand_over

NAME, CLASS = "fastapi", "FastAPI"
PORT = 8000
MODULE, FUNCTION = "chatkit_server", "mount_chatkit"
NEEDS = {"fastapi": (0, 100), "starlette": (0, 27), "pydantic": (2, 9)}
PYTHON = (3, 10)


def obstacle(project: Project, fact: BackendFact) -> str | None:
    """FastAPI 0.100 is the first that works with Pydantic 2, of which the SDK's own types are made."""
    return lacking(project, fact.root, NEEDS, PYTHON) or route_at(project, fact.root, API)


def place(_project: Project, fact: BackendFact) -> str:
    """Beside the file that makes the app: from there it is imported in the way of the app's other modules."""
    return posixpath.dirname(_file(fact)) or "."


def edits(project: Project, fact: BackendFact, landed: Landed) -> Iterator[Change]:
    source = project.find_source(_file(fact))
    if source is None:
        return
    package = posixpath.basename(landed.folder)
    in_package = landed.beside != import_root(project, source.file)
    module = f".{package}.{MODULE}" if in_package else f"{package}.{MODULE}"
    classes = names_of(source, NAME, CLASS)
    handed = Handed(module, FUNCTION, fact.entry.partition(":")[2], factory=fact.factory)

    def makes(node: ast.expr) -> bool:
        return is_call(node, classes)

    yield from hand_over(source, handed, makes)


def start(project: Project, fact: BackendFact) -> Start:
    folder = start_folder(project, _file(fact))
    words = uvicorn_command(project, fact.entry, folder, factory=fact.factory)
    return Start((*words, "--port", "{port}"), folder, PORT)


def migrate(project: Project, fact: BackendFact, landed: Landed) -> tuple[str, ...]:
    """Run in the folder in which the app is started, which is not always the one that it is imported from."""
    root = import_root(project, _file(fact))
    return ("python", "-m", f"{module_name(landed.folder, root)}.{MODULE}", "migrate")


def shows(project: Project, fact: BackendFact) -> frozenset[str]:
    """`app.mount("/", StaticFiles(directory="site", html=True))`, wherever it is said."""
    folder = start_folder(project, _file(fact))
    found = (
        find_folder(each.argument("directory", 0), each, folder)
        for each in calls(project, fact.root, "StaticFiles")
        if _is_at_top(each)
    )
    return frozenset(each for each in found if each)


def _is_at_top(files: Call) -> bool:
    mounts = (node for node in ast.walk(files.tree) if isinstance(node, ast.Call) and files.node in node.args)
    return any(text_of(mount.args[0]) in ("", "/") for mount in mounts)


def _file(fact: BackendFact) -> str:
    return fact.entry.partition(":")[0]


MOUNT = Mount(
    server="fastapi_mounted",
    obstacle=obstacle,
    place=place,
    edits=edits,
    start=start,
    migrate=migrate,
    shows=shows,
)
