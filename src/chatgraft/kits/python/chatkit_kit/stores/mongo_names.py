"""The names that an asker's documents stand under: two, while a user claims what was said before the sign-in.

A claim takes the run first, then its thread, then what hangs on that (`mongo_rows.OWNED`). So what is gone from under
the names that a run told a moment ago is there under those that it tells now.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from chatkit.store import NotFoundError

from ..context import Context
from .mongo_client import Mongo

_T = TypeVar("_T")
Names = list[str]


async def names_of(mongo: Mongo, context: Context, before: Names | None = None) -> Names:
    """The asker's names, after those of `before`; the last is the one for new documents. An erased run tells none."""
    if context.run is None:
        return both(before or [], [context.owner])
    run = await mongo.find("runs", {"_id": context.run.id})
    return both(before or [], [] if run is None else [context.owner, run["owner"]])


async def found_under(mongo: Mongo, context: Context, work: Callable[[Names], Awaitable[_T]]) -> _T:
    """What `work` finds or writes under the asker's names. It is done again where it says that something is not there
    and a claim has begun since: it must do no harm twice."""
    names = await names_of(mongo, context)
    while True:
        try:
            return await work(names)
        except NotFoundError:
            now = await names_of(mongo, context, names)
            if len(now) == len(names):
                raise
        names = now


async def under_all(mongo: Mongo, context: Context, work: Callable[[Names], Awaitable[object]]) -> None:
    """Does `work` under the asker's names, and again under all of them where a claim has begun meanwhile."""
    names: Names = []
    now = await names_of(mongo, context)
    while len(now) > len(names):
        names = now
        await work(names)
        now = await names_of(mongo, context, names)


def any_of(names: Names) -> Any:
    return {"$in": names}


def both(names: Names, others: Names) -> Names:
    return list(dict.fromkeys((*names, *others)))


def newest(names: Names, wanted: str) -> str:
    if not names:
        raise NotFoundError(f"The run that writes {wanted} is gone")
    return names[-1]
