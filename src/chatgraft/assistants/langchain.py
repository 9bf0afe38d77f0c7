"""A LangChain chain or LangGraph graph of the project's own, asked in the chat's process."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.assistants import Assistant, frameworks
from chatgraft.core.facts import AssistantFact
from chatgraft.core.project import Project

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


def detect(project: Project) -> Iterator[AssistantFact]:
    yield from frameworks.detect(project, FRAMEWORK)


ASSISTANT = Assistant(
    name=FRAMEWORK.name,
    detect=detect,
    kit_file="assistants/langchain.py",
    packages=(),
    env=frameworks.env,
    rank=70,
    constants=frameworks.constants,
    words=("langchain", "langgraph"),
)
