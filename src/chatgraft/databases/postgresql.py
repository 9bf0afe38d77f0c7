"""PostgreSQL, where `DATABASE_URL` names one.

Found by a URL's scheme (its value is never shown), a driver, or a compose image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.core.facts import DatabaseFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.python_project import env_urls, requirements
from chatgraft.databases import Database

NAME = "postgresql"
DRIVERS = frozenset({"asyncpg", "psycopg", "psycopg2", "psycopg2-binary", "pg8000"})
NODE_DRIVERS = ("pg", "postgres")
COMPOSE = ("docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml")
IMAGE = re.compile(rb"^\s*image:\s*[\"']?(?:[\w.-]+/)*(?:postgres|postgis|pgvector)[:\s\"']", re.MULTILINE)


def detect(project: Project) -> Iterator[DatabaseFact]:
    for variable, scheme, file, line in env_urls(project):
        if scheme.split("+")[0] in {"postgres", NAME}:
            yield DatabaseFact(NAME, variable, None, (Evidence(file, line, f"{variable} is a PostgreSQL URL"),))
    for name, file, line in requirements(project):
        if name in DRIVERS:
            yield DatabaseFact(NAME, None, name, (Evidence(file, line, f"requires {name}"),))
    for package in project.packages:
        for name in NODE_DRIVERS:
            if name in package.wants:
                evidence = Evidence(package.source.file, package.line_of(name), f"depends on {name}")
                yield DatabaseFact(NAME, None, name, (evidence,))
    for file in project.named(*COMPOSE):
        source = project.find_source(file)
        if source and (image := IMAGE.search(source.data)):
            evidence = Evidence(file, source.line_at(image.end() - 1), "runs a PostgreSQL image")
            yield DatabaseFact(NAME, None, "compose", (evidence,))


DATABASE = Database(
    name=NAME,
    detect=detect,
    packages=(),
    url="postgresql://chatkit@localhost:5432/chatkit",
    local="Start PostgreSQL, create an empty database, and name it in `DATABASE_URL`.",
    words=("postgresql", "postgres", "psql", "supabase"),
)
