"""PostgreSQL with the extension pgvector (github.com/pgvector/pgvector, its Python package for each ORM)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from chatgraft.assistants import Variable
from chatgraft.calls import calls
from chatgraft.calls.python_code import argument, class_values, dotted
from chatgraft.core.facts import RETRIEVES, AssistantFact, Evidence, PassagesFact
from chatgraft.core.project import Project
from chatgraft.core.python_project import nodes
from chatgraft.core.source import Source
from chatgraft.core.wanted import wanted
from chatgraft.edits.python_constants import Constant
from chatgraft.retrieval import Store
from chatgraft.retrieval.landing import said, variable
from chatgraft.retrieval.signs import fields_among, last

NAME = "pgvector"
ADDRESS = "PGVECTOR_URL"
# `CREATE TABLE chunks (… embedding vector(1536))`, in a file of SQL or a string that is one.
CREATED = re.compile(
    r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"]+)\s*\(((?:[^()]|\([^()]*\))*?\bvector\s*\((\d+)\)(?:[^()]|\([^()]*\))*)\)",
    re.IGNORECASE,
)
COLUMN = re.compile(r"(?:^|,)\s*\"?(\w+)\"?\s+([A-Za-z]+)", re.MULTILINE)
# The tables of LangChain's PGVector (github.com/langchain-ai/langchain-postgres).
WRAPPED = "langchain_pg_embedding"
ROWS = "collection_id = (SELECT uuid FROM langchain_pg_collection WHERE name = '{}')"


def detect(project: Project) -> Iterator[AssistantFact]:
    """The table whose column is a vector: of an ORM's model, of SQL, or of LangChain."""
    packages = (NAME, "langchain-postgres", "llama-index-vector-stores-postgres")
    asked = [found for _, found in wanted(project, packages, ())]
    table = next(chain(_wrapped(project), _models(project), _statements(project)), None)
    if table:
        kind, evidence, fields, vector, part = table
        columns = {"text": "document", "title": "cmetadata.title", "url": "cmetadata.source"} if part else fields
        yield AssistantFact(
            NAME,
            (*asked, evidence),
            role=RETRIEVES,
            collection=kind,
            payload_field=columns.get("text"),
            passages=PassagesFact(fields=columns, variables={"address": "DATABASE_URL"}, vector=vector, part=part),
        )
    elif asked:
        yield AssistantFact(NAME, tuple(asked), role=RETRIEVES)


Table = tuple[str, Evidence, dict[str, str], str, str | None]


def _wrapped(project: Project) -> Iterator[Table]:
    for one in calls(project, b"PGVector"):
        if last(one) == "PGVector" or one.name.endswith("PGVector.from_documents"):
            name = one.argument("collection_name").text
            if name and re.fullmatch(r"[\w .-]+", name):
                evidence = Evidence(one.file, one.line, f"the collection {name} of LangChain's PGVector")
                yield WRAPPED, evidence, {}, "embedding", ROWS.format(name)


def _models(project: Project) -> Iterator[Table]:
    """Models of SQLAlchemy and SQLModel (`__tablename__`), and of Django (an app's name and the model's)."""
    for source in project.holding((".py",), b"Vector"):
        for node in nodes(source):
            if isinstance(node, ast.ClassDef) and (found := _model(source, node)):
                yield found


def _model(source: Source, node: ast.ClassDef) -> Table | None:
    values = dict(class_values(node))
    vector = next((name for name, value in values.items() if _is_vector(value)), None)
    named = values.get("__tablename__")
    if vector is None:
        return None
    if isinstance(named, ast.Constant):
        table = str(named.value)
    elif any(dotted(base).endswith("models.Model") for base in node.bases):
        folder = source.file.split("/")[-2] if "/" in source.file else ""
        table = f"{folder}_{node.name}".lower()
    else:
        return None
    evidence = Evidence(source.file, node.lineno, f"the table {table} has vectors")
    return table, evidence, fields_among(values), vector, None


def _is_vector(value: ast.expr) -> bool:
    """`Column(Vector(1536))`, `mapped_column(Vector(1536))`, `Field(sa_column=Column(Vector(3)))`, `VectorField(…)`."""
    if not isinstance(value, ast.Call):
        return False
    if dotted(value.func).rpartition(".")[2] in ("Vector", "VectorField", "HalfVector", "HalfVectorField", "HALFVEC"):
        return True
    inner = [*value.args, argument(value, "sa_column"), argument(value, "sa_type"), argument(value, "type_")]
    return any(_is_vector(each) for each in inner if each is not None)


def _statements(project: Project) -> Iterator[Table]:
    for source in project.holding((".sql", ".py"), b"vector("):
        for text, line in _texts(source):
            if found := CREATED.search(text):
                columns = {name: kind.lower() for name, kind in COLUMN.findall(found.group(2))}
                vector = next((name for name, kind in columns.items() if kind == "vector"), "embedding")
                table = found.group(1).replace('"', "")
                evidence = Evidence(source.file, line, f"the table {table} has vectors")
                yield table, evidence, fields_among(columns), vector, None


def _texts(source: Source) -> Iterator[tuple[str, int]]:
    if source.file.endswith(".py"):
        for node in nodes(source):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "vector(" in node.value.lower():
                yield node.value, node.lineno
    elif source.is_utf8:
        yield source.text, source.line_of("vector(")


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - DATABASE_URL is where chats are kept
    why = "The database that has the passages, as the app knows it: postgresql://…"
    return (variable(None, "address", ADDRESS, why),)


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG001 - a server is the same from everywhere
    found = said(fact)
    if fact and fact.passages.vector:
        found |= {"VECTOR": fact.passages.vector}
    if fact and fact.passages.part:
        found |= {"ROWS": fact.passages.part}
    return found


STORE = Store(
    name=NAME,
    detect=detect,
    kit_file="retrieval/pgvector.py",
    packages=("asyncpg>=0.29,<1",),
    env=env,
    constants=constants,
    rank=40,
)
