"""From synchronous code to the service: one event loop in a thread of its own, in each process that needs one."""

import asyncio
import contextlib
import os
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Generic, TypeVar

from ..closing import close

WAITING = 16
"""Pieces of a stream that wait for a slow reader before its source is made to wait, too."""

_T = TypeVar("_T")


class PerProcess(Generic[_T]):
    """A value that each process makes for itself when it first needs it.

    Web servers load an app and then fork: loops, threads and connections do not survive that. What a parent process
    had is kept, unused, since to end it is the parent's business.
    """

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self._values: dict[int, _T] = {}
        self._locks: dict[int, threading.Lock] = {}
        """One a process: a parent's may be held by a thread that a child does not have."""

    def get(self) -> _T:
        process = os.getpid()
        with self._locks.setdefault(process, threading.Lock()):
            if process not in self._values:
                self._values[process] = self._make()
            return self._values[process]

    def find(self) -> _T | None:
        """The value of this process, if it was ever needed."""
        return self._values.get(os.getpid())


class Bridge:
    """Runs coroutines for threads that wait for them. The loop starts at the first use."""

    def __init__(self) -> None:
        self._loops = PerProcess(_Loop)

    def call(self, work: Coroutine[Any, Any, _T]) -> _T:
        """The outcome of `work`. It is cancelled when the wait for it is broken off."""
        future = asyncio.run_coroutine_threadsafe(work, self._loops.get().loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def soon(self, work: Callable[[], object]) -> None:
        """Have a function called on the loop, if there is one, without waiting for it."""
        if (running := self._loops.find()) is not None:
            with contextlib.suppress(RuntimeError):  # closed meanwhile
                running.loop.call_soon_threadsafe(work)

    def stream(self, events: AsyncIterator[bytes]) -> "Stream":
        """What `events` yields, for a thread to iterate. Closing it closes `events`."""
        return Stream(events, self._loops.get().loop)

    def close(self) -> None:
        """End the loop of this process."""
        if (running := self._loops.find()) is not None:
            running.close()


class Stream(Iterator[bytes]):
    """An asynchronous iterator's pieces, as they come; those that wait for the reader arrive as one.

    The whole iteration is one task: ChatKit's SDK keeps context variables that belong to the task which began it.
    """

    def __init__(self, events: AsyncIterator[bytes], loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._events = events
        self._pieces: deque[bytes] = deque()
        self._changed = threading.Condition()
        self._finished = False
        self._failure: Exception | None = None
        self._room = asyncio.Event()
        self._task = asyncio.run_coroutine_threadsafe(self._fill(), loop)

    def __next__(self) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: self._pieces or self._finished)
            waiting = b"".join(self._pieces)
            self._pieces.clear()
        if waiting:
            with contextlib.suppress(RuntimeError):  # the loop was closed
                self._loop.call_soon_threadsafe(self._room.set)
            return waiting
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        raise StopIteration

    def close(self) -> None:
        """Tell the source that nobody reads on; web servers call this, also when a client is lost."""
        self._task.cancel()
        self._finish()

    async def _fill(self) -> None:
        try:
            async for piece in self._events:
                self._room.clear()
                if self._add(piece) >= WAITING:
                    await self._room.wait()
        except Exception as error:  # noqa: BLE001  raised again where it is waited for
            self._failure = error
        finally:
            await close(self._events)
            self._finish()

    def _add(self, piece: bytes) -> int:
        """Returns how many pieces wait now."""
        with self._changed:
            if piece:
                self._pieces.append(piece)
            self._changed.notify()
            return len(self._pieces)

    def _finish(self) -> None:
        with self._changed:
            self._finished = True
            self._changed.notify()


class _Loop:
    """A running event loop and its thread, which ends with the process whatever it is at."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="chatkit", daemon=True)
        self._thread.start()

    def close(self) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(1)
            if not self._thread.is_alive():
                self.loop.close()
