"""What a visitor is told when the assistant fails, says nothing, or has failed too often: never nothing."""

import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from chatgraft.kits.python.chatkit_kit.answers.answering import (
    BUDGET_USED,
    NO_ANSWER,
    PAGES_SAY,
    TRY_LATER,
    UNREACHABLE,
)
from chatgraft.kits.python.chatkit_kit.answers.breaker import Breaker
from chatgraft.kits.python.chatkit_kit.answers.endpoint_stream import EndpointRefusedError
from chatgraft.kits.python.chatkit_kit.answers.model_faults import Fault, fault_of
from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from tests.fixtures.servers import KitService, start_kit
from tests.kits.python.services import Browser, events, serving, whole
from tests.kits.python.visitor import Visitor, last_item, message, text_of, thread_of

PAGE = "<title>Prices</title><main><h1>Prices</h1><p>A night in the cabin costs ninety euros.</p></main>"
# Does what the question's first word says, and notes in a file that it was asked.
MODEL = """
import asyncio
from pathlib import Path

USES_MODEL = True


async def answer(question):
    with Path(__file__).with_name("asked.txt").open("a") as file:
        file.write(question.text + "\\n")
    act = question.text.split()[0]
    if act == "fail":
        raise RuntimeError("no route to the model, key sk-secret")
    if act == "hang":
        yield "  "
        await asyncio.sleep(60)
    if act == "blank":
        yield "\\n\\n"
    if act == "break":
        yield "Ninety"
        raise RuntimeError("the stream broke off")
    if act == "slow":
        yield "One"
        await asyncio.sleep(3.5)
        yield " and all."
    if act == "say":
        yield "\\n"
        yield "Ninety euros."
"""
SAYS = f"{UNREACHABLE} {PAGES_SAY}\n\n"


@contextmanager
def failing(folder: Path, model: str = MODEL, **values: str) -> Iterator[KitService]:
    """A service with that assistant and one page, which waits three seconds for a first word."""
    (folder / "site").mkdir()
    (folder / "site/prices.html").write_text(PAGE)
    environ = {"SITE_ROOT": "../site", "CHATKIT_FIRST_WORD_SECONDS": "3", **values}
    with start_kit(folder / "backend", environ, model) as service:
        yield service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:
    """Without a breaker: each test has the assistant as its question wants it."""
    with failing(tmp_path_factory.mktemp("answering")) as running:
        yield running


def asked(service: KitService) -> list[str]:
    """What the assistant was asked, whoever answered in the end."""
    return (service.backend / "asked.txt").read_text().splitlines()


def answer(service: KitService, text: str) -> str:
    """The one message that is stored as the answer."""
    visitor = Visitor(service)
    items = visitor.items(thread_of(visitor.ask(text)))
    (said,) = [item for item in items if item["type"] == "assistant_message"]
    return text_of(said)


@pytest.mark.parametrize("act", ["fail", "hang", "blank", "nothing"])
def test_without_a_word_the_pages_answer(service: KitService, act: str) -> None:
    events = Visitor(service).ask(f"{act} night costs?")
    said = last_item(events)
    assert text_of(said).startswith(SAYS)
    assert "ninety euros" in text_of(said)
    assert said["content"][0]["annotations"][0]["source"]["url"].endswith("/prices.html")
    assert "error" not in {event["type"] for event in events}
    assert "sk-secret" not in str(events)


def test_what_was_said_before_a_failure_stays_and_a_plain_sentence_follows(service: KitService) -> None:
    events = Visitor(service).ask("break")
    assert text_of(last_item(events)) == "Ninety"
    assert events[-1] == {
        "type": "error", "code": "custom", "message": "The answer broke off. You can try again.", "allow_retry": True
    }  # fmt: skip


def test_only_the_first_word_must_come_in_time(service: KitService) -> None:
    assert answer(service, "slow") == "One and all."


def test_blanks_before_the_first_word_are_no_word(service: KitService) -> None:
    assert answer(service, "say") == "Ninety euros."


def test_a_stop_while_nothing_is_said_yet_is_no_failure(service: KitService) -> None:
    visitor = Visitor(service)
    with visitor.asking("hang") as stream:
        stream.until("thread.item.done")
        visitor.stop(stream.run)
        events = list(stream.events())
    assert UNREACHABLE not in str(events)


def test_without_pages_there_is_a_plain_sentence(tmp_path: Path) -> None:
    with failing(tmp_path, SITE_ROOT="../nothing") as service:
        assert answer(service, "fail night costs?") == f"{UNREACHABLE} {TRY_LATER}"


def test_pages_that_say_nothing_about_it_are_named(tmp_path: Path) -> None:
    with failing(tmp_path) as service:
        said = answer(service, "fail xylophone")
    assert said.startswith(f"{UNREACHABLE} {TRY_LATER}\n\n")
    assert "[Prices]" in said


def test_an_assistant_without_a_model_is_not_left_empty_either(tmp_path: Path) -> None:
    with failing(tmp_path, MODEL.replace("USES_MODEL = True", "USES_MODEL = False")) as service:
        assert answer(service, "nothing") == NO_ANSWER
        assert answer(service, "say") == "Ninety euros."


