"""Redis as one worker sees it: there, or away. No caller waits for a server that does not answer, or asks it twice."""

import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from .errors import SettingsError

log = logging.getLogger(__name__)

ANSWER_SECONDS = 1.0
"""How long a command may take; where Redis is near, it takes less than a thousandth."""
SILENCE_SECONDS = 10.0
AWAY_SECONDS = 1.0
"""After a failure nobody asks for so long."""

TRIAL_SECONDS = 4 * ANSWER_SECONDS
"""What connecting and asking, both done twice, can take at most."""

SETTING = "REDIS_URL (of an app that carries the chat: CHATKIT_REDIS_URL)"
Command = Sequence[bytes | str | int]
_T = TypeVar("_T")


class RedisAwayError(Exception):
    """Redis cannot be reached, or does not do what it is asked. Carries no address: that may hold a password."""


class RedisLink:
    """Commands to the Redis of `REDIS_URL`. It connects at the first one, and again by itself after an outage."""

    def __init__(self, url: str, prefix: str) -> None:
        self._url = url
        self._prefix = prefix
        self._away_until = 0.0
        self._asking = self._client(ANSWER_SECONDS)
        self._waiting: dict[float, Any] = {}

    def key(self, *parts: str) -> str:
        """A name in Redis that no other program uses."""
        return self._prefix + ":".join(parts)

    async def ask(self, *command: bytes | str | int) -> Any:
        """The answer to one command. Raises `RedisAwayError`, at once while Redis is known to be away."""
        async with self._translated():
            return await self._twice(self._asking, lambda: self._asking.execute_command(*command))

    async def ask_all(self, *commands: Command) -> list[Any]:
        """The answers to several commands, sent together."""

        async def send() -> list[Any]:
            async with self._asking.pipeline(transaction=False) as together:
                for command in commands:
                    together.execute_command(*command)
                answers: list[Any] = await together.execute()
                return answers

        async with self._translated():
            return await self._twice(self._asking, send)

    async def wait(self, seconds: float, *command: bytes | str | int) -> Any:
        """The answer to a command that may take its time: `seconds` long, if it must."""
        if seconds not in self._waiting:
            self._waiting[seconds] = self._client(seconds + ANSWER_SECONDS)
        async with self._translated():
            client = self._waiting[seconds]
            return await self._twice(client, lambda: client.execute_command(*command))

    async def say(self, channel: str, word: str) -> None:
        """Tell every worker that hears the channel."""
        await self.ask("PUBLISH", self.key(channel), word)

    async def hear(self, channel: str) -> AsyncIterator[str]:
        """What is said on a channel from now on, until Redis goes away."""
        await self.ask("PING")
        async with self._translated(), self._asking.pubsub(ignore_subscribe_messages=True) as subscription:
            await subscription.subscribe(self.key(channel))
            while True:
                message = await subscription.get_message(timeout=SILENCE_SECONDS)
                if message is not None:
                    yield message["data"].decode()

    async def is_there(self) -> bool:
        try:
            await self.ask("PING")
        except RedisAwayError:
            return False
        return True

    async def close(self) -> None:
        for client in (self._asking, *self._waiting.values()):
            await client.aclose()

    def _client(self, seconds: float) -> Any:
        try:
            from redis.asyncio import Redis  # noqa: PLC0415  one worker needs none
            from redis.asyncio.retry import Retry  # noqa: PLC0415
            from redis.backoff import NoBackoff  # noqa: PLC0415
        except ImportError:
            raise SettingsError(
                f"{SETTING} is set, but the package redis is not installed: pip install redis, or remove the setting."
            ) from None
        try:
            return Redis.from_url(
                self._url,
                protocol=2,  # the shape of answers is the same in every version of the client
                socket_timeout=seconds,
                socket_connect_timeout=ANSWER_SECONDS,
                retry=Retry(NoBackoff(), 0),
            )
        except ValueError:
            raise SettingsError(
                f"{SETTING} cannot be read; it looks like redis://:password@host:6379/0 (rediss:// for TLS)."
            ) from None

    async def _twice(self, client: Any, ask: Callable[[], Awaitable[_T]]) -> _T:
        """Ask again where a connection was closed while nobody used it: all others will have been as well."""
        from redis.exceptions import ConnectionError as ClosedError  # noqa: PLC0415

        try:
            return await ask()
        except ClosedError:
            await client.connection_pool.disconnect(inuse_connections=False)
            return await ask()

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        from redis.exceptions import RedisError  # noqa: PLC0415

        if time.monotonic() < self._away_until:
            raise RedisAwayError
        was_away = self._away_until > 0
        if was_away:  # one goes to see whether it is back; nobody else waits with them
            self._away_until = time.monotonic() + TRIAL_SECONDS
        try:
            yield
        except (RedisError, OSError) as error:
            if not was_away:
                log.warning("Redis is away: %s", type(error).__name__)
            self._away_until = time.monotonic() + AWAY_SECONDS
            raise RedisAwayError from None
        if was_away:
            log.info("Redis is back")
            self._away_until = 0.0
