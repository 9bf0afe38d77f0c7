"""Where threads, items, runs and sessions are kept: one module a kind of database, named by the scheme of its URL."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import SettingsError
from ..settings import Settings
from .database import Database
from .sql import Executor

DRIVERS = {"postgresql": "asyncpg", "mysql": "aiomysql[rsa]", "mongodb": "pymongo>=4.13"}
"""The packages that are needed, by the scheme of a database's URL."""

__all__ = ["Database", "Executor", "migrate", "open_database", "open_executor"]


def open_database(settings: Settings, *, connections: int) -> Database:
    """The database that the settings name. It connects when it is asked, so that a service starts before it."""
    if settings.database_url.startswith("mongodb"):
        with _needing("mongodb"):
            from .mongo import MongoDatabase  # noqa: PLC0415  one driver is enough

        return MongoDatabase(settings, connections)
    from ..migrations import AlembicTables  # noqa: PLC0415  which needs this package
    from .sql_database import SqlDatabase  # noqa: PLC0415

    executor = open_executor(settings.database_url, connections=connections)
    return SqlDatabase(executor, AlembicTables(settings, executor))


def open_executor(url: str, *, connections: int) -> Executor:
    """What runs SQL at `url`. Raises `SettingsError` when the driver for it is not installed."""
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        from .sqlite import SqliteExecutor  # noqa: PLC0415  one driver is enough

        return SqliteExecutor(url)
    with _needing(scheme):
        if scheme == "mysql":
            from .mysql import MysqlExecutor  # noqa: PLC0415

            return MysqlExecutor(url, connections=connections)
        from .postgres import PostgresExecutor  # noqa: PLC0415

        return PostgresExecutor(url, connections=connections)


@contextmanager
def _needing(scheme: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise SettingsError(
            f"DATABASE_URL needs a package that is not installed. Run: pip install '{DRIVERS[scheme]}'"
        ) from error


def migrate(settings: Settings) -> None:
    """Create the tables of the database that the settings name, or bring them up to date. Blocks."""
    asyncio.run(_migrate(settings))


async def _migrate(settings: Settings) -> None:
    database = open_database(settings, connections=1)
    try:
        await database.tables.migrate()
    finally:
        await database.close()
