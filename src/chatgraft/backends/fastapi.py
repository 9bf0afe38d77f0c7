"""FastAPI: the app that is there carries the chat, or a service of its own does.

An app is an object made by `FastAPI(...)`, at module level or in a factory (fastapi.tiangolo.com/tutorial).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.backends import Backend
from chatgraft.backends.fastapi_mount import CLASS, MOUNT, NAME
from chatgraft.backends.python_app import find_app
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import python_root


def detect(project: Project) -> Iterator[BackendFact]:
    for source in project.holding((".py",), CLASS.encode()):
        if (app := find_app(source, NAME, CLASS)) is None:
            continue
        file, root = source.file, python_root(project, source.file)
        inside = PurePosixPath(file).relative_to(root) if root != "." else PurePosixPath(file)
        yield BackendFact(
            framework=NAME,
            root=root,
            entry=f"{file}:{app.name}",
            interface="asgi",
            factory=app.factory,
            confidence=max(0.95 - 0.02 * len(inside.parts), 0.7) * (0.4 if is_aside(file) else 1),
            evidence=(Evidence(file, app.line, f"{app.name} is a FastAPI app"),),
        )


BACKEND = Backend(name=NAME, detect=detect, mount=MOUNT)
