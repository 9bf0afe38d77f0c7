"""Alembic's entry: runs the migrations over one connection, SQLite directly and PostgreSQL through asyncpg."""

import asyncio
from pathlib import Path

from alembic import context
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

# Any number does, as long as no other program on the same database takes the same one.
LOCK = 7_263_101_975


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection, version_table=context.config.attributes["version_table"], transactional_ddl=True
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


database_url: str = context.config.attributes["url"]
if database_url.startswith("sqlite:"):
    migrate_sqlite(database_url)
else:
    asyncio.run(migrate_postgres(database_url))
