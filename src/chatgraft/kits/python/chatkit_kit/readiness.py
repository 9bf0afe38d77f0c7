"""Whether the database is there and its tables are current."""

import logging

from .errors import DatabaseUnavailableError, SchemaError, ServiceError, database_unavailable
from .passages import trouble
from .redis_link import SETTING, RedisLink
from .stores.database import Tables
from .web import Reply, json_reply

log = logging.getLogger(__name__)


class Readiness:
    """Asks again until the answer is yes, and after that only when `/readyz` wants to know."""

    def __init__(self, tables: Tables, link: RedisLink | None = None) -> None:
        self._tables = tables
        self._link = link
        self._ready = False

    async def require(self) -> None:
        """Raise a `ServiceError` 503 while requests cannot be served."""
        if self._ready:
            return
        try:
            await self.check()
        except DatabaseUnavailableError as error:
            log.warning("The database cannot be used: %s", error)
            raise database_unavailable() from None
        except SchemaError as error:
            log.error("%s Run: %s", error, self._tables.command)  # noqa: TRY400  the text says it all
            raise ServiceError(
                503, "not_ready", "The chat is being set up. Please try again later.", retry_after=30
            ) from None

    async def check(self) -> None:
        """Raise `DatabaseUnavailableError` or `SchemaError` unless all is well."""
        await self._tables.require()
        self._ready = True

    async def report(self) -> Reply:
        """The answer to `/readyz`."""
        try:
            await self.check()
        except DatabaseUnavailableError:
            reason = {
                "reason": "The database cannot be reached.",
                "cure": f"Start the database, or correct {self._tables.setting}.",
            }
        except SchemaError as error:
            reason = {"reason": str(error), "cure": f"Run: {self._tables.command}"}
        else:
            return json_reply({"status": "ready", **await self._redis(), **_passages()})
        return json_reply({"status": "not ready", **reason}, 503)

    async def _redis(self) -> dict[str, str]:
        """Without Redis the chat goes on, so that its absence is told and refuses nothing."""
        if self._link is None:
            return {}
        if await self._link.is_there():
            return {"redis": "there"}
        return {
            "redis": "away",
            "redis_cure": f"Start Redis, or correct {SETTING}. Until then each worker counts by itself, and an answer "
            "whose connection was lost is read on only at the worker that writes it.",
        }


def _passages() -> dict[str, str]:
    """The store of passages is told of by how the last question fared: answers go on without it."""
    why = trouble()
    if not why:
        return {}
    cure = "See the service's log; start the store, or correct its settings. Until then the site's pages stand in."
    return {"passages": "away", "passages_why": why, "passages_cure": cure}
