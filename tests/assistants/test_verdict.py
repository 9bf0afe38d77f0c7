"""A second opinion: llmock breaks replies in its own way, and judges how the model files take it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from importlib import import_module
from types import ModuleType

import pytest
from llmock.pytest_plugin import LLMock

from chatgraft.kits.python.chatkit_kit.answers.model_faults import Fault, ModelError
from chatgraft.kits.python.chatkit_kit.models import ask
from chatgraft.kits.python.chatkit_kit.prompts import Prompt, Spoken

PROMPT = Prompt("Be brief.", (Spoken(role="user", content="Hi"),))
FAULTS: dict[str, Callable[[LLMock], object]] = {
    "busy": lambda mock: mock.rate_limit(times=2, retry_after=0.2),
    "down": lambda mock: mock.fail(503),
    "cut": lambda mock: mock.disconnect(after_chunks=2),
    "cut cleanly": lambda mock: mock.truncate(after_chunks=2),
    "garbled": lambda mock: mock.corrupt(after_chunks=2),
    "stalled": lambda mock: mock.stall(after_chunks=2, seconds=3),
}
PASSES = {"busy", "down"}
WHOLE = "alpha bravo cobra gamma omega sigma"


@pytest.fixture(params=["openai", "openai_compatible", "anthropic", "gemini"])
async def module(
    request: pytest.FixtureRequest, llmock: LLMock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ModuleType]:
    """A model file whose provider is llmock, as its fixture sets it in the environment."""
    monkeypatch.setenv("CHATKIT_MODEL_URL", llmock.base_url("openai"))
    monkeypatch.setenv("GOOGLE_GENAI_API_VERSION", "v1beta")
    monkeypatch.setenv("CHATKIT_MODEL_NEXT_SECONDS", "1")
    found = import_module(f"chatgraft.kits.python.assistants.{request.param}")
    found.client.cache_clear()
    yield found
    client = found.client()
    await (client.aio.aclose() if hasattr(client, "aio") else client.close())
    found.client.cache_clear()


@pytest.mark.parametrize("kind", FAULTS)
async def test_llmock_finds_nothing_to_say(module: ModuleType, llmock: LLMock, kind: str) -> None:
    llmock.reply(WHOLE, times=None)
    FAULTS[kind](llmock)
    said, fault = "", None
    async with aclosing(ask(module.reply, PROMPT)) as parts:
        try:
            async for part in parts:
                said += part if isinstance(part, str) else ""
        except ModelError as error:
            fault = error.fault
    is_whole = (said, fault) == (WHOLE, None)
    assert is_whole or (kind not in PASSES and fault in {Fault.CUT, Fault.DOWN, Fault.SLOW})
    if is_whole or kind != "cut cleanly":  # of which it cannot see that the visitor is told, and may ask again
        llmock.assert_resilient()
