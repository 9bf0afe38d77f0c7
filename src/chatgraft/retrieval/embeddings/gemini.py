"""Gemini's embeddings (ai.google.dev/gemini-api/docs/embeddings)."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding, makers
from chatgraft.retrieval.makers import Sign

NAME = "gemini"
KEY = "GEMINI_API_KEY"
SIGNS = (
    Sign("embed_content"),
    Sign("embedContent"),
    Sign("GoogleGenerativeAIEmbeddings"),
    Sign("GoogleGenAIEmbedding"),
    Sign("GeminiEmbedding"),
    Sign("GoogleGenerativeAiEmbeddingFunction"),
    Sign("google.embedding", 0),
    Sign("google.textEmbeddingModel", 0),
)


def detect(project: Project) -> Iterator[AssistantFact]:
    words = (b"embed_content", b"embedContent", b"GoogleGen", b"GeminiEmbedding", b"google.embedding")
    yield from makers.detect(project, NAME, (*words, b"google.textEmbeddingModel"), SIGNS)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - its key is always called so
    return (Variable(KEY, "The key that embeddings are paid with. It stays on the server."),)


EMBEDDING = Embedding(
    name=NAME,
    detect=detect,
    kit_file="embeddings/gemini.py",
    packages=("google-genai>=1.10,<4",),
    env=env,
    cuts=True,
    rank=50,
    words=("gemini embeddings", "gemini's embeddings", "google embeddings"),
)
