"""Cohere's embeddings (docs.cohere.com/reference/embed)."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding, makers
from chatgraft.retrieval.makers import Sign

NAME = "cohere"
KEY = "COHERE_API_KEY"
CLIENTS = ("Client", "ClientV2", "AsyncClient", "AsyncClientV2", "CohereClient", "CohereClientV2")
SIGNS = (
    Sign("embed", beside=CLIENTS),
    Sign("v2.embed"),
    Sign("CohereEmbeddings"),
    Sign("CohereEmbedding"),
    Sign("CohereEmbeddingFunction"),
    Sign("cohere.embedding", 0),
    Sign("cohere.textEmbeddingModel", 0),
)


def detect(project: Project) -> Iterator[AssistantFact]:
    yield from makers.detect(project, NAME, (b"cohere", b"Cohere"), SIGNS)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - its key is always called so
    return (Variable(KEY, "The key that embeddings are paid with. It stays on the server."),)


EMBEDDING = Embedding(
    name=NAME,
    detect=detect,
    kit_file="embeddings/cohere.py",
    packages=("cohere>=5.13,<8",),
    env=env,
    cuts=True,
    rank=60,
)
