"""The chat service in an application that may tell of no start or end: begun by its first request, on its loop."""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from ..web import Reply, Request

if TYPE_CHECKING:
    from ..service import ChatService

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class AsgiService:
    """A `ChatService` that each process starts for itself when it first needs it."""

    def __init__(self, create: Callable[[], "ChatService"]) -> None:
        self._create = create
        self._starting: asyncio.Task[ChatService] | None = None

    async def handle(self, request: Request) -> Reply:
        """Answer any request. Who gives up waiting stops neither the start nor the answer."""
        service = await self.started()
        return await service.handle(request)

    async def started(self) -> "ChatService":
        """The service of this process and loop, started now if it was not. Raises what keeps it from starting."""
        return await asyncio.shield(self._started())

    async def close(self) -> None:
        """End what has been started on this loop, for applications that do tell of their end."""
        starting, self._starting = self._starting, None
        if starting is None or starting.get_loop() is not asyncio.get_running_loop():
            return
        await asyncio.wait([starting])
        if not starting.cancelled() and starting.exception() is None:
            await starting.result().close()

    def _started(self) -> "asyncio.Task[ChatService]":
        starting, loop = self._starting, asyncio.get_running_loop()
        failed = starting is not None and starting.done() and (starting.cancelled() or starting.exception())
        if starting is None or failed or starting.get_loop() is not loop:
            starting = self._starting = loop.create_task(self._begin())
        return starting

    async def _begin(self) -> "ChatService":
        service = self._create()
        await service.start()
        tell_of_signals(service.begin_close)
        return service


def tell_of_signals(close: Callable[[], object]) -> Callable[[], None]:
    """Begin to close at SIGTERM and Ctrl-C, before the web server starts to wait for its open streams to end.

    Gives a function that puts things back as they were.
    """
    loop, before = asyncio.get_running_loop(), {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in _SIGNALS}

    def handle(number: int, frame: FrameType | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(close)
        then = before[signal.Signals(number)]
        if callable(then):
            then(number, frame)

    def put_back() -> None:
        for number, then in before.items():
            signal.signal(number, then)

    for number, then in before.items():
        if callable(then):
            signal.signal(number, handle)
    return put_back
