"""How much a visitor may ask for: requests and answers a minute, sessions an hour, and all visitors' tokens a day.

Counted in this process's memory with the `limits` package; addresses only as far as trusted proxies name them.
"""

import time

from limits import RateLimitItem, RateLimitItemPerDay, parse_many
from limits.strategies import FixedWindowRateLimiter

from .counters import Counters
from .errors import ServiceError, SettingsError
from .settings import Settings

# What a token is differs by model; four bytes of UTF-8 is near enough for a budget, in any language.
BYTES_PER_TOKEN = 4


class Limits:
    """The service's counters. `count_*` raise a `ServiceError` 429 with `Retry-After` when there have been too many."""

    def __init__(self, settings: Settings) -> None:
        self._counter = FixedWindowRateLimiter(Counters())
        self._requests = _parse("CHATKIT_REQUESTS_RATE", settings.requests_rate)
        self._turns = _parse("CHATKIT_TURNS_RATE", settings.turns_rate)
        self._address = _parse("CHATKIT_ADDRESS_RATE", settings.address_rate)
        self._sessions = _parse("CHATKIT_SESSIONS_RATE", settings.sessions_rate)
        self._budget = RateLimitItemPerDay(settings.daily_tokens) if settings.daily_tokens else None

    def count_request(self, address: str) -> None:
        self._count(self._requests, "request", address)

    def count_session(self, address: str) -> None:
        self._count(self._sessions, "session", address)

    def count_turn(self, owner: str, address: str) -> None:
        self._count(self._turns, "turn", owner)
        self._count(self._address, "address", address)

    def has_tokens(self) -> bool:
        """Whether today's budget for models is not used up yet."""
        return self._budget is None or self._counter.test(self._budget, "tokens")

    def spend(self, text_bytes: int) -> None:
        """Take the tokens of so much text from today's budget."""
        if self._budget is not None:
            cost = max(1, text_bytes // BYTES_PER_TOKEN)
            left = self._counter.get_window_stats(self._budget, "tokens").remaining
            self._counter.hit(self._budget, "tokens", cost=max(1, min(cost, left)))

    def _count(self, rates: list[RateLimitItem], what: str, who: str) -> None:
        for rate in rates:
            if not self._counter.hit(rate, what, who):
                wait = self._counter.get_window_stats(rate, what, who).reset_time - time.time()
                raise ServiceError(
                    429,
                    "too_many_requests",
                    "That was a lot of messages. Please wait a moment.",
                    retry_after=max(1, wait),
                )


def _parse(name: str, text: str) -> list[RateLimitItem]:
    try:
        return parse_many(text)
    except ValueError:
        raise SettingsError(f'{name} is {text!r}; write it like "20/minute" or "20/minute;300/hour".') from None
