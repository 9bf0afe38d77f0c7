"""A chat engine, query engine or index of LlamaIndex, of the project's own, asked in the chat's process."""

from __future__ import annotations

from chatgraft.assistants import frameworks

FRAMEWORK = frameworks.Framework(
    name="llamaindex",
    words=(b"llama_index",),
    packages=("llama_index",),
    makes=(
        *("as_chat_engine", "CondensePlusContextChatEngine.from_defaults", "ContextChatEngine.from_defaults"),
        *("OpenAIAgent.from_tools", "ReActAgent.from_tools", "FunctionCallingAgent.from_tools"),
        *("as_query_engine", "RetrieverQueryEngine.from_args", "RetrieverQueryEngine", "CitationQueryEngine.from_args"),
        *("VectorStoreIndex.from_vector_store", "VectorStoreIndex.from_documents", "VectorStoreIndex"),
        "load_index_from_storage",
    ),
)
ASSISTANT = frameworks.assistant(FRAMEWORK, ("llamaindex", "llama index", "llama-index"))
