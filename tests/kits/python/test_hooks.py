"""What else a `chatkit_assistant.py` may say, where the conformance suite's own assistant says the opposite."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType

from chatgraft.kits.python.chatkit_kit.questions import Action, Part, Question
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


async def test_an_action_counts_against_the_daily_budget(tmp_path: Path) -> None:
    async with serving(tmp_path, assistant(act=press, USES_MODEL=True), CHATKIT_DAILY_TOKENS="1") as service:
        browser = await Browser(service).arrive()
        thread = (await events(await browser.ask("x")))[0]["thread"]["id"]
        told = await events(await browser.post("threads.custom_action", thread_id=thread, action={"type": "press"}))
        assert "as much as it may today" in told[-1]["message"]


async def test_without_functions_of_their_own_actions_and_speech_are_refused(tmp_path: Path) -> None:
    async with serving(tmp_path, assistant()) as service:
        browser = await Browser(service).arrive()
        thread = (await events(await browser.ask("x")))[0]["thread"]["id"]
        action = {"thread_id": thread, "action": {"type": "press"}}
        assert (await events(await browser.post("threads.custom_action", **action)))[-1]["type"] == "error"
        assert (await browser.post("threads.sync_custom_action", **action)).status == 501
        assert (await browser.post("input.transcribe", audio_base64="AAAA", mime_type="audio/webm")).status == 501
