"""Which scenarios each standing service of a suite is held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from chatgraft.conformance import Need, Scenario, every
from tests.fixtures.standing import Standing


def held(records: Mapping[str, Standing]) -> Iterator[tuple[str, Scenario]]:
    for record in records.values():
        for scenario in every(record.provides):
            if scenario.name in record.but:
                continue
            if record.only & scenario.needs if record.only else Need.LIMITS not in scenario.needs:
                yield record.name, scenario


def cases(records: Mapping[str, Standing]) -> list[Any]:
    """Parameters `name, scenario`, those of one service for one worker."""
    return [
        pytest.param(name, scenario, id=f"{name}: {scenario.title}", marks=pytest.mark.xdist_group(name))
        for name, scenario in held(records)
    ]
