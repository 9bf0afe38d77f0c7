"""Models that run in the process, by FastEmbed (qdrant.github.io/fastembed)."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding, makers
from chatgraft.retrieval.makers import Sign

NAME = "fastembed"
USUAL = "BAAI/bge-small-en-v1.5"
SIGNS = (
    Sign("TextEmbedding", 0, usual=USUAL),
    Sign("models.Document"),  # of the client of Qdrant, which has FastEmbed make its vector
    Sign("FastEmbedEmbeddings", usual=USUAL),
    Sign("FastEmbedEmbedding", usual=USUAL),
)


def detect(project: Project) -> Iterator[AssistantFact]:
    yield from makers.detect(project, NAME, (b"TextEmbedding", b"FastEmbed", b"models.Document"), SIGNS)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - it needs none
    return ()


EMBEDDING = Embedding(
    name=NAME, detect=detect, kit_file="embeddings/fastembed.py", packages=("fastembed>=0.4,<1",), env=env, rank=20
)
