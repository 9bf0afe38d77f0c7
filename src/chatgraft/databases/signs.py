"""How a project shows which database it uses: addresses, drivers, what mappers are told, images of containers.

Read by their syntax: what stands in a comment or in prose counts for nothing. Of an address the scheme alone is kept.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chatgraft.calls import Called, Value, calls
from chatgraft.core.asides import is_aside
from chatgraft.core.data_files import find_yaml, table_in
from chatgraft.core.django_project import django_projects
from chatgraft.core.facts import DatabaseFact, Evidence
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.core.python_project import env_urls, nodes
from chatgraft.core.python_values import text_of
from chatgraft.core.wanted import wanted
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exported_object import find_text

COMPOSE = ("docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml")
# What is called with an address, or told the kind of database: SQLAlchemy, SQLModel, databases, Peewee, Tortoise,
# dj-database-url, PyMongo, Motor, MongoEngine; TypeORM, Sequelize, Knex, Drizzle, Mongoose.
CONNECTING = frozenset(
    {"create_engine", "create_async_engine", "Database", "connect", "register_tortoise", "init", "config", "parse"}
    | {"MongoClient", "AsyncMongoClient", "AsyncIOMotorClient"}
    | {
        "DataSource",
        "createConnection",
        "createPool",
        "forRoot",
        "Sequelize",
        "knex",
        "Knex",
        "drizzle",
        "defineConfig",
    }
)
# One of them stands in a file that connects, as it is imported there.
MAPPERS = (
    *(b"sqlalchemy", b"sqlmodel", b"from databases", b"peewee", b"tortoise", b"dj_database_url", b"MongoClient"),
    *(b"mongoengine", b"typeorm", b"sequelize", b"knex", b"drizzle", b"mongoose"),
)
TOLD_BY = ("dialect", "type", "client", "provider")
CONFIGS = ("knexfile", "drizzle.config", "ormconfig")
SCRIPTS = (".js", ".ts", ".mjs", ".cjs", ".mts", ".cts")
PATHS = (("client",), ("dialect",), ("type",), ("development", "client"), ("production", "client"))
PRISMA_BLOCK = re.compile(r"^[ \t]*datasource\s+\w+\s*\{(.*?)^[ \t]*\}", re.MULTILINE | re.DOTALL)
PRISMA_PROVIDER = re.compile(r"^[ \t]*provider\s*=\s*\"(\w+)\"", re.MULTILINE)
# A variable that has the address of a database, as it is named.
ADDRESS = re.compile(r"(?:^|_)(?:DATABASE|DB|SQL|SQLALCHEMY|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB)(?:_|$)")
SCHEME = re.compile(r"([A-Za-z][\w.-]*)(?:\+\w+)?:/")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a database is known by. `kind` is ours, `title` its maker's name for it.

    `schemes` begin its addresses; `drivers` are distributions for Python, `packages` those of npm; `images` are the
    last parts of containers' images; `names` those that mappers have for it; `classes` are called to connect
    to it alone.
    """

    kind: str
    title: str
    schemes: frozenset[str]
    drivers: frozenset[str]
    packages: tuple[str, ...]
    images: frozenset[str]
    names: frozenset[str]
    classes: frozenset[str] = frozenset()

    def detect(self, project: Project) -> Iterator[DatabaseFact]:
        """One fact for each variable that has an address; what names none belongs to the first of them."""
        named = list(self._named(project))
        told = [
            self._fact(one.file, one.line, f"{one.by} connects to {self.title}", one.by, one.variable)
            for one in _told(project)
            if self._is_meant(project, one)
        ]
        variables: list[str | None] = list(
            dict.fromkeys(fact.url_variable for fact in named + told if fact.url_variable)
        ) or [None]
        for variable in variables:
            among = (variable, None) if variable == variables[0] else (variable,)
            evidence = [one for fact in named + told if fact.url_variable in among for one in fact.evidence]
            through = (fact.through for fact in told + named if fact.url_variable in among)
            if evidence:
                yield DatabaseFact(self.kind, variable, next(filter(None, through), None), tuple(evidence))

    def _is_meant(self, project: Project, told: _Told) -> bool:
        """Of a variable alone its value in an environment file tells the kind, else its name, else the one driver."""
        if told.name or told.scheme:
            return told.name in self.names | self.classes or told.scheme in self.schemes
        if told.by in self.classes:
            return True
        schemes = {url.scheme.split("+")[0] for url in env_urls(project) if url.variable == told.variable}
        if schemes:
            return not schemes.isdisjoint(self.schemes)
        words = (told.variable or "").lower().split("_")
        kinds = [other.kind for other in _every() if not other.names.isdisjoint(words)]
        return self.kind in kinds if kinds else project.derived(_driven) == {self.kind}

    def _named(self, project: Project) -> Iterator[DatabaseFact]:
        """By environments, packages and containers."""
        for variable, scheme, file, line in env_urls(project):
            if scheme.split("+")[0] in self.schemes:
                yield self._fact(file, line, f"{variable} is a {self.title} URL", None, variable)
        for name, evidence in wanted(project, self.drivers, self.packages):
            yield DatabaseFact(self.kind, None, name, (evidence,))
        for file, line, service in _images(project, self.images):
            yield self._fact(file, line, f"{service} runs a {self.title} image", "compose")

    def _fact(self, file: str, line: int, why: str, through: str | None, variable: str | None = None) -> DatabaseFact:
        return DatabaseFact(self.kind, variable, through, (Evidence(file, line, why),))


