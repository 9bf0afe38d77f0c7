"""OpenAI's embeddings, and servers that speak the same API (platform.openai.com/docs/api-reference/embeddings)."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding, makers
from chatgraft.retrieval.makers import Sign

NAME = "openai"
KEY = "OPENAI_API_KEY"
SIGNS = (
    Sign("embeddings.create"),
    Sign("createEmbedding"),
    Sign("OpenAIEmbeddings", usual="text-embedding-ada-002"),
    Sign("OpenAIEmbedding", usual="text-embedding-ada-002"),
    Sign("OpenAIEmbeddingFunction", usual="text-embedding-ada-002"),
    Sign("openai.embedding", 0),
    Sign("openai.textEmbeddingModel", 0),
)


def detect(project: Project) -> Iterator[AssistantFact]:
    words = (b"embeddings.create", b"createEmbedding", b"OpenAIEmbedding", b"openai.embedding", b"textEmbeddingModel")
    yield from makers.detect(project, NAME, words, SIGNS)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - its key is always called so
    return (Variable(KEY, "The key that embeddings are paid with. It stays on the server."),)


EMBEDDING = Embedding(
    name=NAME,
    detect=detect,
    kit_file="chatkit_embedding.py",
    packages=(),
    env=env,
    rank=0,
    cuts=True,
    words=("openai embeddings", "openai's embeddings", "text embedding 3"),
)
