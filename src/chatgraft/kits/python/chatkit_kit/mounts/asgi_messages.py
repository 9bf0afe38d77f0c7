"""Requests and replies as messages of ASGI, with no framework between: an answer is hundreds of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from .. import web
from ..closing import close
from ..web import PROBES

if TYPE_CHECKING:
    from ..service import ChatService

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

WITHOUT_BODY = frozenset({204, 304})


class ClientLostError(Exception):
    """The client went away before its request was whole."""


def path_of(scope: Scope) -> str:
    """The path below the place where the app is mounted. Servers before ASGI 2.4 leave that out of `path`."""
    path, root = str(scope["path"]), root_of(scope)
    return path[len(root) :] if root and path.startswith(f"{root}/") else path


def root_of(scope: Scope) -> str:
    return str(scope.get("root_path", "")).rstrip("/")


async def read(scope: Scope, receive: Receive, path: str, most: int) -> web.Request:
    """The whole request, or with no body where that is longer than allowed. Raises `ClientLostError`."""
    body, more = bytearray(), True
    while more and len(body) <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLostError
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return web.Request(
        method=scope["method"],
        path=path,
        headers=headers,
        body=None if len(body) > most else bytes(body),
        scheme=scope.get("scheme", "http"),
        peer=scope["client"][0] if scope.get("client") else "",
        root=root_of(scope),
    )


async def answer(reply: web.Reply, receive: Receive, send: Send) -> None:
    """Send the reply. A stream ends early when its reader is lost; what it reads goes on."""
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers.items()]
    body = reply.body
    if isinstance(body, bytes) and reply.status not in WITHOUT_BODY:
        headers.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if isinstance(body, bytes):
        await send({"type": "http.response.body", "body": body})
    else:
        await _stream(body, receive, send)


async def _stream(pieces: AsyncIterator[bytes], receive: Receive, send: Send) -> None:
    sender, lost = asyncio.current_task(), False

    async def listen() -> None:
        nonlocal lost
        while (await receive())["type"] != "http.disconnect":
            pass
        lost = True
        if sender is not None:
            sender.cancel()

    listening = asyncio.create_task(listen())
    try:
        async for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except asyncio.CancelledError:
        if not lost:
            raise
        if sender is not None and hasattr(sender, "uncancel"):  # since Python 3.11
            sender.uncancel()
    except OSError:  # how some servers say that the client is lost
        pass
    finally:
        listening.cancel()
        await close(pieces)


class ChatLayer:
    """Around an app's routes: answers the requests for the chat, hands on all others."""

    def __init__(self, app: App, service: "ChatService") -> None:
        self.app = app
        self._service = service
        self._api = service.settings.api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_of(scope) if scope["type"] == "http" else ""
        if not f"{path}/".startswith(f"{self._api}/") and path not in PROBES:
            await self.app(scope, receive, send)
            return
        try:
            request = await read(scope, receive, path, self._service.body_limit(path))
        except ClientLostError:
            return
        await answer(await self._service.handle(request), receive, send)
