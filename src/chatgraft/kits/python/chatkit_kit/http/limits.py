"""How much a visitor may ask for: requests and answers a minute, sessions an hour, and all visitors' tokens a day.

Counted with the `limits` package: in Redis for all workers together, where there is one, else in this process's memory;
while Redis is away, too. Addresses count only as far as trusted proxies name them.
"""

import contextlib
import time

import limits.aio.strategies
from limits import RateLimitItem, RateLimitItemPerDay, WindowStats, parse_many
from limits.strategies import FixedWindowRateLimiter

from .. import watch
from ..errors import ServiceError, SettingsError
from ..redis_link import RedisAwayError, RedisLink
from ..settings import Settings
from .counters import Counters
from .shared_counters import SharedCounters

# What a token is differs by model; four bytes of UTF-8 is near enough for a budget, in any language.
BYTES_PER_TOKEN = 4


class Limits:
    """The service's counters. `count_*` raise a `ServiceError` 429 with `Retry-After` when there have been too many."""

    def __init__(self, settings: Settings, link: RedisLink | None = None) -> None:
        self._counts = _Counts(link)
        self._requests = _parse("CHATKIT_REQUESTS_RATE", settings.requests_rate)
        self._turns = _parse("CHATKIT_TURNS_RATE", settings.turns_rate)
        self._address = _parse("CHATKIT_ADDRESS_RATE", settings.address_rate)
        self._sessions = _parse("CHATKIT_SESSIONS_RATE", settings.sessions_rate)
        self._budget = RateLimitItemPerDay(settings.daily_tokens) if settings.daily_tokens else None

    async def count_request(self, address: str) -> None:
        await self._count(self._requests, "request", address)

    async def count_session(self, address: str) -> None:
        await self._count(self._sessions, "session", address)

    async def count_turn(self, owner: str, address: str) -> None:
        await self._count(self._turns, "turn", owner)
        await self._count(self._address, "address", address)

    async def has_tokens(self) -> bool:
        """Whether today's budget for models is not used up yet."""
        if self._budget is None or await self._counts.left(self._budget, "tokens") > 0:
            return True
        watch.refused("tokens")
        return False

    async def spend(self, tokens: int, text_bytes: int) -> None:
        """Take an answer from today's budget: its tokens where they are known, else those of so much text."""
        if self._budget is not None:
            cost = max(1, tokens or text_bytes // BYTES_PER_TOKEN)
            left = await self._counts.left(self._budget, "tokens")
            await self._counts.hit(self._budget, "tokens", cost=max(1, min(cost, left)))

    async def _count(self, rates: list[RateLimitItem], what: str, who: str) -> None:
        for rate in rates:
            if not await self._counts.hit(rate, what, who):
                watch.refused(what)
                raise ServiceError(
                    429,
                    "too_many_requests",
                    "That was a lot of messages. Please wait a moment.",
                    retry_after=max(1, await self._counts.end(rate, what, who) - time.time()),
                )


class _Counts:
    """Fixed windows, in common with the other workers as long as that can be had."""

    def __init__(self, link: RedisLink | None) -> None:
        self._own = FixedWindowRateLimiter(Counters())
        self._common = limits.aio.strategies.FixedWindowRateLimiter(SharedCounters(link)) if link else None

    async def hit(self, rate: RateLimitItem, *who: str, cost: int = 1) -> bool:
        if self._common is not None:
            with contextlib.suppress(RedisAwayError):
                return await self._common.hit(rate, *who, cost=cost)
        return self._own.hit(rate, *who, cost=cost)

    async def left(self, rate: RateLimitItem, *who: str) -> int:
        return (await self._window(rate, *who)).remaining

    async def end(self, rate: RateLimitItem, *who: str) -> float:
        return (await self._window(rate, *who)).reset_time

    async def _window(self, rate: RateLimitItem, *who: str) -> WindowStats:
        if self._common is not None:
            with contextlib.suppress(RedisAwayError):
                return await self._common.get_window_stats(rate, *who)
        return self._own.get_window_stats(rate, *who)


def _parse(name: str, text: str) -> list[RateLimitItem]:
    try:
        return parse_many(text)
    except ValueError:
        raise SettingsError(f'{name} is {text!r}; write it like "20/minute" or "20/minute;300/hour".') from None
