"""Every scenario of the conformance suite, unchanged, on the Node kit."""

from __future__ import annotations

import pytest

from chatgraft.conformance import Scenario
from tests.fixtures.standing import every_standing
from tests.kits.conformance.cases import cases
from tests.kits.conformance.conftest import OpenHall
from tests.node import SUITE


@pytest.mark.parametrize(("name", "scenario"), cases(every_standing(SUITE)))
def test_protocol(open_hall: OpenHall, name: str, scenario: Scenario) -> None:
    open_hall(name).hold(scenario)
