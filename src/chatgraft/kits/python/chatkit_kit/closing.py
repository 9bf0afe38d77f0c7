"""The end of what does not come to its own: iterators that nobody reads on, tasks that nobody waits for."""

import asyncio
import logging
from typing import Any

log = logging.getLogger(__name__)

AGAIN_SECONDS = 5.0
"""How long a task may take to tidy up before it is told again."""
MOST_TIMES = 3
"""Who does not end at the third time is left: nobody waits for it for ever."""


async def close(iterator: object) -> None:
    """Close it, where it is a generator: one that is only dropped gives back what it holds, such as a connection to a
    model, at some later time."""
    aclose = getattr(iterator, "aclose", None)
    if aclose is not None:
        await aclose()


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel tasks and wait until they are done, or have not heard three times.

    Once is not enough: before Python 3.12 `asyncio.wait_for`, which database and Redis clients use, forgets a
    cancellation that arrives at the moment of its result, and the task goes on.
    """
    pending = set(tasks)
    for _ in range(MOST_TIMES):
        for task in pending:
            task.cancel()
        if pending:
            _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)
    if pending:
        log.warning("Something does not end", extra={"tasks": len(pending)})
    done = (task for task in tasks if task.done())
    await asyncio.gather(*done, return_exceptions=True)  # whose failures were somebody else's to tell
