"""One module a database. The rest of the house knows a database only by this record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.facts import DatabaseFact
from chatgraft.core.modules import records
from chatgraft.core.project import Project


@dataclass(frozen=True, slots=True)
class Database:
    """`packages` are requirement lines beyond the kit's own; `url` is an example value for `DATABASE_URL`, without
    a password, or None where nothing needs to be set; `local` says how one is started on a developer's machine. `words`
    are those in which people name it, where its name alone is not what they write. `shared`: chats lie in tables of a
    database that the project may have migrations of its own for."""

    name: str
    detect: Callable[[Project], Iterator[DatabaseFact]]
    packages: tuple[str, ...]
    url: str | None
    local: str
    words: tuple[str, ...] = ()
    shared: bool = False


def every() -> dict[str, Database]:
    """By name, found by walking the package."""
    return {record.name: record for record in records(__name__, "DATABASE", Database)}
