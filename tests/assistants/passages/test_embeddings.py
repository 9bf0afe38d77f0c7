"""The model that embedded the passages embeds the question: each official client, at the maker's own addresses."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable, Iterator
from importlib import import_module
from types import ModuleType

import pytest

from tests.assistants.passages.embedder import KEY, SIZE, embedding, vector
from tests.assistants.passages.owners import KIT, close, owners
from tests.assistants.passages.web import Imitation

# Gemini's client is told so by aiohttp, and leaves connections open.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Inheritance class:DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
Settings = Callable[[str], dict[str, str]]
ENVIRON: dict[str, Settings] = {
    "chatkit_embedding": lambda url: {"OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_KEY": KEY},
    "embeddings.cohere": lambda url: {"CO_API_URL": url, "COHERE_API_KEY": KEY},
    "embeddings.gemini": lambda url: {"GOOGLE_GEMINI_BASE_URL": url, "GEMINI_API_KEY": KEY},
    "embeddings.ollama": lambda url: {"OLLAMA_HOST": url},
}
CUT = [name for name in ENVIRON if name != "embeddings.ollama"]
TEXTS = ["What does a night cost?", "夜 “ninety”"]


@pytest.fixture(scope="module")
def maker() -> Iterator[Imitation]:
    with embedding() as server:
        yield server


@pytest.fixture
async def module(
    request: pytest.FixtureRequest, maker: Imitation, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ModuleType]:
    settings: Settings = ENVIRON[request.param]
    for variable, value in settings(maker.url).items():
        monkeypatch.setenv(variable, value)
    yield owners(request.param, monkeypatch)
    await close(request.param)


@pytest.mark.parametrize("module", ENVIRON, indirect=True)
async def test_one_vector_a_text(module: ModuleType, maker: Imitation) -> None:
    found = await module.embed(TEXTS)
    assert all(math.dist(one, vector(text)) < 1e-6 for one, text in zip(found, TEXTS, strict=True))
    assert module.MODEL in f"{maker.asked[-1].path} {maker.asked[-1].body}"


@pytest.mark.parametrize("module", CUT, indirect=True)
async def test_cut_as_the_passages_were(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DIMENSIONS", 64)
    assert [len(one) for one in await module.embed(TEXTS)] == [64, 64]
    assert SIZE != 64


async def test_a_store_that_embeds_gets_the_words() -> None:
    assert await import_module(f"{KIT}.embeddings.store").embed(TEXTS) == [[], []]