@dataclass(frozen=True, slots=True)
class _Told:
    """What code says of a database: a `name` or the `scheme` of an address, and who is told."""

    file: str
    line: int
    by: str
    name: str = ""
    scheme: str = ""
    variable: str | None = None


def _every() -> tuple[Signs, ...]:
    return tuple(records(__package__, "SIGNS", Signs))


def _driven(project: Project) -> frozenset[str]:
    """The kinds of databases that the project has a driver for."""
    return frozenset(
        signs.kind for signs in _every() if next(wanted(project, signs.drivers, signs.packages), None) is not None
    )


def _told(project: Project) -> tuple[_Told, ...]:
    return project.derived(_all_told)


def _all_told(project: Project) -> tuple[_Told, ...]:
    found = [*_called(project), *_assigned(project), *_django(project), *_configured(project), *_prisma(project)]
    places = {(told.file, told.line): told for told in reversed(found) if not is_aside(told.file)}
    return tuple(reversed(places.values()))


def _called(project: Project) -> Iterator[_Told]:
    """Calls of what connects; a class that connects to one kind alone is its own name."""
    for call in calls(project, *MAPPERS):
        name = call.name.rpartition(".")[2]
        if name.endswith("Database") and name != "Database":
            yield _Told(call.file, call.line, name, name=name)
        elif name in CONNECTING:
            yield from _of_call(call, name)


def _of_call(call: Called, name: str) -> Iterator[_Told]:
    values: list[Value] = [*call.placed, *call.words.values()]
    for value in values:
        if scheme := _scheme(value.text):
            yield _Told(call.file, call.line, name, scheme=scheme, variable=value.variable)
            return
    for word in TOLD_BY:
        if text := call.argument(word).text:
            yield _Told(call.file, call.line, name, name=text)
            return
    for value in values:
        if value.variable and ADDRESS.search(value.variable):
            yield _Told(call.file, call.line, name, variable=value.variable)
            return


def _assigned(project: Project) -> Iterator[_Told]:
    """Addresses that are given to names and settings: `SQLALCHEMY_DATABASE_URI`, a default, Tortoise's connections."""
    for source in project.holding((".py",), *_addresses()):
        for node in nodes(source):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and not _connects(node.value):
                for value in ast.walk(node.value):
                    text = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
                    if isinstance(value, ast.Constant | ast.JoinedStr) and (scheme := _scheme(text)):
                        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                        yield _Told(source.file, value.lineno, ast.unparse(target), scheme=scheme)


@cache
def _addresses() -> tuple[bytes, ...]:
    """What a file has in it that may hold an address of any database that there is a record of."""
    schemes = (scheme for signs in _every() for scheme in sorted(signs.schemes))
    return tuple(f"{scheme}{mark}".encode() for scheme in schemes for mark in ("://", "+"))


def _connects(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in CONNECTING


def _django(project: Project) -> Iterator[_Told]:
    for found in django_projects(project):
        for module in found.settings:
            for node in ast.walk(module.names["DATABASES"]) if "DATABASES" in module.names else ():
                if isinstance(node, ast.Dict):
                    for key, value in zip(node.keys, node.values, strict=True):
                        if text_of(key) == "ENGINE" and (engine := text_of(value)):
                            name = engine.rpartition(".")[2]
                            yield _Told(module.source.file, value.lineno, "django", name=name)


def _configured(project: Project) -> Iterator[_Told]:
    """What Knex, Drizzle and TypeORM read from a file of their own."""
    for file in project.ending(*SCRIPTS):
        stem = file.rpartition("/")[2].rpartition(".")[0]
        source = project.find_source(file) if stem in CONFIGS else None
        for path in PATHS if source else ():
            try:
                text = find_text(source, *path) if source else None
            except NotUnderstood:
                break
            if source and text:
                yield _Told(file, source.line_of(text), stem, name=text)
                break


def _prisma(project: Project) -> Iterator[_Told]:
    for file in project.ending(".prisma"):
        source = project.find_source(file)
        for block in PRISMA_BLOCK.finditer(source.text) if source and source.is_utf8 else ():
            if source and (provider := PRISMA_PROVIDER.search(block[1])):
                line = source.text.count("\n", 0, block.start(1) + provider.start(1)) + 1
                yield _Told(file, line, "prisma", name=provider[1])


def _images(project: Project, images: frozenset[str]) -> Iterator[tuple[str, int, str]]:
    """File, line and service of what runs one of these images."""
    for file in project.named(*COMPOSE):
        source = project.find_source(file)
        services = table_in(source.parsed(find_yaml), "services") if source else {}
        for name, service in services.items():
            image = service.get("image") if isinstance(service, dict) else None
            if source and isinstance(image, str) and image.rpartition("/")[2].split("@")[0].split(":")[0] in images:
                yield file, source.line_of(image), name


def _scheme(text: str | None) -> str:
    found = SCHEME.match(text or "")
    return found[1].lower().split("+")[0] if found else ""
