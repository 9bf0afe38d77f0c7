"""The bridge from threads to the event loop: its loop, its streams, forks, and the end of a process."""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.mounts.bridge import WAITING, Bridge
from tests.fixtures.waiting import wait_until

SECONDS = 10
KIT = Path(__file__).resolve().parents[3] / "src"


@pytest.fixture
def bridge() -> Bridge:
    return Bridge()


@pytest.fixture(autouse=True)
def _closed(bridge: Bridge) -> Iterator[None]:
    yield
    bridge.close()


def test_all_threads_share_one_loop_that_is_none_of_them(bridge: Bridge) -> None:
    async def where() -> tuple[int, asyncio.AbstractEventLoop]:
        return threading.get_ident(), asyncio.get_running_loop()

    seen = []
    threads = [threading.Thread(target=lambda: seen.append(bridge.call(where()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert len(seen) == 8
    assert len(set(seen)) == 1
    assert seen[0][0] not in {threading.get_ident(), *(thread.ident for thread in threads)}


def test_what_goes_wrong_reaches_the_caller(bridge: Bridge) -> None:
    async def fail() -> None:
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        bridge.call(fail())


def test_pieces_come_as_they_are_made(bridge: Bridge) -> None:
    go_on = asyncio.Event()

    async def events() -> AsyncIterator[bytes]:
        yield b"first"
        await go_on.wait()
        yield b"second"

    stream = bridge.stream(events())
    assert next(stream) == b"first"
    bridge.soon(go_on.set)
    assert list(stream) == [b"second"]


def test_the_whole_stream_is_iterated_in_one_task(bridge: Bridge) -> None:
    """A context variable that the source sets can be reset by it: the SDK does that around each answer."""
    variable: ContextVar[str] = ContextVar("variable", default="")
    tasks = []

    async def events() -> AsyncIterator[bytes]:
        token = variable.set("set")
        for _ in range(3):
            tasks.append(asyncio.current_task())
            yield b"x"
            await asyncio.sleep(0.01)
        variable.reset(token)  # raises ValueError in another context

    assert b"".join(bridge.stream(events())) == b"xxx"
    assert len(set(tasks)) == 1


def test_a_failure_in_the_middle_comes_after_what_was_said(bridge: Bridge) -> None:
    async def events() -> AsyncIterator[bytes]:
        yield b"said"
        raise LookupError("lost")

    stream = bridge.stream(events())
    assert next(stream) == b"said"
    with pytest.raises(LookupError, match="lost"):
        next(stream)
    assert next(stream, None) is None


def test_a_reader_that_stalls_holds_its_own_source_and_nobody_else(bridge: Bridge) -> None:
    made = []

    async def events() -> AsyncIterator[bytes]:
        for number in range(1000):
            made.append(number)
            yield b"%d " % number

    async def answer() -> str:
        return "at once"

    stream = bridge.stream(events())
    before = time.monotonic()
    assert bridge.call(answer()) == "at once"
    wait_until(lambda: len(made) == WAITING)
    time.sleep(0.2)
    assert len(made) == WAITING
    assert bridge.call(answer()) == "at once"
    assert time.monotonic() - before < 10
    assert b"".join(stream) == b"".join(b"%d " % number for number in range(1000))


def test_what_waited_for_the_reader_arrives_as_one_piece(bridge: Bridge) -> None:
    said = threading.Event()

    async def events() -> AsyncIterator[bytes]:
        for _ in range(WAITING - 1):
            yield b"x"
        said.set()

    stream = bridge.stream(events())
    assert said.wait(SECONDS)
    assert list(stream) == [b"x" * (WAITING - 1)]


@pytest.mark.parametrize("read", [0, 1])
def test_a_closed_stream_closes_its_source(bridge: Bridge, read: int) -> None:
    """Whether the client was lost before the first piece was sent or after it."""
    closed, begun = threading.Event(), threading.Event()

    async def events() -> AsyncIterator[bytes]:
        try:
            begun.set()
            while True:
                yield b"x"
                await asyncio.sleep(0.01)
        finally:
            await asyncio.sleep(0)
            closed.set()

    stream = bridge.stream(events())
    assert begun.wait(SECONDS)
    for _ in range(read):
        next(stream)
    stream.close()
    assert closed.wait(SECONDS)
    assert b"".join(stream).strip(b"x") == b""  # it ends, and does not wait for ever


FORKED = """
import os, sys, threading
from chatgraft.kits.python.chatkit_kit.mounts.bridge import Bridge

bridge = Bridge()

async def process():
    return os.getpid()

async def pieces():
    yield b"a"
    yield b"b"

if "used" in sys.argv:
    assert bridge.call(process()) == os.getpid()
child = os.fork()
assert bridge.call(process()) == os.getpid()
assert b"".join(bridge.stream(pieces())) == b"ab"
if child:
    _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.parametrize("used", [[], ["used"]])
def test_each_process_has_a_loop_of_its_own_after_a_fork(used: list[str]) -> None:
    """As under gunicorn, where the app may be loaded, and even used, before the workers are forked."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED, *used],
        env={"PYTHONPATH": str(KIT)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
