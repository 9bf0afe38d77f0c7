"""Embeddings of a model that Ollama runs (docs.ollama.com/capabilities/embeddings)."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding, makers
from chatgraft.retrieval.makers import Sign

NAME = "ollama"
SIGNS = (
    Sign("ollama.embeddings", 0),
    Sign("ollama.embed", 0),
    Sign("OllamaEmbeddings"),
    Sign("OllamaEmbedding"),
    Sign("OllamaEmbeddingFunction"),
)


def detect(project: Project) -> Iterator[AssistantFact]:
    yield from makers.detect(project, NAME, (b"ollama.embed", b"OllamaEmbedding"), SIGNS)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - its address is always called so
    return (Variable("OLLAMA_HOST", "Where Ollama is.", "http://localhost:11434"),)


EMBEDDING = Embedding(
    name=NAME,
    detect=detect,
    kit_file="embeddings/ollama.py",
    packages=("ollama>=0.4,<1",),
    env=env,
    rank=40,
    words=("ollama embeddings", "ollama's embeddings"),
)
