"""Qdrant, through its official client (python-client.qdrant.tech, github.com/qdrant/qdrant-js)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chatgraft.assistants import Variable
from chatgraft.calls import calls
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant
from chatgraft.retrieval import Store
from chatgraft.retrieval.landing import beside, folder_in, said, variable
from chatgraft.retrieval.signs import Naming, Signs
from chatgraft.retrieval.signs import detect as detect_by

NAME = "qdrant"
ADDRESS, KEY = "QDRANT_URL", "QDRANT_API_KEY"
SIGNS = Signs(
    kind=NAME,
    words=(b"qdrant", b"Qdrant", b"QDRANT", b"collection_name"),
    packages=frozenset({"qdrant-client", "langchain-qdrant", "llama-index-vector-stores-qdrant"}),
    node_packages=frozenset({"@qdrant/js-client-rest", "@qdrant/qdrant-js", "@langchain/qdrant"}),
    variables={"address": r"QDRANT_(?:URL|HOST|ENDPOINT|CLUSTER_URL|CLOUD_URL)", "key": r"QDRANT_(?:API_)?KEY"},
    clients=frozenset({"QdrantClient", "AsyncQdrantClient"}),
    settings={"address": ("url", "location", "host"), "key": ("api_key", "apiKey"), "folder": ("path",)},
    namings=(
        *(Naming(call, "collectionName", 0, "qdrant") for call in ("search", "query", "scroll", "searchBatch")),
        *(Naming(call, "collectionName", 0, "client") for call in ("search", "query", "scroll")),
        *(Naming(call, "collectionName", 0) for call in ("upsert", "createCollection", "getCollection", "queryPoints")),
        *(Naming(call, "collectionName") for call in ("QdrantVectorStore", "fromExistingCollection", "fromDocuments")),
    ),
    holders=("payload",),
    naming_fields={"create_payload_index": "field_name", "createPayloadIndex": "field_name", "FieldCondition": "key"},
    wrapped={"QdrantVectorStore": "page_content", "Qdrant": "page_content"},
)


def detect(project: Project) -> Iterator[AssistantFact]:
    fact = detect_by(project, SIGNS)
    if fact:
        vectors = (one.argument("using").text for one in calls(project, *SIGNS.words))
        folder, vector = folder_in(project, SIGNS, "path"), next(filter(None, vectors), None)
        yield replace(fact, passages=replace(fact.passages, folder=folder, vector=vector))


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    if fact and fact.passages.folder:
        return ()
    return (
        variable(fact, "address", ADDRESS, "Where Qdrant is.", "http://localhost:6333"),
        variable(fact, "key", KEY, "Qdrant's key, where it wants one."),
    )


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:
    found = said(fact, address=ADDRESS, key=KEY, collection="QDRANT_COLLECTION")
    if fact and fact.passages.vector:
        found["VECTOR"] = fact.passages.vector
    return found | ({"FOLDER": beside(fact, folder)} if fact and fact.passages.folder else {})


STORE = Store(
    name=NAME,
    detect=detect,
    kit_file="retrieval/qdrant.py",
    packages=("qdrant-client>=1.12,<2",),
    env=env,
    constants=constants,
    rank=60,
)
