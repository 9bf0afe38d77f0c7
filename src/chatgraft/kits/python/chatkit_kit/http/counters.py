"""Where the counts of one process are kept. Made for an event loop: it waits for nothing and starts no thread.

The `limits` package's own memory storage starts a thread and walks through all keys at nearly every request.
"""

import time
from collections.abc import Callable
from typing import Any

from limits.storage import Storage

SWEEP_SECONDS = 60.0


class Counters(Storage):
    """Counts that end. What has ended is swept out once a minute, so that visitors who are gone cost nothing."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._now = now
        self._counts: dict[str, tuple[int, float]] = {}
        self._next_sweep = now() + SWEEP_SECONDS

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1, **_: Any) -> int:
        """The new count; a first one lasts `expiry` seconds."""
        self._sweep()
        count, end = self._live(key) or (0, self._now() + expiry)
        self._counts[key] = (count + amount, end)
        return count + amount

    def get(self, key: str) -> int:
        return (self._live(key) or (0, 0.0))[0]

    def get_expiry(self, key: str) -> float:
        """When the count ends, in seconds since the epoch."""
        return (self._live(key) or (0, self._now()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        count = len(self._counts)
        self._counts.clear()
        return count

    def clear(self, key: str) -> None:
        self._counts.pop(key, None)

    def _live(self, key: str) -> tuple[int, float] | None:
        found = self._counts.get(key)
        return found if found and found[1] > self._now() else None

    def _sweep(self) -> None:
        now = self._now()
        if now >= self._next_sweep:
            self._counts = {key: kept for key, kept in self._counts.items() if kept[1] > now}
            self._next_sweep = now + SWEEP_SECONDS
