"""Passages of each store, found by the question's vector: the official clients at real stores, or at what they send."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from chatgraft.kits.python.chatkit_kit.passages import trouble
from chatgraft.kits.python.chatkit_kit.questions import Question
from chatgraft.kits.python.chatkit_kit.site_search.pages import Passage
from tests.assistants.passages.embedder import KEY, SIZE, embedding, vector
from tests.assistants.passages.owners import KIT, close, owners
from tests.assistants.passages.weaviate import weaviate
from tests.assistants.passages.web import Asked, Imitation, Refused, speaking
from tests.fixtures.servers import START_SECONDS, free_port

# Pinecone's client leaves connections open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
NAME = "Herbarium"
ROWS = [
    {
        "chunk": "Saxifrage grows on wet rocks of the fells.",
        "headline": "Saxifrage",
        "web": "https://herb.example/saxifrage",
    },
    {"chunk": "Moss campion makes cushions of pink flowers.", "headline": "Moss campion", "web": "/campion"},
    {"chunk": "The museum is closed on Mondays.", "headline": "Opening hours", "web": "hours.pdf"},
    {"chunk": "Only curators read about the saxifrage of the cellar.", "headline": "Cellar", "web": "/cellar"},
]
FIELDS = {"TEXT": "chunk", "TITLE": "headline", "URL": "web"}
VECTORS = [vector(row["chunk"]) for row in ROWS]
SAXIFRAGE = Passage("https://herb.example/saxifrage", "Saxifrage", "", "Saxifrage grows on wet rocks of the fells.")
Environ = Mapping[str, str]


@pytest.fixture(scope="module", autouse=True)
def maker() -> Iterator[Imitation]:
    with embedding() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_BASE_URL", f"{server.url}/v1")
        patch.setenv("OPENAI_API_KEY", KEY)
        yield server


@dataclass(frozen=True, slots=True)
class Standing:
    """A store with the rows in it: the module of the kit with its owner's constants, and how only three of the rows
    are for visitors."""

    module: ModuleType
    filter: Mapping[str, Any]


@contextlib.contextmanager
def qdrant(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    from qdrant_client import QdrantClient, models

    path = folder / "qdrant"
    with contextlib.closing(QdrantClient(path=str(path))) as client:
        size = models.VectorParams(size=SIZE, distance=models.Distance.COSINE)
        client.create_collection(NAME, vectors_config=size)
        points = [models.PointStruct(id=i, vector=VECTORS[i], payload=row) for i, row in enumerate(ROWS)]
        client.upsert(NAME, points=points)
    module = owners("retrieval.qdrant", patch, COLLECTION=NAME, FOLDER=str(path), **FIELDS)
    hidden = models.FieldCondition(key="headline", match=models.MatchValue(value="Cellar"))
    yield Standing(module, {"FILTER": models.Filter(must_not=[hidden])})


@contextlib.contextmanager
def chroma(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    import chromadb

    client = chromadb.PersistentClient(path=str(folder / "chroma"))
    collection = client.create_collection(NAME, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)
    metadata = [{name: row[name] for name in ("headline", "web")} for row in ROWS]
    collection.add(ids=list("abcd"), embeddings=VECTORS, documents=[row["chunk"] for row in ROWS], metadatas=metadata)
    fields = {name: value for name, value in FIELDS.items() if name != "TEXT"}
    module = owners(
        "retrieval.chroma", patch, COLLECTION=NAME, FOLDER=str(folder / "chroma"), MOST_DISTANCE=0.75, **fields
    )
    yield Standing(module, {"FILTER": {"headline": {"$ne": "Cellar"}}})


@contextlib.contextmanager
def chroma_server(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """The same store behind its own server."""
    with chroma(folder, patch) as standing:
        port = free_port()
        argv = [
            str(Path(sys.executable).with_name("chroma")),
            "run",
            "--path",
            str(folder / "chroma"),
            "--port",
            str(port),
        ]
        server = subprocess.Popen([*argv, "--host", "127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _await(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            patch.setenv("CHROMA_HOST", "127.0.0.1")
            patch.setenv("CHROMA_PORT", str(port))
            patch.setattr(standing.module, "FOLDER", None)
            standing.module.collection.cache_clear()
            yield standing
        finally:
            server.terminate()
            server.wait(10)


@contextlib.contextmanager
def pgvector(_folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """In a folder of its own: the server has a user of its own, and pytest closes its folders to all but its user."""
    folder = tempfile.mkdtemp(prefix="pgvector")
    patch.setenv("XDG_RUNTIME_DIR", folder)
    import pgserver

    server = pgserver.get_server(f"{folder}/postgres")
    try:
        server.psql(
            f'CREATE EXTENSION vector; CREATE TABLE "{NAME}" (id serial, vec vector({SIZE}), chunk text, about jsonb);'
        )
        for row, found in zip(ROWS, VECTORS, strict=True):
            about = json.dumps({"headline": row["headline"], "web": row["web"]})
            server.psql(f"INSERT INTO \"{NAME}\" (vec, chunk, about) VALUES ('{found}', '{row['chunk']}', '{about}')")
        patch.setenv("PGVECTOR_URL", server.get_uri().replace("postgresql://", "postgresql+asyncpg://"))
        deeper = {"TEXT": "chunk", "TITLE": "about.headline", "URL": "about.web"}
        module = owners("retrieval.pgvector", patch, COLLECTION=NAME, VECTOR="vec", **deeper)
        yield Standing(module, {"ROWS": "about->>'headline' <> 'Cellar'"})
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@contextlib.contextmanager
def pinecone(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """docs.pinecone.io/reference/api: describe an index, then query it at its own host."""

    def answer(asked: Asked) -> object:
        if asked.headers.get("api-key") != KEY:
            raise Refused(401, {"status": 401, "error": {"code": "UNAUTHENTICATED", "message": "Invalid API Key"}})
        if asked.path == f"/indexes/{NAME}":
            schema = {"fields": {"values": {"type": "dense_vector", "dimension": SIZE, "metric": "cosine"}}}
            placed = {"deployment_type": "managed", "cloud": "aws", "region": "us-east-1"}
            ready = {"status": {"ready": True, "state": "Ready"}, "deletion_protection": "disabled"}
            return {"name": NAME, "host": server.url, "schema": schema, "deployment": placed, **ready}
        if asked.path == "/query" and len(asked.body["vector"]) == SIZE and asked.body["includeMetadata"]:
            hidden = asked.body.get("filter") == {"headline": {"$ne": "Cellar"}}
            rows = [(_like(asked.body["vector"], found), row) for found, row in zip(VECTORS, ROWS, strict=True)]
            rows = sorted(
                (row for row in rows if not hidden or row[1]["headline"] != "Cellar"), key=lambda row: -row[0]
            )
            matches = [{"id": row["headline"], "score": score, "metadata": row} for score, row in rows]
            return {"matches": matches[: asked.body["topK"]], "namespace": "", "usage": {"readUnits": 1}}
        raise Refused(400, {"status": 400, "error": {"code": "INVALID_ARGUMENT", "message": str(asked)}})

    with speaking(answer) as server:
        patch.setenv("PINECONE_CONTROLLER_HOST", server.url)
        patch.setenv("PINECONE_API_KEY", KEY)
        yield Standing(
            owners("retrieval.pinecone", patch, COLLECTION=NAME, **FIELDS), {"FILTER": {"headline": {"$ne": "Cellar"}}}
        )


@contextlib.contextmanager
def by_weaviate(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    from weaviate.classes.query import Filter

    with weaviate(NAME, list(zip(VECTORS, ROWS, strict=True)), KEY) as (url, grpc_port):
        patch.setenv("WEAVIATE_URL", url)
        patch.setenv("WEAVIATE_GRPC_PORT", str(grpc_port))
        patch.setenv("WEAVIATE_API_KEY", KEY)
        hidden = Filter.by_property("headline").not_equal("Cellar")
        yield Standing(owners("retrieval.weaviate", patch, COLLECTION=NAME, **FIELDS), {"FILTER": hidden})


STORES: dict[str, Callable[[Path, pytest.MonkeyPatch], contextlib.AbstractContextManager[Standing]]] = {
    "qdrant": qdrant,
    "chroma": chroma,
    "chroma server": chroma_server,
    "pgvector": pgvector,
    "pinecone": pinecone,
    "weaviate": by_weaviate,
}


@pytest.fixture(params=STORES)
async def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Standing]:
    with STORES[request.param](tmp_path, monkeypatch) as standing:
        yield standing
        await close("chatkit_embedding", standing.module.__name__.removeprefix(f"{KIT}."))


async def test_it_finds_what_fits_and_nothing_else_and_what_is_for_visitors(
    store: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one go, as one client goes with one loop."""
    passages = await store.module.find_passages(Question("saxifrage rocks"))
    assert passages[0] == SAXIFRAGE
    assert [passage.page for passage in passages] == ["Saxifrage", "Cellar"]
    assert [p.url for p in await store.module.find_passages(Question("When closed?", "Mondays museum"))] == [
        "Opening hours"
    ]
    assert await store.module.find_passages(Question("Quantum chromodynamics")) == []
    assert trouble() == ""
    for name, value in store.filter.items():
        monkeypatch.setattr(store.module, name, value)
    assert await store.module.find_passages(Question("saxifrage rocks")) == [SAXIFRAGE]


def _like(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _await(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.05)
    raise RuntimeError(f"Nobody answers at {url}")
