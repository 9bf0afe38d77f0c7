"""What else a `chatkit_assistant.py` may say, where the conformance suite's own assistant says the opposite."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

from chatgraft.kits.python.chatkit_kit.questions import Action, Part, Question, Usage
from chatgraft.kits.python.chatkit_kit.web import Request
from tests.kits.python.services import Browser, events, serving, whole


async def say_hello(question: Question) -> AsyncIterator[Part]:
    yield f"Hello to {len(question.text)} characters"


async def press(action: Action, question: Question) -> AsyncIterator[Part]:
    yield f"{action.type} in {question.thread_id}"


def assistant(**parts: object) -> ModuleType:
    module = ModuleType("chatkit_assistant")
    vars(module).update({"answer": say_hello, "USES_MODEL": False, **parts})
    return module


async def test_an_answer_that_may_not_be_stopped_shows_no_button(tmp_path: Path) -> None:
    async with serving(tmp_path, assistant(MAY_BE_STOPPED=False)) as service:
        told = await events(await (await Browser(service).arrive()).ask("x"))
        assert [event["stream_options"] for event in told if "stream_options" in event] == [{"allow_cancel": False}]


async def test_a_visitors_title_stands_though_it_comes_while_the_assistant_makes_one(tmp_path: Path) -> None:
    async def slow_title(question: Question, answer: str) -> str:
        await browser.post("threads.update", thread_id=question.thread_id, title="Mine")
        return "Another"

    async with serving(tmp_path, assistant(title=slow_title)) as service:
        browser = await Browser(service).arrive()
        thread = (await events(await browser.ask("x")))[0]["thread"]["id"]
        kept = await whole(await browser.post("threads.get_by_id", thread_id=thread))
        assert json.loads(kept)["title"] == "Mine"


async def test_a_model_that_does_not_answer_is_not_asked_for_a_title_either(tmp_path: Path) -> None:
    named = []

    async def short_title(question: Question, _: str) -> str:
        named.append(question.text)
        return "A title"

    async def say_or_fail(question: Question) -> AsyncIterator[Part]:
        if question.text == "fail":
            raise RuntimeError("no route to the model")
        yield "x"
        yield Usage("a-model", 900 if question.text == "dear" else 1, 200)

    module = assistant(answer=say_or_fail, title=short_title, USES_MODEL=True)
    async with serving(tmp_path, module, CHATKIT_DAILY_TOKENS="1000") as service:
        browser = await Browser(service).arrive()
        for text in ("fail", "fine", "dear", "used up"):
            await events(await browser.ask(text))
    assert named == ["fine"]


async def test_what_a_model_takes_for_a_title_counts_as_what_it_takes_for_an_answer(tmp_path: Path) -> None:
    async def dear_title(question: Question, _: str) -> str:
        question.spent(Usage("a-title-model", 900, 200))
        return "A title"

    async with serving(tmp_path, assistant(title=dear_title, USES_MODEL=True), CHATKIT_DAILY_TOKENS="1000") as service:
        browser = await Browser(service).arrive()
        await events(await browser.ask("x"))
        told = await events(await browser.ask("x"))
        assert "as much as it may today" in json.dumps(told)
        reply = await service.handle(Request("GET", "/metrics", {"host": "127.0.0.1:8001"}, peer="127.0.0.1"))
        counted = (await whole(reply)).decode()
    assert 'chatkit_model_tokens_total{direction="input",model="a-title-model"} 900.0' in counted


async def test_an_action_counts_against_the_daily_budget(tmp_path: Path) -> None:
    async with serving(tmp_path, assistant(act=press, USES_MODEL=True), CHATKIT_DAILY_TOKENS="1") as service:
        browser = await Browser(service).arrive()
        thread = (await events(await browser.ask("x")))[0]["thread"]["id"]
        told = await events(await browser.post("threads.custom_action", thread_id=thread, action={"type": "press"}))
        assert "as much as it may today" in told[-1]["message"]


async def test_the_daily_budget_goes_by_the_tokens_that_a_model_tells(tmp_path: Path) -> None:
    async def dear(question: Question) -> AsyncIterator[Part]:
        yield "x"
        yield Usage("a-model", 900, 200)

    async with serving(tmp_path, assistant(answer=dear, USES_MODEL=True), CHATKIT_DAILY_TOKENS="1000") as service:
        browser = await Browser(service).arrive()
        thread = (await events(await browser.ask("x")))[0]["thread"]["id"]
        assert all("usage" not in item for item in await browser.items(thread))
        assert "as much as it may today" in json.dumps(await events(await browser.ask("y")))
    with closing(sqlite3.connect(tmp_path / ".chatkit" / "chatkit.sqlite3")) as kept:
        (row,) = kept.execute("SELECT data FROM chatkit_items WHERE data LIKE '%usage%'").fetchall()
    usage = json.loads(row[0])["usage"]
    assert usage.pop("seconds") >= 0
    assert usage == {"model": "a-model", "input_tokens": 900, "output_tokens": 200}


async def test_without_functions_of_their_own_actions_and_speech_are_refused(tmp_path: Path) -> None:
    async with serving(tmp_path, assistant()) as service:
        browser = await Browser(service).arrive()
        thread = (await events(await browser.ask("x")))[0]["thread"]["id"]
        action = {"thread_id": thread, "action": {"type": "press"}}
        assert (await events(await browser.post("threads.custom_action", **action)))[-1]["type"] == "error"
        assert (await browser.post("threads.sync_custom_action", **action)).status == 501
        assert (await browser.post("input.transcribe", audio_base64="AAAA", mime_type="audio/webm")).status == 501
