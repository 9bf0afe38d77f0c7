"""What the plain official SDK answers and what our service does: the same, but for a list of deliberate differences.

The SDK's transcript is made in the same run, so that nothing recorded can be stale.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chatgraft.conformance import every
from tests.kits.conformance.differences import DIFFERENCES, expected
from tests.kits.conformance.ours import made_by_the_python_kit
from tests.kits.conformance.stock import Stock
from tests.kits.conformance.transcript import Transcript, told


@pytest.fixture
async def stock() -> dict[str, Any]:
    return await Transcript(Stock().post).make()


async def test_every_answer_is_the_sdks_but_for_the_deliberate_differences(
    stock: dict[str, Any], tmp_path: Path
) -> None:
    ours = await made_by_the_python_kit(tmp_path)
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
