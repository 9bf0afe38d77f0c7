"""Calls a function of the owner's: on the loop where it is `async`, else in a thread, and no other visitor waits."""

import asyncio
import contextvars
import inspect
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Collection, Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .answers.given import sources_of, text_in
from .closing import close
from .questions import Part, Question, spoken, spoken_question

QUESTIONS = ("question", "message", "text", "query", "prompt", "user_message", "user_input", "input", "q", "msg")
HISTORIES = ("history", "chat_history", "conversation_history")
QUOTES = ("quote", "quoted_text", "selection", "selected_text")
PAGES = ("page", "page_url", "url")
THREADS = ("thread_id", "conversation_id", "session_id", "chat_id")
# Pieces that a function may be ahead of the visitor.
AHEAD = 16

Function = Callable[..., Any]


@lru_cache(maxsize=1)
def load(name: str, folder: Path) -> Function:
    """The function `module:name`. Its module's name begins at `folder`, or at what is importable already."""
    home = str(folder.resolve())
    if home not in sys.path:
        sys.path.append(home)
    module, _, inside = name.partition(":")
    found: Function = getattr(import_module(module), inside)
    return found


async def answer_by(function: Function, question: Question) -> AsyncGenerator[Part, None]:
    """Yield what the function gives."""
    placed, named = arguments_for(function, question)
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        values = _on_the_loop(function(*placed, **named))
    else:
        values = _in_a_thread(lambda: function(*placed, **named))
    try:
        async for value in values:
            for part in _parts(value, question):
                yield part
    finally:
        await values.aclose()


def arguments_for(function: Function, question: Question) -> tuple[list[str], dict[str, Any]]:
    """What a parameter's name asks for. Where none is named like a question, the first one is that."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [name for name, each in inspect.signature(function).parameters.items() if each.kind in kinds]
    known = known_to(names, question)
    named = {name: known[name] for name in names if name in known}
    if not names or any(name in (*QUESTIONS, "messages") for name in names):
        return [], named
    first, *_ = names
    named.pop(first, None)
    return [_text(names, question)], named


def known_to(names: Collection[str], question: Question) -> dict[str, Any]:
    """What there is to say, under each of the names that ask for it."""
    earlier = [{"role": message.role, "content": spoken(message)} for message in question.history]
    asked = {"role": "user", "content": _text(names, question)}
    return {
        **dict.fromkeys(QUESTIONS, asked["content"]),
        **dict.fromkeys(HISTORIES, earlier),
        "messages": [*earlier, asked],
        **dict.fromkeys(QUOTES, question.quoted_text),
        **dict.fromkeys(PAGES, question.page.url if question.page else ""),
        **dict.fromkeys(THREADS, question.thread_id),
    }


def _text(names: Collection[str], question: Question) -> str:
    """The question; with the text that it refers to, where the function has no parameter for that."""
    takes_quote = any(name in QUOTES for name in names)
    return question.text if takes_quote else spoken_question(question)


def _parts(value: Any, question: Question) -> Iterable[Part]:
    """A piece as it is meant: a text, a dictionary with a text and sources, an object with a `content`."""
    text = text_in(value) if isinstance(value, dict) else getattr(value, "content", value)
    if isinstance(text, str) and text:
        yield text
    yield from sources_of(value, question)


async def _on_the_loop(given: Any) -> AsyncGenerator[Any, None]:
    """What a coroutine or an async iterator gives; a coroutine may give an iterator in its turn."""
    if inspect.isawaitable(given):
        given = await given
    if hasattr(given, "__aiter__"):
        try:
            async for value in given:
                yield value
        finally:
            await close(given)
    else:
        async for value in _in_a_thread(lambda: given):
            yield value


class _Thread:
    """A function's values, made in a thread and taken on the loop; the thread ends at the piece after `stop`."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._loop = asyncio.get_running_loop()
        self._room = threading.Semaphore(AHEAD)
        self._stopped = threading.Event()
        self.values: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._work,), daemon=True, name="chatkit-answer").start()

    def take(self) -> None:
        """One more piece may be made."""
        self._room.release()

    def stop(self) -> None:
        self._stopped.set()
        self._room.release()

    def _work(self) -> None:
        try:
            given = self._make()
            if inspect.isawaitable(given) or hasattr(given, "__aiter__"):
                self._put("later", given)
            elif isinstance(given, str | dict | bytes) or not isinstance(given, Iterable):
                self._put("value", given)
            else:
                self._step(given)
            self._put("end", None)
        except Exception as error:  # noqa: BLE001 - it is raised again where the values are taken
            self._put("failed", error)
        finally:
            if db := sys.modules.get("django.db"):  # whose connections are each thread's own, and end with requests
                db.connections.close_all()

    def _step(self, given: Iterable[Any]) -> None:
        try:
            for value in given:
                self._room.acquire()
                if self._stopped.is_set():
                    return
                self._put("value", value)
        finally:
            close = getattr(given, "close", None)
            if close is not None:
                close()

    def _put(self, kind: str, value: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.values.put_nowait, (kind, value))


async def _in_a_thread(make: Callable[[], Any]) -> AsyncGenerator[Any, None]:
    thread = _Thread(make)
    try:
        while True:
            kind, value = await thread.values.get()
            thread.take()
            if kind == "failed":
                raise value
            if kind == "end":
                return
            if kind == "later":
                async for each in _on_the_loop(value):
                    yield each
            else:
                yield value
    finally:
        thread.stop()
