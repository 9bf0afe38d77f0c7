"""The chat in a FastAPI app that has routes and middleware of its own, whatever these do.

A request for the chat is read by a layer around all of the app's middleware and answered by a route before all of its
routes, so that sessions, sign-in and logs work for it as for the app's own. What the visitor gets goes past the
middleware, though: an answer that streams is neither compressed, held back nor given a second set of CORS headers.
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .. import web
from ..errors import SettingsError, not_set_up
from ..logs import log_failed_start
from ..settings import Settings
from .app_user import AppUser, named, nobody
from .asgi import AsgiService
from .asgi_messages import ClientLostError, answer, path_of, read

if TYPE_CHECKING:
    from ..service import ChatService

log = logging.getLogger(__name__)

ASKED = "chatkit.asked"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]

Lifespan = Callable[[Any], AbstractAsyncContextManager[Any]]


@dataclass(slots=True)
class Asked:
    """A request for the chat on its way through the app; `reply` is set once the chat's route has been reached."""

    request: web.Request
    user: str | None = None
    reply: web.Reply | None = None


def mount(
    app: FastAPI, settings: Callable[[], Settings], create: Callable[[Settings], "ChatService"], who: Any
) -> None:
    """Have the app carry the chat. `who` is a dependency that gives the signed-in user's id, or names the app's own.

    Nothing is read or made before the app is started or asked. An app that was started already cannot take it.
    """
    chat = _Chat(settings, create)
    build, inside = app.build_middleware_stack, app.router.lifespan_context

    def build_around() -> ASGIApp:
        app.router.routes.insert(0, _ChatRoute(chat, chat.find_route(app, who)))
        return _Layer(build(), chat)

    @asynccontextmanager
    async def lifespan(carrier: FastAPI) -> AsyncIterator[Any]:
        async with inside(carrier) as state:
            await chat.find_service()
            try:
                yield state
            finally:
                await chat.close()

    if app.middleware_stack is not None:
        raise RuntimeError("mount_chatkit(app) must come before the app is started.")
    app.router.lifespan_context = lifespan
    setattr(app, "build_middleware_stack", build_around)  # noqa: B010 - a method is replaced on this object alone


class _Chat:
    """The service and its settings, which are read when they are first needed: importing the app makes no file."""

    def __init__(self, load: Callable[[], Settings], create: Callable[[Settings], "ChatService"]) -> None:
        self._load = load
        self._settings: Settings | None = None
        self._failed = False
        self._service = AsgiService(lambda: create(self._require_settings()))

    @property
    def api(self) -> str:
        try:
            return Settings.api if self._failed else self._require_settings().api
        except Exception as error:  # noqa: BLE001 - it is logged
            self._fail(error)
            return Settings.api

    async def find_service(self) -> "ChatService | None":
        """None where something does not let it start. The app starts all the same, and its log says why."""
        try:
            return None if self._failed else await self._service.started()
        except Exception as error:  # noqa: BLE001 - it is logged
            self._fail(error)
            return None

    async def handle(self, request: web.Request) -> web.Reply:
        service = await self.find_service()
        if service is None:
            return not_set_up().reply()
        return await service.handle(request)

    async def close(self) -> None:
        try:
            await self._service.close()
        except Exception:
            log.exception("The chat could not be closed")

    def find_route(self, app: FastAPI, who: Any) -> APIRoute:
        """What tells who is signed in; where that cannot be had the chat does not start, and its log says why."""
        try:
            return _dependency(app, who.load() if isinstance(who, AppUser) else who)
        except Exception as error:  # noqa: BLE001 - it is logged
            self._fail(SettingsError(str(error)))
            return _dependency(app, nobody)

    def _fail(self, error: Exception) -> None:
        """Settings are not read again; what else went wrong may go well with the next request."""
        self._failed = isinstance(error, SettingsError) or self._settings is None
        log_failed_start(error)

    def _require_settings(self) -> Settings:
        if self._settings is None:
            self._settings = self._load()
        return self._settings


class _Layer:
    """Around everything that the app has. `app` is the app's own stack, as other layers name theirs."""

    def __init__(self, app: ASGIApp, chat: _Chat) -> None:
        self.app = app
        self._chat = chat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_of(scope) if scope["type"] == "http" else ""
        if not f"{path}/".startswith(f"{self._chat.api}/"):
            await self.app(scope, receive, send)
            return
        service = await self._chat.find_service()
        try:
            asked = Asked(await read(scope, receive, path, service.body_limit(path) if service else 0))
        except ClientLostError:
            return
        refused = _Refused()
        if asked.request.method == "OPTIONS":  # a browser's question about us, which no sign-in goes with
            asked.reply = await self._chat.handle(asked.request)
        else:
            await self._through_the_app(scope, asked, refused, send)
        if asked.reply is None:
            await refused.sent(send)
        else:
            await answer(asked.reply, receive, send)

    async def _through_the_app(self, scope: Scope, asked: Asked, refused: "_Refused", send: Send) -> None:
        body = iter([{"type": "http.request", "body": asked.request.body or b"", "more_body": False}])

        async def replay() -> Message:
            return next(body, {"type": "http.disconnect"})

        try:
            await self.app({**scope, ASKED: asked}, replay, refused.take)
        except Exception:
            if asked.reply is None:
                await refused.sent(send)
                raise
            log.exception("The app's own middleware failed")


class _ChatRoute(Route):
    """Takes the requests that the layer has read, before any route of the app's."""

    def __init__(self, chat: _Chat, who: APIRoute) -> None:
        super().__init__("/chatkit", lambda _: Response(), name="chatkit", include_in_schema=False)
        self._chat = chat
        self._who = who

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return (Match.FULL, {}) if ASKED in scope else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked: Asked = scope[ASKED]
        refused = _Refused()
        _, found = self._who.matches(scope)
        try:
            await self._who.handle({**scope, **found}, receive, refused.take)
        except HTTPException as error:  # which older versions leave to a layer around all routes
            if not _is_nobody(error.status_code):
                raise
        except RequestValidationError:
            pass
        else:
            if asked.user is None and not _is_nobody(refused.status):
                await refused.sent(send)
                return
        asked.reply = await self._chat.handle(replace(asked.request, user=asked.user or ""))
        await Response(status_code=asked.reply.status)(scope, receive, send)


def _is_nobody(status: int) -> bool:
    """Whether the app says that a visitor is not signed in: it refuses, misses a field, sends them to its login page.

    What went wrong is another matter: who is signed in must not seem to have no history.
    """
    return (
        HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        and status != HTTPStatus.TOO_MANY_REQUESTS
    )


class _Refused:
    """What the app answers by itself, kept until it is known whether that is the visitor's answer."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    @property
    def status(self) -> int:
        return int(self._messages[0]["status"]) if self._messages else 0

    async def take(self, message: Message) -> None:
        self._messages.append(message)

    async def sent(self, send: Send) -> None:
        for message in self._messages:
            await send(message)


def _dependency(app: FastAPI, who: Any) -> APIRoute:
    """FastAPI's own way to find the user: overrides, sub-dependencies and `yield` work as in a route of the app's."""

    async def tell(request: Request, user: Annotated[Any, Depends(who)]) -> Response:
        request.scope[ASKED].user = named(user)
        return Response()

    return APIRoute("/{rest:path}", tell, methods=METHODS, include_in_schema=False, dependency_overrides_provider=app)
