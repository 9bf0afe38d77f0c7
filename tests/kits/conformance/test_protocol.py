"""Every scenario of the conformance suite against every backend and store: the report lists them by their titles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chatgraft.conformance import Need, Scenario, every
from tests.fixtures.standing import every_standing
from tests.kits.conformance.conftest import OpenHall


def _held() -> Iterator[tuple[str, Scenario]]:
    for record in every_standing().values():
        for scenario in every(record.provides):
            if record.only in scenario.needs if record.only else Need.LIMITS not in scenario.needs:
                yield record.name, scenario


_CASES = [
    pytest.param(name, scenario, id=f"{name}: {scenario.title}", marks=pytest.mark.xdist_group(name))
    for name, scenario in _held()
]


@pytest.mark.parametrize(("name", "scenario"), _CASES)
def test_protocol(open_hall: OpenHall, name: str, scenario: Scenario) -> None:
    open_hall(name).hold(scenario)


def test_every_scenario_is_held_somewhere() -> None:
    assert {scenario.name for _, scenario in _held()} == {scenario.name for scenario in every()}
