"""Databases are found by scheme, driver or image; no value of an env file is ever kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft import databases
from chatgraft.core.facts import DatabaseFact
from chatgraft.core.project import Project
from tests.unit.sites import make_project

ENGINE = "from sqlalchemy import create_engine\ne = "
PRISMA = 'generator c {\n  provider = "prisma-client-js"\n}\n\ndatasource db {\n  // x\n  provider = "mysql"\n}\n'
DJANGO = {
    "manage.py": "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings')\n",
    "site/settings.py": "DATABASES = {'default': {'ENGINE': 'django.db.backends.mysql', 'PASSWORD': 'hunter2'}}\n",
}
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
        ({".env": "DATABASE_URL=mysql+aiomysql://me:hunter2@db/x\n"}, "mysql", "DATABASE_URL", None),
        ({".env": "MONGO_URL=mongodb+srv://me:hunter2@db/x\n"}, "mongodb", "MONGO_URL", None),
        ({"pyproject.toml": '[project]\ndependencies = ["mysqlclient"]\n'}, "mysql", None, "mysqlclient"),
        ({"requirements.txt": "motor>=3\n"}, "mongodb", None, "motor"),
        ({"package.json": '{"dependencies": {"mongoose": "8"}}'}, "mongodb", None, "mongoose"),
        ({"compose.yaml": "services:\n  db:\n    image: docker.io/library/mariadb:11\n"}, "mysql", None, "compose"),
        ({"compose.yaml": "services: {db: {image: 'mongo@sha256:ab'}}\n"}, "mongodb", None, "compose"),
        ({"db.py": f"{ENGINE}create_engine('mysql+pymysql://me:hunter2@db/x')\n"}, "mysql", None, "create_engine"),
        ({"c.py": "SQLALCHEMY_DATABASE_URI = 'mysql://a:hunter2@b'\n"}, "mysql", None, "SQLALCHEMY_DATABASE_URI"),
        ({"c.py": "class S:\n    url: str = f'mongodb://me:{hunter2}@db'\n"}, "mongodb", None, "url"),
        ({"orm.py": "TORTOISE = {'connections': {'a': 'mysql://me:hunter2@db/x'}}\n"}, "mysql", None, "TORTOISE"),
        ({"db.py": "from peewee import *\ndb = MySQLDatabase('x')\n"}, "mysql", None, "MySQLDatabase"),
        (DJANGO, "mysql", None, "django"),
        ({"prisma/schema.prisma": PRISMA}, "mysql", None, "prisma"),
        (
            {"drizzle.config.ts": "import 'drizzle-kit'\nexport default defineConfig({ dialect: 'mysql' })\n"},
            "mysql",
            None,
            "defineConfig",
        ),
        (
            {"src/data.ts": "import 'typeorm'\nexport const db = new DataSource({ type: 'mariadb' })\n"},
            "mysql",
            None,
            "DataSource",
        ),
        (
            {"db.js": "require('sequelize')\nconst s = new Sequelize('x', 'me', { dialect: 'mysql' })\n"},
            "mysql",
            None,
            "Sequelize",
        ),
        (
            {"db.js": "require('sequelize')\nconst s = new Sequelize('postgres://me:hunter2@db/x')\n"},
            "postgresql",
            None,
            "Sequelize",
        ),
        ({"knexfile.js": "module.exports = { development: { client: 'mysql2' } }\n"}, "mysql", None, "knexfile"),
        (
            {
                "requirements.txt": "asyncpg\n",
                "db.py": f"import os\n{ENGINE}create_async_engine(os.environ['DB_URL'])\n",
            },
            "postgresql",
            "DB_URL",
            "create_async_engine",
        ),
        (
            {
                ".env.example": "MAIN_DB=mysql://a@b/c\n",
                "db.py": f"import os\n{ENGINE}create_engine(os.environ['MAIN_DB'])\n",
            },
            "mysql",
            "MAIN_DB",
            "create_engine",
        ),
        (
            {"db.py": "import os\nfrom pymongo import MongoClient\nc = MongoClient(os.environ['DB_URI'])\n"},
            "mongodb",
            "DB_URI",
            "MongoClient",
        ),
        (
            {
                ".env": "DATABASE_URL=postgresql://me:hunter2@db/x\n",
                "requirements.txt": "psycopg\n",
                "compose.yml": COMPOSE,
                "db.py": f"import os\n{ENGINE}create_engine(os.environ['DATABASE_URL'])\n",
            },
            "postgresql",
            "DATABASE_URL",
            "create_engine",
        ),
    ],
)
def test_finds_one(tmp_path: Path, files: dict[str, str], kind: str, variable: str | None, through: str | None) -> None:
    project = make_project(tmp_path, files)
    (found,) = detected(project)
    assert (found.kind, found.url_variable, found.through) == (kind, variable, through)
    assert "hunter2" not in repr(found)


def detected(project: Project) -> list[DatabaseFact]:
    return [fact for database in databases.every().values() for fact in database.detect(project)]


@pytest.mark.parametrize(
    ("variable", "kinds"), [("MYSQL_URL", ["mysql"]), ("DATABASE_URL", []), ("REDIS_URL", []), ("CACHE_DSN", [])]
)
def test_of_two_drivers_a_variable_is_for_the_one_that_its_name_says(
    tmp_path: Path, variable: str, kinds: list[str]
) -> None:
    code = f"import 'sequelize'\nconst s = new Sequelize(process.env.{variable})\n"
    project = make_project(tmp_path, {"requirements.txt": "asyncpg\npymysql\n", "db.ts": code})
    assert [fact.kind for fact in detected(project) if fact.url_variable] == kinds


def test_two_addresses_are_two_databases(tmp_path: Path) -> None:
    urls = ".env", "DATABASE_URL=postgresql://a@b/c\nSTATISTICS_URL=postgresql://a@d/e\n"
    found = detected(make_project(tmp_path, dict([urls]) | {"requirements.txt": "psycopg\n"}))
    assert [(fact.url_variable, fact.through) for fact in found] == [
        ("DATABASE_URL", "psycopg"),
        ("STATISTICS_URL", None),
    ]


@pytest.mark.parametrize(
    "files",
    [
        {".env": "# DATABASE_URL=postgresql://x\n"},
        {".env": "URL=https://postgresql.org\n"},
        {"README.md": "DATABASE_URL=postgresql://x"},
        {"docker-compose.yml": "services:\n  # image: postgres:16\n  x:\n    image: postgres-exporter:1\n"},
        {"db.py": "# create_engine('mysql://x')\n'mysql://y'\n"},
        {"README.md": "mysql://x", "notes.py": "raise ValueError('mysql://x')\n"},
        {"compose.yml": "services:\n  x:\n    build: .\n    # image: mysql:8\n    environment:\n      IMAGE: mysql\n"},
        {"prisma/schema.prisma": 'generator c {\n  provider = "mysql"\n}\n// datasource d { provider = "mysql" }\n'},
        {"knexfile.js": "// client: 'mysql2'\nmodule.exports = {}\n"},
        {"tests/test_db.py": f"{ENGINE}create_engine('mysql://x')\n"},
        {"package-lock.json": '{"packages": {"node_modules/pg": {}}}'},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: dict[str, str]) -> None:
    project = make_project(tmp_path, files)
    assert detected(project) == []
