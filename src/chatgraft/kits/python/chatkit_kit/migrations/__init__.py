"""The tables `chatkit_*` and their versions, kept by Alembic in a version table of its own.

Whether the tables are current is one query; Alembic and SQLAlchemy are loaded only to change them.
"""

import asyncio
from pathlib import Path

from ..errors import DatabaseUnavailableError, SchemaError
from ..settings import Settings
from ..stores.sql import Executor

HEAD = "0004"
VERSION_TABLE = "chatkit_alembic_version"


class AlembicTables:
    """The tables of a service that keeps its database itself. In development, missing ones are made on the way."""

    setting = "DATABASE_URL"

    def __init__(self, settings: Settings, executor: Executor) -> None:
        self.command = settings.migrate_command
        self._executor = executor
        self._url = settings.database_url
        self._by_hand = settings.production
        self._migrating = asyncio.Lock()

    async def require(self) -> None:
        try:
            await require_current(self._executor)
        except SchemaError:
            if self._by_hand:
                raise
            await self.migrate()
            await require_current(self._executor)

    async def migrate(self) -> None:
        async with self._migrating:
            await asyncio.to_thread(upgrade, self._url)


async def require_current(executor: Executor) -> None:
    """Raise `SchemaError` unless the tables are at `HEAD`, `DatabaseUnavailableError` when nobody answers."""
    if not await executor.has_table(VERSION_TABLE):
        raise SchemaError("The chat's tables have not been created yet.")
    rows = await executor.fetch(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608  a constant
    if [row[0] for row in rows] != [HEAD]:
        raise SchemaError("The chat's tables belong to another version of this service.")


def upgrade(url: str, revision: str = HEAD) -> None:
    """Bring the tables of `url` to a revision. Blocks, and must not run on an event loop's thread.

    Raises `DatabaseUnavailableError` with the database's own reason, but not with what a driver says of an address that
    it cannot read, which may hold a piece of the password. Several services may do it at once.
    """
    from alembic import command  # noqa: PLC0415  0.3 s, and needed once a version
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes.update(url=url, version_table=VERSION_TABLE)
    if url.startswith("mysql:"):
        from ..stores.mysql import connection_settings  # noqa: PLC0415

        config.attributes["mysql"] = connection_settings(url)
    try:
        command.upgrade(config, revision)
    except Exception as error:  # drivers, SQLAlchemy and Alembic have no common ancestor
        reason = getattr(error, "orig", None) or error
        if isinstance(reason, ValueError):
            raise DatabaseUnavailableError("DATABASE_URL cannot be read.") from None
        raise DatabaseUnavailableError(str(reason.__cause__ or reason)) from error
