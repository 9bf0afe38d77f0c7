"""Alembic's entry: runs the migrations over one connection, in the way of each database."""

import asyncio
from pathlib import Path
from typing import Any

from alembic import context
from sqlalchemy import Connection, Table, create_engine, event, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

# Any number does, as long as no other program on the same database takes the same one.
LOCK = 7_263_101_975
# The locks of a MySQL server are common to its databases; this one ends with the connection.
MYSQL_LOCK = "SELECT GET_LOCK(CONCAT('chatkit ', MD5(DATABASE())), 60)"
# Texts are equal only where every byte is, blanks at the end included: MariaDB's name for it, MySQL's, and what older
# versions have. Their usual collations take `Ann` and `ann` for one, who would be one owner.
COLLATIONS = ("utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin")
COLLATION_OF = "SELECT table_collation FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = "
# From what is referred to, to what refers to it.
TABLES = tuple(f"chatkit_{name}" for name in ("threads", "items", "feedback", "attachments", "sessions", "runs"))


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        version_table=context.config.attributes["version_table"],
        transactional_ddl=connection.dialect.name != "mysql",
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        context.run_migrations()


async def migrate_postgres(url: str) -> None:
    import asyncpg  # type: ignore[import-untyped]  # noqa: PLC0415  SQLite does without

    # The driver reads the URL itself, as it does for the service: SQLAlchemy does not know ?sslmode=require.
    engine = create_async_engine("postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(url, timeout=10))
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


def migrate_sqlite(url: str) -> None:
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    # The driver would begin no transaction before a CREATE TABLE: two services at once would both make the tables,
    # and one that is killed on the way would leave half of them.
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": 30})
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate(connection)
    engine.dispose()


def migrate_mysql(settings: dict[str, Any]) -> None:
    import pymysql  # type: ignore[import-untyped]  # noqa: PLC0415

    engine = create_engine("mysql+pymysql://", creator=lambda: pymysql.connect(**settings))
    with engine.connect() as connection:
        if connection.scalar(text(MYSQL_LOCK)) != 1:
            raise TimeoutError("Another service has been changing the chat's tables for a minute.")
        _drop_beginnings(connection)
        options = {"engine": "InnoDB", "charset": "utf8mb4", "collate": _collation(connection)}
        event.listen(Table, "before_create", lambda table, *_, **__: table.dialect_options["mysql"].update(options))
        migrate(connection)
        connection.commit()
    engine.dispose()


def _drop_beginnings(connection: Connection) -> None:
    """MySQL keeps each change as it is made: who was killed while making the first tables has left some of them,

    without a version and with nothing in them.
    """
    there = [table for table in TABLES if inspect(connection).has_table(table)]
    version_table = context.config.attributes["version_table"]
    if inspect(connection).has_table(version_table) and connection.scalar(text(f"SELECT 1 FROM {version_table}")):  # noqa: S608
        return
    if not any(connection.scalar(text(f"SELECT 1 FROM {table} LIMIT 1")) for table in there):  # noqa: S608
        for table in reversed(there):
            connection.execute(text(f"DROP TABLE {table}"))


def _collation(connection: Connection) -> str:
    """That of the tables that are there, as foreign keys want the same; else the best that the server knows."""
    if used := connection.scalar(text(f"{COLLATION_OF} 'chatkit_threads'")):
        return str(used)
    known = set(connection.scalars(text("SELECT collation_name FROM information_schema.collations")))
    return next(name for name in COLLATIONS if name in known)


database_url: str = context.config.attributes["url"]
if database_url.startswith("sqlite:"):
    migrate_sqlite(database_url)
elif database_url.startswith("mysql:"):
    migrate_mysql(context.config.attributes["mysql"])
else:
    asyncio.run(migrate_postgres(database_url))
