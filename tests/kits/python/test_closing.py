"""The end of tasks."""

import asyncio

import pytest

from chatgraft.kits.python.chatkit_kit import closing


async def test_a_task_that_loses_its_cancellation_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `asyncio.wait_for` loses it before Python 3.12, when its result comes at the same moment."""
    monkeypatch.setattr(closing, "AGAIN_SECONDS", 0.05)

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    await asyncio.wait_for(closing.end(task), 5)
    assert task.cancelled()


async def test_a_task_that_failed_is_ended_quietly() -> None:
    async def fail() -> None:
        raise ValueError

    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await closing.end(task)
    assert task.done()
