"""The chat service under a WSGI server: called from threads, started by the first request, ended with the process."""

import asyncio
import atexit
import contextlib
import os
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, Any

from ..web import Request
from .bridge import Bridge, PerProcess, Stream
from .main_thread import soon_in_main_thread
from .worker import worker

if TYPE_CHECKING:
    from ..service import ChatService


@dataclass(frozen=True, slots=True)
class WsgiReply:
    """One HTTP reply; a stream is to be iterated, and closed also when the client is lost."""

    status: int
    body: bytes | Stream
    headers: Mapping[str, str]


class WsgiService:
    """A `ChatService` for synchronous code: each worker process has its own, on an event loop beside its threads."""

    def __init__(self, create: Callable[[], "ChatService"]) -> None:
        self._create = create
        self._bridge = Bridge()
        self._services = PerProcess(self._begin)
        _listen()

    def started(self) -> "ChatService":
        """The service of this process, started now if it was not. Raises what keeps it from starting."""
        return self._services.get()

    def handle(self, request: Request, environ: Mapping[str, Any]) -> WsgiReply:
        """Answer any request, of which `environ` is the server's. It waits for the reply, not for a stream's end."""
        worker.learn(environ)
        reply = self._bridge.call(self.started().handle(request))
        body = reply.body if isinstance(reply.body, bytes) else self._bridge.stream(reply.body)
        return WsgiReply(reply.status, body, reply.headers)

    def begin_close(self) -> None:
        """Have running answers come to an end, without waiting for it."""
        if (service := self._services.find()) is not None:
            self._bridge.soon(service.begin_close)

    def close(self) -> None:
        """End it in this process: running answers have their time, and are kept as far as they came."""
        service = self._services.find()
        if service is None or self not in _open:
            return
        _open.discard(self)
        atexit.unregister(self.close)
        with contextlib.suppress(TimeoutError, asyncio.TimeoutError):  # two classes before Python 3.11
            self._bridge.call(asyncio.wait_for(service.close(), 2 * service.settings.shutdown_seconds + 3))
        self._bridge.close()

    def _begin(self) -> "ChatService":
        async def begin() -> "ChatService":
            service = self._create()
            await service.start()
            return service

        service = self._bridge.call(begin())
        _open.add(self)
        atexit.register(self.close)
        _listen()  # again: a worker that was forked has set its signals anew
        return service


_open: set[WsgiService] = set()
_before: list[Callable[[int, FrameType | None], object] | int] = []
"""What SIGTERM did when we asked to be told of it, the newest last: others may do the same between our requests."""
_telling: list[int] = []


def _listen() -> None:
    """Be told of SIGTERM, before a web server starts to wait for its open streams to end.

    Only a process's main thread may ask for that: of another one it is asked to do so next. Where it never does, the
    answers that run at the end are cut with the process, and closed by whoever finds their lease over.
    """
    if threading.current_thread() is not threading.main_thread():
        soon_in_main_thread(_listen)
        return
    before = signal.getsignal(signal.SIGTERM)
    if before is not None and before is not _told:
        _before.append(before)
        signal.signal(signal.SIGTERM, _told)


def _told(number: int, frame: FrameType | None) -> None:
    for service in list(_open):
        service.begin_close()
    then = _before[-1 - len(_telling)]
    if callable(then):
        _telling.append(number)  # what we call may call us, in the place of what was there before it
        try:
            then(number, frame)
        finally:
            _telling.pop()
    elif then == signal.SIG_DFL:  # which ends the process on the spot: once the answers are kept
        signal.signal(number, signal.SIG_DFL)
        threading.Thread(target=_end, args=(number,)).start()


def _end(number: int) -> None:
    for service in list(_open):
        service.close()
    os.kill(os.getpid(), number)
