"""A LangChain Runnable or a LangGraph graph of the project's own, asked in this process.

What it takes is read from its own schema, what it says from its stream of events; documents that its retrievers find
become sources. LangChain itself is not imported here: the project brings it.
"""

import inspect
from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from .citations import source_of
from .own_function import QUESTIONS, known_to
from .passages import passages_of
from .questions import Part, Question, Source, Usage, spoken_question

# Where chains lay their answer, and the documents that it rests on.
ANSWERS = ("answer", "output", "result", "generation", "response", "text", "final_answer")
DOCUMENTS = ("context", "source_documents", "documents", "docs")
MOST_SOURCES = 8
END = "__end__"


async def answer_of(found: Any, question: Question) -> AsyncGenerator[Part, None]:
    """What a Runnable, or what a function that makes one, says to the question."""
    runnable = await made(found)
    hearing = _Hearing(runnable)
    config = {"configurable": {"thread_id": question.thread_id, "session_id": question.thread_id}}
    async with aclosing(runnable.astream_events(taken(runnable, question), config=config, version="v2")) as events:
        async for event in events:
            for part in hearing.parts(event):
                yield part
    for part in hearing.end(question):
        yield part


async def made(found: Any) -> Any:
    """The object itself; a function is called for one of its own."""
    if inspect.isfunction(found):
        found = found()
    return await found if inspect.isawaitable(found) else found


def taken(runnable: Any, question: Question) -> Any:
    """The question in the form that the schema asks for: a text, messages, or fields by their names.

    Where the chain remembers a thread itself, what was said earlier is left to it.
    """
    schema = runnable.get_input_jsonschema()
    fields = schema.get("properties") or _fields_of(schema)
    remembers = bool(getattr(runnable, "checkpointer", None)) or hasattr(runnable, "get_session_history")
    known = known_to(fields, replace(question, history=()) if remembers else question)
    if not fields:
        return known["messages"] if "anyOf" in schema or schema.get("type") == "array" else spoken_question(question)
    named = {name: known[name] for name in fields if name in known}
    left = [name for name in schema.get("required", fields) if name not in named]
    if left and named.keys().isdisjoint((*QUESTIONS, "messages")):
        named[left[0]] = spoken_question(question)
    return named


def _fields_of(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields of a schema that only points to where they are."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Mapping[str, Any] = schema.get("$defs", {}).get(name, {}).get("properties", {})
    return found


class _Hearing:
    """Which of the events are words for the visitor."""

    def __init__(self, runnable: Any) -> None:
        self._last_nodes = _last_nodes(runnable)
        self._root = ""
        self._spoke = False
        self._final = ""
        self._documents: list[Any] = []

    def parts(self, event: Mapping[str, Any]) -> Iterable[Part]:
        self._root = self._root or event["run_id"]
        data, kind = event["data"], event["event"]
        is_root = event["run_id"] == self._root
        if kind == "on_retriever_end":
            self._documents += data.get("output") or []
        elif kind == "on_chat_model_end":
            yield from _usage(event)
        elif kind == "on_chat_model_stream" and self._last_nodes is not None:
            yield from self._said(_text(data.get("chunk")) if _node(event) in self._last_nodes else "")
        elif kind == "on_chain_stream" and is_root and self._last_nodes is None:
            yield from self._said(_text(data.get("chunk")))
            self._documents += _documents(data.get("chunk"))
        elif kind == "on_chain_end" and is_root:
            self._final = _text(data.get("output"))
            self._documents += _documents(data.get("output"))

    def _said(self, text: str) -> Iterable[Part]:
        self._spoke = self._spoke or bool(text)
        if text:
            yield text

    def end(self, question: Question) -> Iterable[Part]:
        """The answer as a whole, where it did not stream; then what it rests on."""
        if not self._spoke and self._final:
            yield self._final
        yield from sources(self._documents, question)


def sources(documents: Iterable[Any], question: Question) -> list[Source]:
    """Documents as citations, each place once."""
    payloads = ({**one.metadata, "text": one.page_content} for one in documents if hasattr(one, "page_content"))
    found = [source_of(passage, question) for passage in passages_of(payloads, "text")]
    return list({(one.url or one.title): one for one in reversed(found)}.values())[::-1][:MOST_SOURCES]


def _last_nodes(runnable: Any) -> frozenset[str] | None:
    """The nodes of a graph after which it may end: what others say is talk among themselves. None: no graph."""
    if not hasattr(runnable, "builder"):
        return None
    edges = runnable.get_graph().edges
    return frozenset(edge.source for edge in edges if edge.target == END)


def _node(event: Mapping[str, Any]) -> str:
    """The outermost node that an event comes from."""
    metadata = event.get("metadata") or {}
    place = str(metadata.get("langgraph_checkpoint_ns") or metadata.get("langgraph_node") or "")
    return place.partition(":")[0]


def _text(value: Any) -> str:
    """The words of a chunk, a message, a message's blocks, or the state of a chain."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        messages = value.get("messages")
        if isinstance(messages, list) and messages:
            return _text(messages[-1]) if getattr(messages[-1], "type", "ai") == "ai" else ""
        return next((_text(value[name]) for name in ANSWERS if value.get(name)), "")
    content = getattr(value, "content", "")
    blocks = content if isinstance(content, list) else [content]
    texts = (block.get("text") if isinstance(block, Mapping) else block for block in blocks)
    return "".join(text for text in texts if isinstance(text, str))


def _documents(value: Any) -> list[Any]:
    listed = (value.get(name) for name in DOCUMENTS) if isinstance(value, Mapping) else ()
    return [one for found in listed if isinstance(found, list) for one in found]


def _usage(event: Mapping[str, Any]) -> Iterable[Usage]:
    told = getattr(event["data"].get("output"), "usage_metadata", None)
    if told:
        model = str((event.get("metadata") or {}).get("ls_model_name") or event["name"])
        yield Usage(model, told.get("input_tokens", 0), told.get("output_tokens", 0))
