"""Chains, graphs and engines as owners write them, in a module beside the service, with a model that Ollama runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.assistants.kits import NODE
from tests.assistants.source import Source, in_messages, refused
from tests.assistants.sources.openai import TOO_LONG

CHAIN = """
import os
from operator import itemgetter

from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnablePassthrough
from langchain_ollama import ChatOllama

prompt = ChatPromptTemplate.from_messages(
    [
        ("system", "You are the assistant of Cabins. Answer from: {context}"),
        MessagesPlaceholder("chat_history", optional=True),
        ("human", "{question}"),
    ]
)
llm = ChatOllama(model="a-model", base_url=os.environ["OLLAMA_HOST"])


class Pages(BaseRetriever):
    def _get_relevant_documents(self, query: str, *, run_manager) -> list[Document]:
        metadata = {"title": "Prices", "source": "https://cabins.example/prices"}
        return [Document("A night costs ninety euros.", metadata=metadata)]


found = RunnablePassthrough.assign(context=itemgetter("question") | Pages())
chain = found | prompt | llm | StrOutputParser()
"""
GRAPH = """
import os

from langchain_core.documents import Document
from langchain_core.messages import SystemMessage
from langchain_core.retrievers import BaseRetriever
from langchain_ollama import ChatOllama
from langgraph.graph import END, START, MessagesState, StateGraph

llm = ChatOllama(model="a-model", base_url=os.environ["OLLAMA_HOST"])


class Pages(BaseRetriever):
    def _get_relevant_documents(self, query: str, *, run_manager) -> list[Document]:
        metadata = {"title": "Prices", "source": "https://cabins.example/prices"}
        return [Document("A night costs ninety euros.", metadata=metadata)]


class State(MessagesState):
    documents: list


async def prepare(state: State) -> dict:
    await llm.ainvoke("Think about it first.")
    return {"documents": await Pages().ainvoke("a night")}


async def respond(state: State) -> dict:
    system = SystemMessage(f"You are the assistant of Cabins. {state['documents']}")
    return {"messages": [await llm.ainvoke([system, *state["messages"]])]}


def build_graph():
    graph = StateGraph(State)
    graph.add_node("prepare", prepare)
    graph.add_node("respond", respond)
    graph.add_edge(START, "prepare")
    graph.add_edge("prepare", "respond")
    graph.add_edge("respond", END)
    return graph.compile()
"""
ENGINE = """
import os

from llama_index.core.chat_engine import ContextChatEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, TextNode
from llama_index.llms.ollama import Ollama

llm = Ollama(model="a-model", base_url=os.environ["OLLAMA_HOST"], request_timeout=60, context_window=8192)


class Pages(BaseRetriever):
    def _retrieve(self, query_bundle):
        metadata = {"title": "Prices", "url": "https://cabins.example/prices"}
        return [NodeWithScore(node=TextNode(text="A night costs ninety euros.", metadata=metadata), score=0.9)]


chat_engine = ContextChatEngine.from_defaults(Pages(), llm=llm, system_prompt="You are the assistant of Cabins.")
"""


def beside(module: str, name: str) -> Callable[[Path, str], AbstractContextManager[Mapping[str, str]]]:
    """The owner's module, and the file that answers with it in place of what the kit's example names."""

    @contextmanager
    def lay(folder: Path, _url: str) -> Iterator[Mapping[str, str]]:
        (folder / "rag.py").write_text(module)
        answering = folder / "backend" / "chatkit_assistant.py"
        text = answering.read_text()
        assert '"rag:chain"' in text
        answering.write_text(text.replace('"rag:chain"', f'"rag:{name}"'))
        yield {}

    return lay


def row(name: str, assistant: str, module: str, made: str) -> Source:
    return Source(
        name=name,
        assistant=assistant,
        environ=lambda url: {"OLLAMA_HOST": url},
        said=in_messages,
        too_long=refused(400, {"error": "input is too long: exceeds the context length"}),
        wrong_key=None,
        noise=b'{"oops\n',
        declined=None,
        needs_key=False,
        counts=False,
        tells_when=False,
        own_client=False,
        lay=beside(module, made),
    )


FUNCTION = """
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';

const system = 'You are the assistant of Cabins. Answer from: A night costs ninety euros.';

export async function* answer(messages, { signal }) {
  const server = createOpenAICompatible({ name: 'own', baseURL: `${process.env.MODEL_SERVER}/v1` });
  const given = { model: server('a-model'), system, messages, abortSignal: signal, maxRetries: 0, onError() {} };
  for await (const part of streamText(given).fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') yield part.text;
  }
  yield { sources: [{ title: 'Prices', url: 'https://cabins.example/prices' }] };
}
"""


@contextmanager
def _lay_function(folder: Path, _url: str) -> Iterator[Mapping[str, str]]:
    """The owner's function in the place of the one that the kit's example names."""
    (folder / "backend" / "own-answer.mjs").write_text(FUNCTION)
    answering = NODE.answering(folder / "backend")
    text = answering.read_text()
    assert "const TAKES = ['message', 'all']" in text
    answering.write_text(text.replace("const TAKES = ['message', 'all']", "const TAKES = ['messages', 'all']"))
    yield {}


NODE_FUNCTION = Source(
    name="node-function",
    assistant="function",
    environ=lambda url: {"MODEL_SERVER": url},
    said=in_messages,
    too_long=TOO_LONG,
    wrong_key=None,
    needs_key=False,
    own_client=False,
    kit=NODE,
    lay=_lay_function,
)

ROWS = (
    row("langchain", "langchain", CHAIN, "chain"),
    row("langgraph", "langchain", GRAPH, "build_graph"),
    row("llamaindex", "llamaindex", ENGINE, "chat_engine"),
    NODE_FUNCTION,
)
