"""Each trap names a test that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.conformance import every
from tests.traps import GROUPS, Trap

_ROOT = Path(__file__).resolve().parents[2]
_SCENARIOS = {scenario.name for scenario in every()}
_TRAPS = [trap for traps in GROUPS.values() for trap in traps]


@pytest.mark.parametrize("trap", _TRAPS, ids=lambda trap: trap.what)
def test_a_trap_has_its_test(trap: Trap) -> None:
    assert bool(trap.tests) != bool(trap.why_none)
    for test in trap.tests:
        path, apart, words = test.partition("::")
        if apart:
            assert words, test
            assert words in (_ROOT / path).read_text("utf-8"), test
        else:
            assert test in _SCENARIOS
