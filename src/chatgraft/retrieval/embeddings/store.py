"""No model of the chat's own: the store embeds the question."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Variable
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project
from chatgraft.retrieval import Embedding


def detect(project: Project) -> Iterator[AssistantFact]:  # noqa: ARG001 - the store's own fact says it
    yield from ()


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:  # noqa: ARG001 - it needs none
    return ()


EMBEDDING = Embedding(
    name="store", detect=detect, kit_file="embeddings/store.py", packages=(), env=env, rank=1, by_store=True
)
