"""Every scenario of the conformance suite on MySQL and MongoDB; SQLite and PostgreSQL are held to them elsewhere."""

from __future__ import annotations

import pytest

from chatgraft.conformance import Scenario
from tests.databases import SUITE
from tests.fixtures.standing import every_standing
from tests.kits.conformance.cases import cases
from tests.kits.conformance.conftest import OpenHall


@pytest.mark.parametrize(("name", "scenario"), cases(every_standing(SUITE)))
def test_protocol(open_hall: OpenHall, name: str, scenario: Scenario) -> None:
    open_hall(name).hold(scenario)
