"""Chroma, through its official client (docs.trychroma.com)."""

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
from chatgraft.retrieval.signs import Naming, Signs, last
from chatgraft.retrieval.signs import detect as detect_by

NAME = "chroma"
HOST, PORT, KEY = "CHROMA_HOST", "CHROMA_PORT", "CHROMA_API_KEY"
OPENING = (
    *("get_or_create_collection", "get_collection", "create_collection"),
    *("getOrCreateCollection", "getCollection", "createCollection"),
)
SIGNS = Signs(
    kind=NAME,
    words=(b"chroma", b"Chroma"),
    packages=frozenset({"chromadb", "chromadb-client", "langchain-chroma", "llama-index-vector-stores-chroma"}),
    node_packages=frozenset({"chromadb", "chromadb-client"}),
    variables={"host": r"CHROMA_(?:DB_)?HOST", "port": r"CHROMA_(?:DB_)?PORT", "key": r"CHROMA_API_KEY"},
    clients=frozenset(
        {
            "PersistentClient",
            "HttpClient",
            "AsyncHttpClient",
            "ChromaClient",
            "CloudClient",
            "EphemeralClient",
            "Chroma",
        }
    ),
    settings={"host": ("host",), "port": ("port",), "key": ("api_key", "apiKey")},
    namings=tuple(Naming(call, "name", 0) for call in OPENING),
    holders=("metadata", "metadatas"),
)
# What LangChain calls a collection that has no name (reference.langchain.com, langchain_chroma).
UNNAMED = "langchain"


def detect(project: Project) -> Iterator[AssistantFact]:
    fact = detect_by(project, SIGNS)
    if fact is None:
        return
    made = list(calls(project, *SIGNS.words))
    wrapped = [one for one in made if last(one) == "Chroma" or one.name.endswith("Chroma.from_documents")]
    opened = [one for one in made if last(one) in OPENING]
    own = [one for one in opened if one.argument("embedding_function") or one.argument("embeddingFunction")]
    asked = [one for one in made if last(one) == "query" and "query_texts" in one.words]
    found = {part: name for part, name in fact.passages.fields.items() if part != "text"}
    yield replace(
        fact,
        collection=fact.collection or (UNNAMED if wrapped else None),
        payload_field=None,
        passages=replace(
            fact.passages,
            fields=found,
            folder=folder_in(project, SIGNS, "path", "persist_directory"),
            embeds_itself=bool(asked) and not own and not wrapped,
        ),
    )


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    if fact and fact.passages.folder:
        return ()
    return (
        variable(fact, "host", HOST, "Where Chroma's server is.", "localhost"),
        variable(fact, "port", PORT, "The port of Chroma's server.", "8000"),
    )


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:
    found = said(fact, host=HOST, port=PORT, key=KEY)
    return found | ({"FOLDER": beside(fact, folder)} if fact and fact.passages.folder else {})


STORE = Store(
    name=NAME,
    detect=detect,
    kit_file="retrieval/chroma.py",
    packages=("chromadb>=1,<2",),
    env=env,
    constants=constants,
    rank=50,
    words=("chroma", "chromadb"),
)
