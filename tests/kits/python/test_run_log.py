"""The log of a run: what it keeps, what it joins, and who may still read it."""

import asyncio
import json
from typing import Any

import pytest
from chatkit.server import ChatKitServer
from chatkit.types import (
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    ProgressUpdateEvent,
    ThreadItemAddedEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
)
from hypothesis import given
from hypothesis import strategies as st

from chatgraft.kits.python.chatkit_kit.running import run_log
from chatgraft.kits.python.chatkit_kit.running.run import Run
from chatgraft.kits.python.chatkit_kit.running.run_log import LoggedEvent, RunLog, TrimmedError
from chatgraft.kits.python.chatkit_kit.running.sse import keyed_events
from chatgraft.kits.python.chatkit_kit.stores.chat_store import as_utc


def delta(text: str, item: str = "m", part: int = 0) -> ThreadItemUpdatedEvent:
    update = AssistantMessageContentPartTextDelta(content_index=part, delta=text)
    return ThreadItemUpdatedEvent(item_id=item, update=update)


def added() -> ThreadItemAddedEvent:
    from datetime import datetime

    item = AssistantMessageItem(id="m", thread_id="t", created_at=as_utc(datetime.now()), content=[])  # noqa: DTZ005
    return ThreadItemAddedEvent(item=item)


async def logged(run: Run) -> list[str]:
    run.log.finish()
    batches = [batch async for batch in run.log.read(0)]
    events = [json.loads(event.data) for batch in batches for event in batch]
    return [event.get("update", {}).get("delta", event["type"]) for event in events]


async def test_a_reader_gets_what_follows_its_place_and_waits_for_more() -> None:
    log = RunLog()
    log.append(b"1")
    log.append(b"2")
    reader = log.read(1)
    assert await anext(reader) == [LoggedEvent(2, b"2")]
    waiting = asyncio.ensure_future(anext(reader))
    await asyncio.sleep(0)
    log.append(b"3")
    assert await waiting == [LoggedEvent(3, b"3")]
    log.finish()
    with pytest.raises(StopAsyncIteration):
        await anext(reader)


async def test_a_full_log_drops_its_oldest_events_and_says_so() -> None:
    log = RunLog(limit=10)
    for number in range(1, 6):
        log.append(str(number).encode() * 4)
    assert not log.holds(0)
    assert log.holds(3)
    with pytest.raises(TrimmedError):
        await anext(log.read(0))
    assert [event.number for event in await anext(log.read(3))] == [4, 5]


async def test_one_event_over_the_limit_is_kept() -> None:
    log = RunLog(limit=10)
    log.append(b"x" * 50)
    assert log.holds(0)


async def test_a_reader_left_behind_gets_no_proof_of_completeness() -> None:
    log = RunLog(limit=10)
    reader = keyed_events(log.read(0))
    log.append(b"x" * 6)
    assert await anext(reader) == b"id: 1\ndata: xxxxxx\n\n"
    for _ in range(3):
        log.append(b"y" * 6)
    log.finish()
    assert [piece async for piece in reader] == []


async def test_the_first_delta_goes_out_at_once_and_a_burst_as_one() -> None:
    run = Run("r", "o", "t")
    run.append(added())
    run.append(delta("a"))
    assert run.log.last == 2
    for letter in "bcd":
        run.append(delta(letter))
    assert run.log.last == 2
    await asyncio.sleep(0.05)
    assert run.log.last == 3
    assert await logged(run) == ["thread.item.added", "a", "bcd"]


@pytest.mark.parametrize("between", [ProgressUpdateEvent(text="x"), delta("B", "other"), delta("B", "m", 1)])
async def test_deltas_keep_their_order_with_everything_else(between: ThreadStreamEvent) -> None:
    run = Run("r", "o", "t")
    for event in (delta("1"), delta("2"), between, delta("3")):
        run.append(event)
    run.flush()
    told = await logged(run)
    assert told[:2] == ["1", "2"]
    assert told[-1] == "3"
    assert len(told) == 4


async def test_held_deltas_leave_the_events_of_others_alone() -> None:
    run = Run("r", "o", "t")
    run.append(delta("1"))
    mine = delta("2")
    run.append(mine)
    run.append(delta("3"))
    run.flush()
    assert json.loads(mine.model_dump_json())["update"]["delta"] == "2"


async def test_the_snapshot_shows_no_more_than_was_logged() -> None:
    run = Run("r", "o", "t")
    for event in (added(), delta("1"), delta("2")):
        run.append(event)
    shown = run.snapshot()
    assert shown["last_event_id"] == str(run.log.last)
    assert shown["items"][0]["content"][0]["text"] == "1"
    run.flush()
    assert run.snapshot()["items"][0]["content"][0]["text"] == "12"


async def test_without_a_window_every_delta_travels_by_itself() -> None:
    run = Run("r", "o", "t", delta_seconds=0)
    for letter in "abc":
        run.append(delta(letter))
    assert await logged(run) == ["a", "b", "c"]


@given(item=st.text(), index=st.integers(0, 99), text=st.text(), window=st.sampled_from((0, 100)))
def test_a_delta_is_the_bytes_that_the_sdk_makes_of_it(item: str, index: int, text: str, window: float) -> None:
    async def told() -> list[bytes]:
        run = Run("r", "o", "t", delta_seconds=window)
        for _ in range(3):
            run.append(delta(text, item, index))
        run.flush()
        run.log.finish()
        return [event.data async for batch in run.log.read(0) for event in batch]

    texts = [text, text, text] if window == 0 else [text, text * 2]
    events = [delta(one, item, index) for one in texts]
    serialize: Any = ChatKitServer._serialize
    assert asyncio.run(told()) == [serialize(None, event) for event in events]


async def test_a_reader_is_told_of_silence_and_only_of_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_log, "SILENCE_SECONDS", 0.2)
    log = RunLog()
    reader = log.read(0)
    assert await anext(reader) == []
    for number in range(1, 4):
        asyncio.get_running_loop().call_later(0.1, log.append, b"x")
        assert [event.number for event in await anext(reader)] == [number]
    assert await anext(reader) == []
    log.finish()
    with pytest.raises(StopAsyncIteration):
        await anext(reader)