def test_a_budget_that_is_used_up_is_told(tmp_path: Path) -> None:
    with failing(tmp_path, CHATKIT_DAILY_TOKENS="1") as service:
        assert answer(service, "say") == "Ninety euros."
        assert answer(service, "say night costs?").startswith(f"{BUDGET_USED} {PAGES_SAY}")
        assert asked(service) == ["say"]


def test_after_some_failures_the_assistant_is_left_alone_until_it_answers_again(tmp_path: Path) -> None:
    values = {"CHATKIT_BREAKER_FAILURES": "2", "CHATKIT_BREAKER_PAUSE": "3"}
    with failing(tmp_path, **values) as service:
        for _ in range(2):
            answer(service, "fail")
        assert answer(service, "hang night costs?").startswith(SAYS)
        assert asked(service) == ["fail", "fail"]
        assert numbers(service)["chatkit_breaker_open"] == 1
        time.sleep(3.1)
        assert answer(service, "fail night costs?").startswith(SAYS)  # the one that tries
        assert answer(service, "say night costs?").startswith(SAYS)
        assert asked(service) == ["fail", "fail", "fail night costs?"]
        time.sleep(3.1)
        assert [answer(service, "say") for _ in range(2)] == ["Ninety euros."] * 2
        told = numbers(service)
        log = service.log.read_text()
    assert told["chatkit_breaker_open"] == 0
    assert told['chatkit_stand_ins_total{why="failed"}'] == 3
    assert told['chatkit_stand_ins_total{why="open"}'] == 2
    assert "The assistant keeps failing and is not asked for a while" in log
    assert "The assistant answers again" in log


def numbers(service: KitService) -> dict[str, float]:
    lines = Visitor(service).http.get(f"{service.url}/metrics").text.splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


class RefusalError(Exception):
    status_code = 400


async def take_no_file(question: Question) -> AsyncIterator[Part]:
    """As a provider does with a picture that is none, a route with a question that it does not take."""
    if question.text == "file":
        for file in question.attachments:
            yield str(await file.read())
    if question.text == "picture":
        raise fault_of(RefusalError("Could not process image"))
    if question.text == "route":
        raise EndpointRefusedError("422")
    if question.text == "fail":
        raise RuntimeError("no route to the model")
    yield "Ninety euros."


@asynccontextmanager
async def easily_left_alone(folder: Path) -> AsyncIterator[Browser]:
    """A service that does not ask the assistant again after one failure."""
    model = ModuleType("model")
    model.answer, model.USES_MODEL = take_no_file, True  # type: ignore[attr-defined]
    values = {"CHATKIT_BREAKER_FAILURES": "1", "CHATKIT_ATTACHMENTS": "1"}
    async with serving(folder, model, **values) as service:
        yield await Browser(service).arrive()


async def said_to(browser: Browser, text: str, *files: str) -> str:
    asked = {**message(text), "attachments": list(files)}
    return text_of(last_item(await events(await browser.post("threads.create", input=asked))))


@pytest.mark.parametrize(("text", "said"), [("picture", Fault.UNFIT.value), ("route", UNREACHABLE)])
async def test_what_cannot_be_taken_from_one_visitor_leaves_the_others_their_assistant(
    tmp_path: Path, text: str, said: str
) -> None:
    async with easily_left_alone(tmp_path) as browser:
        assert (await said_to(browser, text)).startswith(said)
        assert await said_to(browser, "x") == "Ninety euros."
        await said_to(browser, "fail")
        assert (await said_to(browser, "x")).startswith(UNREACHABLE)


async def test_a_file_that_is_gone_leaves_the_others_their_assistant(tmp_path: Path) -> None:
    async with easily_left_alone(tmp_path) as browser:
        form = httpx.Request("POST", "http://any", files={"file": ("a.png", b"\x89PNG\r\n\x1a\n", "image/png")})
        reply = await browser.send("POST", "/attachments", form.read(), content_type=form.headers["content-type"])
        attachment = json.loads(await whole(reply))["id"]
        (tmp_path / ".chatkit" / "attachments" / attachment).unlink()
        assert (await said_to(browser, "file", attachment)).startswith(Fault.UNFIT.value)
        assert await said_to(browser, "x") == "Ninety euros."


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_failures_that_lie_apart_or_have_a_success_between_open_nothing() -> None:
    clock = Clock()
    breaker = Breaker(2, 60, 30, clock)
    breaker.failed()
    clock.now = 61
    breaker.failed()
    assert breaker.admits()
    breaker.succeeded()
    breaker.failed()
    assert breaker.admits()
    breaker.failed()
    assert not breaker.admits()


def test_one_question_at_a_time_tries_again() -> None:
    clock = Clock()
    breaker = Breaker(1, 60, 30, clock)
    breaker.failed()
    clock.now = 31
    assert [breaker.admits(), breaker.admits()] == [True, False]
    breaker.undecided()  # a visitor who pressed stop
    assert breaker.admits()
    breaker.succeeded()
    assert [breaker.admits(), breaker.admits()] == [True, True]


def test_no_failures_allowed_means_no_breaker() -> None:
    breaker = Breaker(0, 60, 30)
    for _ in range(50):
        breaker.failed()
    assert breaker.admits()
