"""Databases are found by scheme, driver or image; no value of an env file is ever kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft import databases
from tests.unit.sites import make_project

COMPOSE = "services:\n  db:\n    image: postgres:16\n"


@pytest.mark.parametrize(
    ("files", "kind", "variable", "through"),
    [
        ({".env": "A=1\nDATABASE_URL=postgresql+asyncpg://me:hunter2@db/x\n"}, "postgresql", "DATABASE_URL", None),
        ({".env": 'DB="postgres://me:hunter2@db/x"\n'}, "postgresql", "DB", None),
        ({"requirements.txt": "psycopg2-binary==2.9\n"}, "postgresql", None, "psycopg2-binary"),
        ({"package.json": '{"dependencies": {"pg": "8"}}'}, "postgresql", None, "pg"),
        ({"docker-compose.yml": COMPOSE}, "postgresql", None, "compose"),
        ({".env": "DATABASE_URL=sqlite:///x.db\n"}, "sqlite", "DATABASE_URL", None),
        ({"requirements.txt": "aiosqlite\n"}, "sqlite", None, "aiosqlite"),
    ],
)
def test_finds_one(tmp_path: Path, files: dict[str, str], kind: str, variable: str | None, through: str | None) -> None:
    project = make_project(tmp_path, files)
    (found,) = [fact for database in databases.every().values() for fact in database.detect(project)]
    assert (found.kind, found.url_variable, found.through) == (kind, variable, through)
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize(
    "files",
    [
        {".env": "# DATABASE_URL=postgresql://x\n"},
        {".env": "URL=https://postgresql.org\n"},
        {"README.md": "DATABASE_URL=postgresql://x"},
        {"docker-compose.yml": "services:\n  # image: postgres:16\n  x:\n    image: postgres-exporter:1\n"},
        {"package-lock.json": '{"packages": {"node_modules/pg": {}}}'},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: dict[str, str]) -> None:
    project = make_project(tmp_path, files)
    assert [fact for database in databases.every().values() for fact in database.detect(project)] == []
