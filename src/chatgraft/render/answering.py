"""Who answers and what that rests on: the records, and what the project shows of each."""

from __future__ import annotations

from chatgraft import assistants
from chatgraft.assistants import Assistant
from chatgraft.core.facts import AssistantFact
from chatgraft.plan.decisions import Service
from chatgraft.retrieval import Embedding, Store, every_embedding, every_store

ASSISTANT, RETRIEVAL, EMBEDDING = "assistant", "retrieval", "embedding"
"""What the file that lands is called after `chatkit`, whichever variant does."""


def answering(chosen: Service) -> dict[str, tuple[Assistant | Store | Embedding, AssistantFact | None]]:
    """By what each is for."""
    found: dict[str, tuple[Assistant | Store | Embedding, AssistantFact | None]] = {
        ASSISTANT: (assistants.every()[chosen.assistant], chosen.assistant_fact)
    }
    if chosen.retrieval:
        found[RETRIEVAL] = (every_store()[chosen.retrieval.name], chosen.retrieval.fact)
    if chosen.embedding:
        found[EMBEDDING] = (every_embedding()[chosen.embedding.name], chosen.embedding.fact)
    return found
