"""A source that cannot be asked at all: no key, nobody at the address."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from chatgraft.kits.python.chatkit_kit.answers.model_faults import Fault, ModelError
from chatgraft.kits.python.chatkit_kit.models import ask
from chatgraft.kits.python.chatkit_kit.prompts import Prompt, Spoken
from tests.assistants.source import KEY, Source, every_source

NOBODY = "http://127.0.0.1:9"
PROMPT = Prompt("Be brief.", (Spoken(role="user", content="Hi"),))
SOURCES = [row for row in every_source().values() if row.own_client]


@pytest.fixture(params=SOURCES, ids=lambda row: row.name)
def row(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Source:
    found: Source = request.param
    for name, value in found.environ(NOBODY).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CHATKIT_MODEL_RETRIES", "0")
    return found


@pytest.fixture
def module(row: Source) -> Iterator[ModuleType]:
    found = import_module(f"chatgraft.kits.python.assistants.{row.assistant}")
    found.client.cache_clear()
    yield found
    found.client.cache_clear()


async def fault(module: ModuleType) -> Fault:
    words = ask(module.reply, PROMPT)
    with pytest.raises(ModelError) as caught:
        await anext(words)
    return caught.value.fault


async def test_nobody_at_the_address(module: ModuleType) -> None:
    assert await fault(module) is Fault.DOWN


async def test_no_key(row: Source, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that wants none is asked all the same."""
    for name, value in row.environ(NOBODY).items():
        if value == KEY:
            monkeypatch.delenv(name)
    assert await fault(module) is (Fault.KEY if row.needs_key else Fault.DOWN)
