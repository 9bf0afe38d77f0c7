"""The end of what does not come to its own: iterators that nobody reads on, tasks that nobody waits for."""

import asyncio
from typing import Any

AGAIN_SECONDS = 2.0
"""How long a task may take to tidy up before it is told again."""


async def close(iterator: object) -> None:
    """Close it, where it is a generator: one that is only dropped gives back what it holds, such as a connection to a
    model, at some later time."""
    aclose = getattr(iterator, "aclose", None)
    if aclose is not None:
        await aclose()


async def end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel tasks and wait until they are done.

    Once is not enough: before Python 3.12 `asyncio.wait_for`, which database and Redis clients use, forgets a
    cancellation that arrives at the moment of its result, and the task goes on.
    """
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)  # whose failures were somebody else's to tell
