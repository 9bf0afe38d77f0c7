"""How the steps of a claim and of a run may fall together in MongoDB, where neither has a transaction."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import combinations_with_replacement

from chatgraft.kits.python.chatkit_kit.stores.mongo_rows import OWNED

_STEPS = 6
"""Of what a run does, as many as one piece of it takes at least; a claim that has not begun then comes afterwards."""
_TELLING = 2
"""A claim's steps before it moves anything: it is written into the session, and read."""


def _plan(places: Sequence[int]) -> list[int]:
    steps = [0] * (_STEPS + 1)
    for place, count in zip(places, (_TELLING + 1, 1, len(OWNED) - 2), strict=True):
        steps[place] += count
    return steps[:_STEPS]


_PLACES = combinations_with_replacement(range(_STEPS + 1), 3)
PLANS = [_plan(places) for places in _PLACES if os.environ.get("FULL") or len(set(places)) < len(places)]
"""How many of the claim's steps come before each of the run's: before any of them its own document may be moved, before
that or a later one its thread, and then all that hangs on that. With `FULL=1` all three apart, too."""
