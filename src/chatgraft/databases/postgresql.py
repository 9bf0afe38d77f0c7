"""PostgreSQL, where `DATABASE_URL` names one.

Found by a URL's scheme (its value is never shown), a driver, what a mapper is told, or a compose image.
"""

from __future__ import annotations

from chatgraft.databases import Database
from chatgraft.databases.signs import Signs

SIGNS = Signs(
    kind="postgresql",
    title="PostgreSQL",
    schemes=frozenset({"postgres", "postgresql", "postgis"}),
    drivers=frozenset({"asyncpg", "psycopg", "psycopg2", "psycopg2-binary", "pg8000"}),
    packages=("pg", "postgres", "@neondatabase/serverless", "@vercel/postgres"),
    images=frozenset({"postgres", "postgis", "pgvector", "postgresql", "timescaledb"}),
    names=frozenset({"postgres", "postgresql", "pg", "postgis", "postgresql_psycopg2"}),
    classes=frozenset({"PostgresqlDatabase", "PooledPostgresqlDatabase"}),
)
DATABASE = Database(
    name=SIGNS.kind,
    detect=SIGNS.detect,
    packages=(),
    url="postgresql://chatkit@localhost:5432/chatkit",
    local="Start PostgreSQL, create an empty database, and name it in `DATABASE_URL`.",
    words=("postgresql", "postgres", "psql", "supabase"),
    shared=True,
)
