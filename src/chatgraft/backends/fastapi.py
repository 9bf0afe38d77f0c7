"""FastAPI: the app that is there carries the chat, or a service of its own does.

An app is an object made by `FastAPI(...)`, at module level or in a factory (fastapi.tiangolo.com/tutorial).
FastAPI 0.100 is the first that works with Pydantic 2, of which the SDK's own types are made.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from chatgraft.backends import Backend, Mount, Start
from chatgraft.backends.python_mount import Framework, file_of, migrate, place
from chatgraft.core.facts import BackendFact
from chatgraft.core.project import Project
from chatgraft.core.python_entry import start_folder, uvicorn_command
from chatgraft.core.python_values import Call, calls, find_folder, text_of
from chatgraft.edits.python_constants import Constant

PORT = 8000
FASTAPI = Framework("fastapi", "FastAPI", "asgi", (("fastapi", (0, 100)), ("starlette", (0, 27))))


def start(project: Project, fact: BackendFact) -> Start:
    folder = start_folder(project, file_of(fact))
    words = uvicorn_command(project, fact.entry, folder, factory=fact.factory)
    return Start((*words, "--port", "{port}"), folder, PORT)


def shows(project: Project, fact: BackendFact) -> frozenset[str]:
    """`app.mount("/", StaticFiles(directory="site", html=True))`, wherever it is said."""
    folder = start_folder(project, file_of(fact))
    found = (
        find_folder(each.argument("directory", 0), each, folder)
        for each in calls(project, fact.root, "StaticFiles")
        if _is_at_top(each)
    )
    return frozenset(each for each in found if each)


def _is_at_top(files: Call) -> bool:
    mounts = (node for node in ast.walk(files.tree) if isinstance(node, ast.Call) and files.node in node.args)
    return any(text_of(mount.args[0]) in ("", "/") for mount in mounts)


def constants(fact: BackendFact) -> Mapping[str, Constant]:
    """Whom the app takes to be signed in, where its code shows it."""
    known = fact.signed_in
    return {} if known is None or known.id is None else {"USER": f"{known.module}:{known.name}", "USER_ID": known.id}


MOUNT = Mount(
    server="fastapi_mounted",
    obstacle=FASTAPI.obstacle,
    place=place,
    edits=FASTAPI.edits,
    start=start,
    migrate=migrate,
    shows=shows,
    constants=constants,
)
BACKEND = Backend(name=FASTAPI.package, detect=FASTAPI.detect, mount=MOUNT)
