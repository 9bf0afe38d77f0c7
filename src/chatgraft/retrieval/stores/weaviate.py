"""Weaviate, through its official client (docs.weaviate.io/weaviate/client-libraries/python)."""

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

NAME = "weaviate"
ADDRESS, KEY = "WEAVIATE_URL", "WEAVIATE_API_KEY"
BY_TEXT = frozenset({"near_text", "nearText", "with_near_text", "withNearText"})
BY_VECTOR = frozenset({"near_vector", "nearVector", "with_near_vector", "withNearVector"})
SIGNS = Signs(
    kind=NAME,
    words=(b"weaviate", b"Weaviate", b"near_text", b"near_vector", b"nearText", b"nearVector"),
    packages=frozenset({"weaviate-client", "langchain-weaviate", "llama-index-vector-stores-weaviate"}),
    node_packages=frozenset({"weaviate-client", "weaviate-ts-client", "@langchain/weaviate"}),
    variables={
        "address": r"WEAVIATE_(?:URL|HOST|CLUSTER_URL|ENDPOINT|REST_ENDPOINT)",
        "key": r"WEAVIATE_(?:ADMIN_)?(?:API_)?KEY",
    },
    clients=frozenset(
        {"connect_to_weaviate_cloud", "connect_to_wcs", "connect_to_local", "connect_to_custom", "WeaviateClient"}
        | {"connectToWeaviateCloud", "connectToLocal", "connectToCustom", "WeaviateAsyncClient"}
    ),
    settings={"address": ("cluster_url", "url", "http_host"), "key": ("auth_credentials", "apiKey")},
    namings=(
        *(Naming(call, "class_name", 0) for call in ("with_class_name", "withClassName")),
        Naming("get", "class_name"),
        Naming("WeaviateVectorStore", "index_name", 1),
    ),
    holders=("properties",),
    wrapped={"WeaviateVectorStore": "text"},
)


def detect(project: Project) -> Iterator[AssistantFact]:
    fact = detect_by(project, SIGNS)
    if fact is None:
        return
    made = list(calls(project, *SIGNS.words))
    named = (
        one.argument("name", 0)
        for one in made
        if one.name.endswith(("collections.get", "collections.create", "collections.use"))
    )
    called = {last(one) for one in made}
    value = next((value for value in named if value), None)
    passages = replace(fact.passages, embeds_itself=bool(called & BY_TEXT) or not called & BY_VECTOR)
    yield replace(fact, collection=fact.collection or (value.text if value else None), passages=passages)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    return (
        variable(fact, "address", ADDRESS, "Where Weaviate is.", "http://localhost:8080"),
        variable(fact, "key", KEY, "Weaviate's key, where it wants one."),
    )


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG001 - a server is the same from everywhere
    return said(fact, address=ADDRESS, key=KEY)


STORE = Store(
    name=NAME,
    detect=detect,
    kit_file="retrieval/weaviate.py",
    packages=("weaviate-client>=4.10,<5",),
    env=env,
    constants=constants,
    rank=50,
)
