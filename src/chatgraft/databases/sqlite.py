"""SQLite, a file beside the service: what chats are kept in until `DATABASE_URL` names another place."""

from __future__ import annotations

from chatgraft.databases import Database
from chatgraft.databases.signs import Signs

SIGNS = Signs(
    kind="sqlite",
    title="SQLite",
    schemes=frozenset({"sqlite"}),
    drivers=frozenset({"aiosqlite"}),
    packages=("better-sqlite3", "sqlite3"),
    images=frozenset(),
    names=frozenset({"sqlite", "sqlite3", "better-sqlite3"}),
    classes=frozenset({"SqliteDatabase", "PooledSqliteDatabase"}),
)
DATABASE = Database(
    name=SIGNS.kind,
    detect=SIGNS.detect,
    packages=(),
    url=None,
    local="Nothing to start: the chat is kept in `.chatkit/chatkit.sqlite3` beside the service.",
)
