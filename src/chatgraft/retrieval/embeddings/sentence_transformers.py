"""Models that run in the process, by sentence-transformers (sbert.net)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding, makers
from chatgraft.retrieval.makers import Sign

NAME = "sentence_transformers"
SIGNS = (
    Sign("SentenceTransformer", 0),
    Sign("HuggingFaceEmbeddings", usual="sentence-transformers/all-mpnet-base-v2"),
    Sign("HuggingFaceEmbedding", 0, usual="BAAI/bge-small-en"),
    Sign("SentenceTransformerEmbeddings", usual="sentence-transformers/all-mpnet-base-v2"),
    Sign("SentenceTransformerEmbeddingFunction", usual="all-MiniLM-L6-v2"),
    Sign("HuggingFaceTransformersEmbeddings"),
)
# The same models, made ready for browsers and Node.
SCRIPTED = "Xenova/"


def detect(project: Project) -> Iterator[AssistantFact]:
    words = (b"SentenceTransformer", b"HuggingFaceEmbedding", b"HuggingFaceTransformersEmbeddings")
    for fact in makers.detect(project, NAME, words, SIGNS):
        model = fact.model
        if model and model.startswith(SCRIPTED):
            model = f"sentence-transformers/{model.removeprefix(SCRIPTED)}"
        yield replace(fact, model=model)


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - it needs none
    return ()


EMBEDDING = Embedding(
    name=NAME,
    detect=detect,
    kit_file="embeddings/sentence_transformers.py",
    packages=("sentence-transformers>=3,<6",),
    env=env,
    rank=30,
)
