"""Functions of the owner's of every kind, called as they are: what they are handed, what they give, how they end."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from chatgraft.kits.python.chatkit_kit.own_function import answer_by, load
from chatgraft.kits.python.chatkit_kit.questions import Message, Page, Question, Source

ASKED = Question(
    "And that?",
    quoted_text="a quote",
    page=Page("https://site.example/p"),
    history=(Message("user", "Hi"), Message("assistant", "Hello")),
    thread_id="thr_1",
    site="https://site.example",
)
TALK = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}]


async def told(function: Callable[..., Any], question: Question = ASKED) -> list[Any]:
    return [part async for part in answer_by(function, question)]


def text(question: str) -> str:
    return f"sync {threading.current_thread() is threading.main_thread()}"


async def later(question: str) -> str:
    await asyncio.sleep(0)
    return "later"


def pieces(question: str) -> Iterator[str]:
    yield "a"
    yield "b"


async def later_pieces(question: str) -> AsyncIterator[str]:
    yield "a"
    await asyncio.sleep(0)
    yield "b"


async def iterator_later(question: str) -> Any:
    return iter(["a", "b"])


async def async_iterator_later(question: str) -> Any:
    return later_pieces(question)


def dictionary(question: str) -> Any:
    return {"answer": "x", "sources": [{"title": "T", "url": "/t"}]}


class Said:
    """As a library's message is."""

    content = "said"


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (text, ["sync False"]),
        (later, ["later"]),
        (pieces, ["a", "b"]),
        (later_pieces, ["a", "b"]),
        (iterator_later, ["a", "b"]),
        (async_iterator_later, ["a", "b"]),
        (lambda q: later(q.strip()), ["later"]),
        (lambda q: later_pieces(q.strip()), ["a", "b"]),
        (dictionary, ["x", Source("T", "https://site.example/t")]),
        (lambda _: Said(), ["said"]),
        (lambda _: [{"delta": "a"}, Said()], ["a", "said"]),
        (lambda _: None, []),
    ],
)
async def test_whatever_a_function_gives_becomes_text(function: Callable[..., Any], expected: list[Any]) -> None:
    assert await told(function) == expected


async def test_a_parameter_is_given_what_its_name_asks_for() -> None:
    heard: dict[str, Any] = {}

    def all_by_name(message: str, history: list[Any], quote: str, page: str, *, thread_id: str, tone: str = "x") -> str:
        heard.update(locals())
        return "."

    await told(all_by_name)
    heard.pop("heard", None)
    assert heard == {
        "message": "And that?", "history": TALK, "quote": "a quote", "page": "https://site.example/p",
        "thread_id": "thr_1", "tone": "x",
    }  # fmt: skip


async def test_a_list_of_messages_ends_with_the_question_and_its_quote() -> None:
    heard: list[Any] = []

    def by_messages(messages: list[Any]) -> str:
        heard.extend(messages)
        return "."

    await told(by_messages)
    assert heard[:2] == TALK
    assert heard[2]["role"] == "user"
    assert "a quote" in heard[2]["content"]
    assert heard[2]["content"].endswith("And that?")


async def test_the_first_parameter_is_the_question_whatever_its_name() -> None:
    assert await told(lambda anything, history: f"{anything[-9:]} {len(history)}") == ["And that? 2"]


async def test_a_function_that_sleeps_holds_up_nobody() -> None:
    loop = asyncio.get_running_loop()

    async def work_of_others() -> str:
        for _ in range(6):
            await asyncio.sleep(0.01)
        return "done meanwhile"

    def slow(question: str) -> str:
        return asyncio.run_coroutine_threadsafe(work_of_others(), loop).result(10)

    assert await told(slow) == ["done meanwhile"]


async def test_a_stop_ends_the_iterator_and_its_thread() -> None:
    ended = threading.Event()

    def endless(question: str) -> Iterator[str]:
        try:
            while True:
                yield "word "
        finally:
            ended.set()

    async with aclosing(answer_by(endless, ASKED)) as parts:
        assert await anext(parts) == "word "
    assert await asyncio.to_thread(ended.wait, 5)


async def test_a_functions_fault_is_the_answers() -> None:
    def broken(question: str) -> Iterator[str]:
        yield "a"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await told(broken)


async def test_a_function_is_imported_from_the_folder_of_its_package(tmp_path: Path) -> None:
    (tmp_path / "ownbot").mkdir()
    (tmp_path / "ownbot" / "words.py").write_text("WORDS = 'from the package'\n")
    (tmp_path / "ownbot" / "replies.py").write_text("from .words import WORDS\ndef reply(q): return WORDS\n")
    before = list(sys.path)
    try:
        assert await told(load("ownbot.replies:reply", tmp_path)) == ["from the package"]
    finally:
        sys.path[:] = before
        load.cache_clear()
