"""A LangChain chain or LangGraph graph of the project's own, asked in the chat's process."""

from __future__ import annotations

from chatgraft.assistants import frameworks

FRAMEWORK = frameworks.Framework(
    name="langchain",
    words=(b"langchain", b"langgraph"),
    packages=("langchain", "langgraph"),
    makes=(
        *(
            "compile",
            "create_react_agent",
            "create_agent",
            "create_deep_agent",
            "create_supervisor",
            "RunnableWithMessageHistory",
        ),
        *(
            "create_retrieval_chain",
            "ConversationalRetrievalChain.from_llm",
            "RetrievalQA.from_chain_type",
            "RetrievalQA",
        ),
        *("AgentExecutor", "RunnableLambda", "create_stuff_documents_chain", "LLMChain"),
    ),
    methods={"compile": ("graph", "workflow", "builder", "supervisor", "swarm")},
    pipe="a LangChain pipe",
)
ASSISTANT = frameworks.assistant(FRAMEWORK, ("langchain", "langgraph"))
