"""The end of tasks."""

import asyncio
import contextlib

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


async def test_nobody_waits_for_ever_for_a_task_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "AGAIN_SECONDS", 0.02)
    enough = asyncio.Event()

    async def go_on() -> None:
        for _ in range(2 * closing.MOST_TIMES):
            with contextlib.suppress(asyncio.CancelledError):
                await enough.wait()

    task = asyncio.create_task(go_on())
    await asyncio.sleep(0)
    await asyncio.wait_for(closing.end(task), 5)
    assert not task.done()
    enough.set()
    await task
