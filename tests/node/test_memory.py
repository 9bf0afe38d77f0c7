"""Memory stays flat: what turns and open streams take is given back. `FULL=1`: over 10,000 turns and 1,000 streams.

What is weighed is what the service still holds, after its garbage was collected.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import httpx
import pytest

from chatgraft.conformance import Service
from chatgraft.conformance.visitor import Visitor
from tests.fixtures.node_kit import land_node_kit, node_assistant
from tests.fixtures.servers import KitService, serve_kit

FULL = bool(os.environ.get("FULL"))
pytestmark = [pytest.mark.xdist_group("memory"), pytest.mark.timeout(1800 if FULL else 300)]
TURNS = 10_000 if FULL else 1_000
STREAMS = 1_000 if FULL else 100
WARM_UP = 300
AT_ONCE = 8
KEPT_SECONDS = 2
"""How long the logs of runs that have ended are kept here, in place of five minutes."""
KIB = 1024


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:
    backend = tmp_path_factory.mktemp("memory") / "backend"
    land_node_kit(backend, node_assistant("weighing"))
    log = backend / "chatkit-kit" / "running" / "run-log.mjs"
    kept = "KEPT_SECONDS = 300;"
    text = log.read_text(encoding="utf-8")
    assert kept in text
    log.write_text(text.replace(kept, f"KEPT_SECONDS = {KEPT_SECONDS};"), encoding="utf-8")
    with serve_kit(backend, ("node", "--expose-gc", str(backend / "chatkit-server.mjs"))) as running:
        yield running


@pytest.fixture
async def ann(kit: KitService) -> AsyncIterator[Visitor]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=60, trust_env=False, limits=limits) as client:
        visitor = Visitor(Service(api=kit.api, origin=kit.url), client)
        await visitor.arrive()
        await ask(visitor, WARM_UP)
        yield visitor


async def ask(visitor: Visitor, turns: int) -> None:
    """So many questions, some at once, each in a conversation of its own that is deleted when it is over."""

    async def one_after_another() -> None:
        for _ in range(turns // AT_ONCE):
            answer = await visitor.ask("20 0")
            assert answer.ended
            await visitor.get("threads.delete", thread_id=answer.thread_id)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


async def weigh(visitor: Visitor) -> int:
    """Bytes that the service holds when the logs of what has ended are gone."""
    await asyncio.sleep(KEPT_SECONDS + 1)
    return int((await visitor.ask("weigh")).text)


async def test_turns_leave_nothing_behind(ann: Visitor) -> None:
    before = await weigh(ann)
    await ask(ann, TURNS)
    assert (await weigh(ann) - before) / TURNS < KIB


async def test_streams_take_little_and_leave_nothing_behind(ann: Visitor) -> None:
    await weigh_with_streams(ann)  # takes what is taken once, such as buffers
    before = await weigh(ann)
    during = await weigh_with_streams(ann)
    assert (during - before) / STREAMS < 50 * KIB
    assert (await weigh(ann) - before) / STREAMS < KIB


async def weigh_with_streams(visitor: Visitor) -> int:
    """Bytes that the service holds while so many answers are open, which are stopped then."""
    async with AsyncExitStack() as stack:
        streams = [await stack.enter_async_context(visitor.asking("100000 1")) for _ in range(STREAMS)]
        weight = await weigh(visitor)
        for stream in streams:
            await visitor.stop(stream.run_id)
            await stream.rest()
    return weight
