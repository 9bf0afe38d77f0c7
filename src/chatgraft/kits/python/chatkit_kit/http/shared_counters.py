"""Counts that all workers share, in Redis. What they need of it is one short script, so that a count always ends."""

from typing import Any

from limits.aio.storage import Storage

from ..redis_link import RedisAwayError, RedisLink

COUNT = """
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
if count == tonumber(ARGV[1]) then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
return count
"""


class SharedCounters(Storage):
    """Counts for the asynchronous strategies of the `limits` package. Raises `RedisAwayError`."""

    def __init__(self, link: RedisLink) -> None:
        super().__init__()
        self._link = link

    @property
    def base_exceptions(self) -> type[Exception]:
        return RedisAwayError

    async def incr(self, key: str, expiry: float, amount: int = 1, **_: Any) -> int:
        """The new count; a first one lasts `expiry` seconds."""
        return int(await self._link.ask("EVAL", COUNT, 1, self._link.key(key), amount, int(expiry)))

    async def get(self, key: str) -> int:
        return int(await self._link.ask("GET", self._link.key(key)) or 0)

    async def get_expiry(self, key: str) -> float:
        """When the count ends, in seconds since the epoch."""
        seconds, _ = await self._link.ask("TIME")
        return int(seconds) + max(0, int(await self._link.ask("TTL", self._link.key(key))))

    async def check(self) -> bool:
        return await self._link.is_there()

    async def reset(self) -> int | None:
        raise NotImplementedError  # other services may count in the same Redis

    async def clear(self, key: str) -> None:
        await self._link.ask("DEL", self._link.key(key))
