"""Pinecone, through its official client (docs.pinecone.io/reference/pinecone-sdks)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from chatgraft.assistants import Variable
from chatgraft.calls import calls
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.edits.python_constants import Constant
from chatgraft.retrieval import Store
from chatgraft.retrieval.landing import said, variable
from chatgraft.retrieval.signs import Naming, Signs, last
from chatgraft.retrieval.signs import detect as detect_by

NAME = "pinecone"
KEY, INDEX = "PINECONE_API_KEY", "PINECONE_INDEX"
SIGNS = Signs(
    kind=NAME,
    words=(b"pinecone", b"Pinecone"),
    packages=frozenset({"pinecone", "pinecone-client", "langchain-pinecone", "llama-index-vector-stores-pinecone"}),
    node_packages=frozenset({"@pinecone-database/pinecone", "@langchain/pinecone"}),
    variables={"key": r"PINECONE_(?:API_)?KEY", "collection": r"PINECONE_INDEX(?:_NAME)?"},
    clients=frozenset({"Pinecone", "PineconeAsyncio", "AsyncPinecone", "PineconeClient"}),
    settings={"key": ("api_key", "apiKey")},
    namings=(
        *(Naming(call, "name", 0) for call in ("Index", "index", "describe_index", "create_index", "createIndex")),
        Naming("from_existing_index", "index_name", 0),
        Naming("from_documents", "index_name"),
    ),
    holders=("metadata",),
    wrapped={"PineconeVectorStore": "text", "PineconeStore": "text"},
    collection="index_name",
)


def detect(project: Project) -> Iterator[AssistantFact]:
    fact = detect_by(project, SIGNS)
    if fact is None:
        return
    made = list(calls(project, *SIGNS.words))
    namespaces = (value.text for one in made if (value := one.argument("namespace")))
    itself = any(last(one) in ("create_index_for_model", "createIndexForModel", "searchRecords") for one in made)
    passages = replace(fact.passages, part=next(filter(None, namespaces), None), embeds_itself=itself)
    yield replace(fact, passages=passages)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    index = variable(fact, "collection", INDEX, "The index that has the passages.")
    named = (Variable(index.name, index.why, fact.collection if fact and fact.collection else "documents"),)
    return (variable(fact, "key", KEY, "Pinecone's key. It stays on the server."), *named)


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG001 - an index is the same from everywhere
    found = said(fact, key=KEY, collection=INDEX)
    return found | ({"NAMESPACE": fact.passages.part} if fact and fact.passages.part else {})


STORE = Store(
    name=NAME,
    detect=detect,
    kit_file="retrieval/pinecone.py",
    packages=("pinecone>=9,<11",),
    env=env,
    constants=constants,
    rank=50,
)
