"""Every scenario of the conformance suite against every backend and store: the report lists them by their titles."""

from __future__ import annotations

import pytest

from chatgraft.conformance import Need, Scenario, every
from tests.fixtures.standing import every_standing
from tests.kits.conformance.conftest import Stand

_HELD = [
    (record.name, scenario)
    for record in every_standing().values()
    for scenario in every(record.provides)
    if (Need.LIMITS in scenario.needs) == (Need.LIMITS in record.provides)
]


@pytest.mark.parametrize(("name", "scenario"), _HELD, ids=[f"{name}: {scenario.title}" for name, scenario in _HELD])
async def test_protocol(stand: Stand, name: str, scenario: Scenario) -> None:
    await scenario.hold(stand(name))


def test_every_scenario_is_held_somewhere() -> None:
    held = {scenario.name for _, scenario in _HELD}
    assert held == {scenario.name for scenario in every()}
