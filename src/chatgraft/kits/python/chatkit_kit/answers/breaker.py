"""A circuit breaker: an assistant that keeps failing is left alone for a while, so that nobody waits for it in vain."""

import logging
import time
from collections import deque
from collections.abc import Callable

from .. import watch
from ..settings import Settings

log = logging.getLogger(__name__)


class Breaker:
    """Opens after `failures` in a row within `window` seconds, for `pause` seconds; then one question tries again.

    Each `admits` that said yes is followed by one of `succeeded`, `failed` and `undecided`. 0 failures: never opens.
    Used on the event loop alone; each worker has its own.
    """

    def __init__(self, failures: int, window: float, pause: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.silence = 0.0
        """After how many seconds without a word an answer has failed; 0: never."""
        self._window = window
        self._pause = pause
        self._clock = clock
        self._failures: deque[float] = deque(maxlen=failures)
        self._closed_from: float | None = None
        """When it may be tried again; None while nothing is wrong."""
        self._is_tried = False

    @classmethod
    def of(cls, settings: Settings) -> "Breaker":
        breaker = cls(settings.breaker_failures, settings.breaker_window, settings.breaker_pause)
        breaker.silence = settings.first_word_seconds
        return breaker

    def admits(self) -> bool:
        """Whether the assistant may be asked now."""
        if self._closed_from is None:
            return True
        if self._is_tried or self._clock() < self._closed_from:
            return False
        self._is_tried = True
        return True

    def succeeded(self) -> None:
        self._failures.clear()
        self._is_tried = False
        if self._closed_from is not None:
            self._closed_from = None
            watch.breaker(is_open=False)
            log.warning("The assistant answers again")

    def failed(self) -> None:
        now = self._clock()
        self._failures.append(now)
        was_tried, self._is_tried = self._is_tried, False
        is_full = 0 < len(self._failures) == self._failures.maxlen
        if was_tried or (is_full and now - self._failures[0] <= self._window):
            if self._closed_from is None:
                watch.breaker(is_open=True)
            self._closed_from = now + self._pause
            log.warning("The assistant keeps failing and is not asked for a while", extra={"seconds": self._pause})

    def undecided(self) -> None:
        """It was left before it had shown anything, as by a visitor who pressed stop: somebody else may try."""
        self._is_tried = False
