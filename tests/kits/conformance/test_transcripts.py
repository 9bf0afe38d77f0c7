"""What the plain official SDK answers and what our service does: the same, but for a list of deliberate differences.

The SDK's transcript is made in the same run, so that nothing recorded can be stale.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatgraft.conformance import every
from tests.fixtures.assistants import scripted
from tests.kits.conformance.differences import DIFFERENCES, expected
from tests.kits.conformance.stock import Stock
from tests.kits.conformance.transcript import Transcript, told
from tests.kits.python.services import Browser, serving, whole

# The SDK warns of its own widget classes as soon as they are used.
pytestmark = pytest.mark.filterwarnings("ignore:Direct usage of named widget classes:DeprecationWarning")


async def _ours(folder: Path) -> dict[str, Any]:
    async with serving(folder, scripted) as service:
        browser = await Browser(service).arrive()

        async def post(kind: str, params: dict[str, Any]) -> Any:
            reply = await browser.post(kind, **params)
            body = (await whole(reply)).decode()
            if reply.headers["Content-Type"].startswith("text/event-stream"):
                return [json.loads(line.removeprefix("data: ")) for line in body.splitlines() if line]
            return json.loads(body) if reply.status == 200 else {"status": reply.status, **_without_hint(body)}

        return await Transcript(post).make()


def _without_hint(body: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(body)
    document["error"].pop("hint", None)
    return document


@pytest.fixture
async def stock() -> dict[str, Any]:
    return await Transcript(Stock().post).make()


async def test_every_answer_is_the_sdks_but_for_the_deliberate_differences(
    stock: dict[str, Any], tmp_path: Path
) -> None:
    ours = await _ours(tmp_path)
    assert ours.keys() == stock.keys()
    for step, answer in stock.items():
        assert told(ours[step]) == told(expected(step, answer)), step


async def test_every_difference_is_one(stock: dict[str, Any]) -> None:
    for difference in DIFFERENCES:
        for step in difference.steps:
            assert difference.change is not None
            assert told(difference.change(stock[step])) != told(stock[step]), step


def test_every_difference_is_shown_by_a_step_or_a_scenario() -> None:
    names = {scenario.name for scenario in every()}
    assert all(difference.steps or difference.scenario in names for difference in DIFFERENCES)
