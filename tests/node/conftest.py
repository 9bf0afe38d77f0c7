"""Puts up each service of the Node kit once for the session, when the first scenario wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fixtures.standing import every_standing
from tests.kits.conformance.conftest import OpenHall, opened
from tests.node import SUITE


@pytest.fixture(scope="session")
def open_hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHall]:
    yield from opened(request, tmp_path_factory, every_standing(SUITE))
