"""A chat engine, query engine or index of LlamaIndex, of the project's own, asked in the chat's process."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Assistant, frameworks
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project

FRAMEWORK = frameworks.Framework(
    name="llamaindex",
    words=(b"llama_index",),
    packages=("llama_index",),
    makes=(
        *("as_chat_engine", "CondensePlusContextChatEngine.from_defaults", "ContextChatEngine.from_defaults"),
        *("as_query_engine", "RetrieverQueryEngine.from_args", "RetrieverQueryEngine", "CitationQueryEngine.from_args"),
        *("VectorStoreIndex.from_vector_store", "VectorStoreIndex.from_documents", "VectorStoreIndex"),
        "load_index_from_storage",
    ),
)


def detect(project: Project) -> Iterator[AssistantFact]:
    yield from frameworks.detect(project, FRAMEWORK)


ASSISTANT = Assistant(
    name=FRAMEWORK.name,
    detect=detect,
    kit_file="assistants/llamaindex.py",
    packages=(),
    env=frameworks.env,
    rank=70,
    constants=frameworks.constants,
    words=("llamaindex", "llama index", "llama-index"),
)
