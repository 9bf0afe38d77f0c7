"""SQLite, a file beside the service: what chats are kept in until `DATABASE_URL` names another place."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.core.facts import DatabaseFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import env_urls, requirements
from chatgraft.databases import Database

NAME = "sqlite"


def detect(project: Project) -> Iterator[DatabaseFact]:
    for variable, scheme, file, line in env_urls(project):
        if scheme.split("+")[0] == NAME:
            yield DatabaseFact(NAME, variable, None, (Evidence(file, line, f"{variable} is a SQLite URL"),))
    for name, file, line in requirements(project):
        if name == "aiosqlite":
            yield DatabaseFact(NAME, None, "aiosqlite", (Evidence(file, line, "requires aiosqlite"),))


DATABASE = Database(
    name=NAME,
    detect=detect,
    packages=(),
    url=None,
    local="Nothing to start: the chat is kept in `.chatkit/chatkit.sqlite3` beside the service.",
)
