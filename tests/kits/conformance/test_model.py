"""The OpenAI assistant against an imitation of the API: what the model is told, and what happens when it fails."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chatgraft.conformance import Service
from chatgraft.conformance.stream import said
from chatgraft.conformance.visitor import Visitor
from tests.fixtures.model_server import KEY, Model, model
from tests.fixtures.servers import free_port, start_kit

_SITES = Path(__file__).resolve().parents[2] / "fixtures" / "sites"
_QUOTE = "「土曜日は十時から」\nIt's “closed” — on Sunday 🚲"


@pytest.fixture(scope="module")
def imitation() -> Iterator[Model]:
    with model() as running:
        yield running


@pytest.fixture(scope="module")
def service(imitation: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with _openai(tmp_path_factory.mktemp("openai"), imitation.url) as running:
        yield running


@pytest.fixture
async def ann(service: Service) -> AsyncIterator[Visitor]:
    async with service.visitor() as visitor:
        yield visitor


@contextmanager
def _openai(folder: Path, url: str) -> Iterator[Service]:
    settings = {
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": url,
        "SITE_ROOT": str(_SITES / "html"),
        "CHATKIT_SITE_NAME": "Alder & Finch",
    }
    with start_kit(folder / "backend", settings, "openai") as kit:
        yield Service(api=kit.api, origin=kit.url)


async def test_the_models_words_are_streamed_until_they_are_stopped(ann: Visitor) -> None:
    await ann.ask("Good morning")  # the first question pays for the client's imports
    async with ann.asking("Count at length") as answer:
        await answer.until_words(20)
        assert len(answer.of("thread.item.updated")) > 3  # several steps; how many, the joining of deltas decides
        await ann.stop(answer.run_id)
        await answer.rest()
    kept = said((await ann.items(answer.thread_id))[1])
    assert kept.startswith("one two three four five six seven eight nine ten")
    assert "and that is all" not in kept


async def test_question_quote_and_history_reach_the_model(ann: Visitor, imitation: Model) -> None:
    first = await ann.ask("Do you mend tyres?")
    await ann.ask("And when?", first.thread_id, quote=_QUOTE)
    messages = imitation.requests()[-1]["messages"]
    assert [message["role"] for message in messages[-3:]] == ["user", "assistant", "user"]
    assert "Do you mend tyres?" in messages[-3]["content"]
    assert "answers it in one sentence" in messages[-2]["content"]
    assert "And when?" in messages[-1]["content"]
    assert _QUOTE in messages[-1]["content"]


async def test_the_sites_own_pages_go_along(ann: Visitor, imitation: Model) -> None:
    await ann.ask("What are the prices of a full service?")
    told = json.dumps(imitation.requests()[-1]["messages"])
    assert "110 euros" in told


async def test_the_sites_pages_answer_when_the_model_fails_before_its_first_word(ann: Visitor) -> None:
    answer = await ann.ask("Opening hours? fail before the first word")
    assert "cannot be reached" in answer.text
    assert "Saturday from ten to two" in answer.text
    assert not answer.of("error")


async def test_what_was_said_is_kept_when_the_model_fails_in_the_middle(ann: Visitor) -> None:
    answer = await ann.ask("fail in the middle")
    assert answer.of("error")[-1]["allow_retry"]
    kept = said((await ann.items(answer.thread_id))[1])
    assert kept
    assert "Herons wait for a long time".startswith(kept.strip())


async def test_the_sites_pages_answer_when_there_is_no_model(tmp_path: Path) -> None:
    with _openai(tmp_path, f"http://127.0.0.1:{free_port()}/v1") as service:
        async with service.visitor() as ann:
            answer = await ann.ask("How much is a cargo bicycle?")
            assert "Thirty-five euros" in answer.text
