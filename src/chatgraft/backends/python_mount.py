"""What it takes to join the chat to a Python app that is an object: the app is handed to a function of the chat's."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.backends import API, CHAT_NEEDS, Landed
from chatgraft.backends.python_app import find_app, is_call, names_of
from chatgraft.core.asides import is_aside
from chatgraft.core.changes import Change
from chatgraft.core.facts import BackendFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_entry import import_root, module_name, start_folder
from chatgraft.core.python_needs import Version, lacking, old_calls, route_at
from chatgraft.core.python_project import find_wanted_version, python_root
from chatgraft.edits.python_calls import Handed, hand_over

MODULE, FUNCTION = "chatkit_server", "mount_chatkit"
PYTHON = (3, 10)
USUAL = frozenset({"main", "app", "api", "asgi", "wsgi", "server", "application", "__init__"})
"""What the file that makes the app is called."""


@dataclass(frozen=True, slots=True)
class Framework:
    """Its apps are objects of the class `made_by`, imported from `package`. `needs` are the oldest versions that can
    carry the chat."""

    package: str
    made_by: str
    interface: str
    needs: tuple[tuple[str, Version], ...]

    def detect(self, project: Project) -> Iterator[BackendFact]:
        for source in project.holding((".py",), self.made_by.encode()):
            if (app := find_app(source, self.package, self.made_by)) is None:
                continue
            file, root = source.file, python_root(project, source.file)
            inside = PurePosixPath(file).relative_to(root) if root != "." else PurePosixPath(file)
            yield BackendFact(
                framework=self.package,
                root=root,
                entry=f"{file}:{app.name}",
                interface=self.interface,
                factory=app.factory,
                confidence=_confidence(inside) * (0.4 if is_aside(file) else 1),
                evidence=(
                    Evidence(file, app.line, f"{app.name} {'makes' if app.factory else 'is'} a {self.made_by} app"),
                ),
                version=find_wanted_version(project, self.package),
            )

    def obstacle(self, project: Project, fact: BackendFact) -> str | None:
        held = lacking(project, fact.root, dict((*self.needs, *CHAT_NEEDS)), PYTHON)
        return held or old_calls(project, fact.root) or route_at(project, fact.root, API)

    def edits(self, project: Project, fact: BackendFact, landed: Landed) -> Iterator[Change]:
        source = project.find_source(file_of(fact))
        if source is None:
            return
        package = posixpath.basename(landed.folder)
        in_package = landed.beside != import_root(project, source.file)
        module = f".{package}.{MODULE}" if in_package else f"{package}.{MODULE}"
        classes = names_of(source, self.package, self.made_by)
        handed = Handed(module, FUNCTION, fact.entry.partition(":")[2], factory=fact.factory)

        def makes(node: ast.expr) -> bool:
            return is_call(node, classes)

        yield from hand_over(source, handed, makes)


def _confidence(inside: PurePosixPath) -> float:
    """Of several apps in one folder the shallow ones with a usual name are the product, others its parts."""
    return max(0.95 - 0.02 * len(inside.parts), 0.7) - (0 if inside.stem in USUAL else 0.01)


def place(_project: Project, fact: BackendFact) -> str:
    """Beside the file that makes the app: from there it is imported in the way of the app's other modules."""
    return posixpath.dirname(file_of(fact)) or "."


def migrate(project: Project, fact: BackendFact, landed: Landed) -> tuple[str, ...]:
    """Run in the folder in which the app is started, which is not always the one that it is imported from."""
    root, folder = import_root(project, file_of(fact)), start_folder(project, file_of(fact))
    words = ("python", "-m", f"{module_name(landed.folder, root)}.{MODULE}", "migrate")
    return words if root == folder else ("env", f"PYTHONPATH={posixpath.relpath(root, folder)}", *words)


def file_of(fact: BackendFact) -> str:
    return fact.entry.partition(":")[0]
