"""Node: the chat is a service of its own, beside whatever else the project runs."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.backends import Backend
from chatgraft.backends.node_app import KIT
from chatgraft.core.facts import BackendFact
from chatgraft.core.project import Project


def detect(_project: Project) -> Iterator[BackendFact]:
    """Nothing shows it: it is chosen."""
    yield from ()


BACKEND = Backend(
    name="node",
    detect=detect,
    kit=KIT,
    server="",
    words=("node service", "node.js service", "node backend", "node.js backend"),
)
