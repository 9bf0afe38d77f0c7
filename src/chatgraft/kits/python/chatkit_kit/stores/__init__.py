"""Where threads, items, runs and sessions are kept: one module a kind of database, named by the scheme of its URL."""

import asyncio

from ..settings import Settings
from .database import Database
from .sql import Executor

__all__ = ["Database", "Executor", "migrate", "open_database", "open_executor"]


def open_database(settings: Settings, *, connections: int) -> Database:
    """The database that the settings name. It connects when it is asked, so that a service starts before it."""
    from ..migrations import AlembicTables  # noqa: PLC0415  which needs this package
    from .sql_database import SqlDatabase  # noqa: PLC0415

    executor = open_executor(settings.database_url, connections=connections)
    return SqlDatabase(executor, AlembicTables(settings, executor))


def open_executor(url: str, *, connections: int) -> Executor:
    """What runs SQL at `url`."""
    if url.startswith("sqlite:"):
        from .sqlite import SqliteExecutor  # noqa: PLC0415  one driver is enough

        return SqliteExecutor(url)
    from .postgres import PostgresExecutor  # noqa: PLC0415

    return PostgresExecutor(url, connections=connections)


def migrate(settings: Settings) -> None:
    """Create the tables of the database that the settings name, or bring them up to date. Blocks."""
    asyncio.run(_migrate(settings))


async def _migrate(settings: Settings) -> None:
    database = open_database(settings, connections=1)
    try:
        await database.tables.migrate()
    finally:
        await database.close()
