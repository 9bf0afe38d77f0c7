"""Asking a model: what its exceptions mean, and what follows from that."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from types import SimpleNamespace

import pytest

from chatgraft.kits.python.chatkit_kit.answers.model_faults import Fault, ModelError, fault_of
from chatgraft.kits.python.chatkit_kit.models import ask, patient
from chatgraft.kits.python.chatkit_kit.prompts import Prompt, Spoken
from chatgraft.kits.python.chatkit_kit.questions import Part, Usage

PROMPT = Prompt("Be brief.", (Spoken(role="user", content="Hi"),))


class ApiError(Exception):
    """As the SDKs have them: a status, a reply with headers, a body."""

    def __init__(self, status: int | None, said: str = "", **headers: str) -> None:
        super().__init__("The provider said no")
        self.status_code = status
        self.body = {"error": {"message": said}}
        self.response = SimpleNamespace(headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("error", "fault", "again"),
    [
        (ApiError(401), Fault.KEY, False),
        (ApiError(403), Fault.KEY, False),
        (ApiError(400, "API key not valid"), Fault.KEY, False),
        (ApiError(429, "You exceeded your current quota: insufficient_quota"), Fault.KEY, False),
        (ApiError(400, "Your credit balance is too low"), Fault.KEY, False),
        (ApiError(404), Fault.MODEL, False),
        (ApiError(429, "Rate limit reached. Add a payment method at /account/billing"), Fault.BUSY, True),
        (ApiError(529), Fault.BUSY, True),
        (ApiError(200, "overloaded_error"), Fault.BUSY, True),
        (ApiError(500), Fault.DOWN, True),
        (ApiError(503, "authentication backend down"), Fault.DOWN, True),
        (ApiError(400), Fault.UNFIT, False),
        (ApiError(415), Fault.UNFIT, False),
        (ApiError(422, "Could not process image"), Fault.UNFIT, False),
        (ApiError(400, "maximum context length is 8192 tokens"), Fault.LONG, False),
        (ApiError(500, "exceeds the available context size"), Fault.LONG, False),
        (ApiError(413), Fault.LONG, False),
        (ApiError(400, "content_filter"), Fault.DECLINED, False),
        (ConnectionResetError(), Fault.DOWN, True),
        (TimeoutError(), Fault.SLOW, False),
        (ValueError("a mistake of the owner's"), Fault.DOWN, False),
    ],
)
def test_what_an_exception_means(error: Exception, fault: Fault, again: bool) -> None:
    found = fault_of(error)
    assert (found.fault, found.again) == (fault, again)
    assert str(found) == fault.value


def test_when_a_provider_wants_to_be_asked_again() -> None:
    date = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=30), usegmt=True)
    assert fault_of(ApiError(429, retry_after="7")).retry_after == 7
    assert fault_of(ApiError(429, retry_after=date)).retry_after == pytest.approx(30, abs=3)
    assert fault_of(ApiError(429, "{'retryDelay': '34.5s'}")).retry_after == 34.5
    assert fault_of(ApiError(429, retry_after="soon")).retry_after is None


async def test_a_provider_that_wants_to_be_left_alone_for_long_is_not_waited_for() -> None:
    asked = 0

    async def reply(_: Prompt) -> AsyncGenerator[Part, None]:
        nonlocal asked
        asked += 1
        if asked:
            raise ApiError(429, retry_after="3600")
        yield ""

    with pytest.raises(ModelError) as caught:
        await everything(ask(reply, PROMPT))
    assert caught.value.fault is Fault.BUSY
    assert asked == 1


async def test_an_empty_answer_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATKIT_MODEL_RETRIES", "0")

    async def reply(_: Prompt) -> AsyncGenerator[Part, None]:
        yield ""
        yield Usage("m", 1, 0)

    with pytest.raises(ModelError):
        await everything(ask(reply, PROMPT))


async def test_a_reply_that_is_left_is_closed_in_the_task_that_made_it() -> None:
    tasks = []

    async def parts() -> AsyncGenerator[Part, None]:
        tasks.append(asyncio.current_task())
        try:
            yield "one"
            await asyncio.sleep(60)
        finally:
            tasks.append(asyncio.current_task())

    words = patient(parts())
    assert await anext(words) == "one"
    await words.aclose()
    first, last = tasks
    assert first is last is not asyncio.current_task()


BEGIN = "Be brief and speak of boats alone, please, always."
FACT = "Shipping within Germany costs 4.90 EUR and takes three days."
INSTRUCTIONS = f"{BEGIN}\nShort.\n{FACT}"


@pytest.mark.parametrize("size", [1, 7, 500])
@pytest.mark.parametrize(
    ("told", "seen"),
    [
        (f"They are: {INSTRUCTIONS} That is all.", "They are: …\nShort.\n… That is all."),
        (f"A fact: {FACT} So it is. {FACT}", f"A fact: {FACT} So it is. {FACT}"),
        (f"{BEGIN} {'But ' * 30}{FACT}", f"{BEGIN} {'But ' * 30}{FACT}"),
        (f"1. {BEGIN}\n2. {FACT}\n{BEGIN}", f"1. …\n2. …\n{BEGIN}"),
        ("Be brief and speak of boats, they say.", "Be brief and speak of boats, they say."),
        ("Never", "Never"),
    ],
)
async def test_instructions_are_not_read_out(told: str, seen: str, size: int) -> None:
    async def reply(_: Prompt) -> AsyncGenerator[Part, None]:
        for start in range(0, len(told), size):
            yield told[start : start + size]
        yield Usage("m", 1, 1)

    *words, last = await everything(ask(reply, replace(PROMPT, instructions=INSTRUCTIONS)))
    assert "".join(map(str, words)) == seen
    assert isinstance(last, Usage)


async def everything(parts: AsyncGenerator[Part, None]) -> list[Part]:
    return [part async for part in parts]
