"""Every scenario of the conformance suite against every backend: the report lists them by their titles."""

from __future__ import annotations

import pytest

from chatgraft.conformance import Scenario, every
from tests.fixtures.standing import every_standing
from tests.kits.conformance.cases import cases, held
from tests.kits.conformance.conftest import OpenHall


@pytest.mark.parametrize(("name", "scenario"), cases(every_standing()))
def test_protocol(open_hall: OpenHall, name: str, scenario: Scenario) -> None:
    open_hall(name).hold(scenario)


def test_every_scenario_is_held_somewhere() -> None:
    assert {scenario.name for _, scenario in held(every_standing())} == {scenario.name for scenario in every()}
