"""A chat engine, query engine or index of LlamaIndex, of the project's own, asked in this process.

LlamaIndex itself is imported when it is used: the project brings it.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing, suppress
from typing import Any

from .citations import source_of
from .closing import end
from .langchain import MOST_SOURCES, made
from .passages import passages_of
from .questions import Part, Question, Source, spoken, spoken_question

# A chat engine that all share keeps one conversation at a time, so that no visitor hears of another's.
_one_at_a_time = asyncio.Lock()


async def answer_of(found: Any, question: Question) -> AsyncGenerator[Part, None]:
    """What an engine, an index, or what a function that makes one, says to the question."""
    engine = await made(found)
    is_shared = engine is found
    if hasattr(engine, "as_chat_engine"):
        engine, is_shared = engine.as_chat_engine(), False
    async with AsyncExitStack() as stack:
        if is_shared and hasattr(engine, "astream_chat"):
            await stack.enter_async_context(_one_at_a_time)
        reply = await _asked(engine, question)
        async with aclosing(_words(reply)) as words:
            async for word in words:
                yield word
    for source in _sources(reply, question):
        yield source


async def _asked(engine: Any, question: Question) -> Any:
    if not hasattr(engine, "astream_chat"):
        return await engine.aquery(spoken_question(question))
    from llama_index.core.llms import ChatMessage  # noqa: PLC0415  the project's own

    history = [ChatMessage(role=one.role, content=spoken(one)) for one in question.history]
    return await engine.astream_chat(spoken_question(question), chat_history=history)


async def _words(reply: Any) -> AsyncGenerator[str, None]:
    """Word by word where it streams, else as a whole."""
    stream = getattr(reply, "async_response_gen", None)
    if stream is None:
        yield str(reply)
        return
    given: AsyncGenerator[str, None] = stream() if callable(stream) else stream
    step: asyncio.Task[str | None] | None = None
    try:
        while True:
            step = asyncio.create_task(_next(given))
            # A stop must not reach the reply before the task that writes it: the reply would wait for that to end.
            word = await asyncio.shield(step)
            if word is None:
                return
            if word:
                yield word
    finally:
        writing = getattr(reply, "awrite_response_to_history_task", None)
        for task in filter(None, (writing, step)):
            await end(task)
        with suppress(asyncio.CancelledError):
            await given.aclose()


async def _next(given: AsyncGenerator[str, None]) -> str | None:
    return await anext(given, None)


def _sources(reply: Any, question: Question) -> list[Source]:
    nodes = [one.node for one in getattr(reply, "source_nodes", None) or []]
    payloads = ({**node.metadata, "text": node.get_content()} for node in nodes)
    found = [source_of(passage, question) for passage in passages_of(payloads, "text")]
    return list({(one.url or one.title): one for one in reversed(found)}.values())[::-1][:MOST_SOURCES]
