"""The chat service on FastAPI.

    python backend/chatkit_server.py            serve, on http://127.0.0.1:8001/chatkit unless settings say otherwise
    python backend/chatkit_server.py migrate    create the tables or bring them up to date
    uvicorn --app-dir backend --factory chatkit_server:create_app

What it answers is in chatkit_assistant.py; what it remembers, in chatkit_store.py and database.py.
"""

import asyncio
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from starlette.requests import ClientDisconnect

from .. import chatkit_assistant
from ..chatkit_kit import web
from ..chatkit_kit.assistant import Assistant
from ..chatkit_kit.errors import DatabaseUnavailableError, SettingsError
from ..chatkit_kit.logs import configure_logs
from ..chatkit_kit.service import ChatService
from ..chatkit_kit.settings import Settings
from ..chatkit_kit.site_index import SiteIndex
from ..chatkit_store import create_store
from ..database import migrate, open_database

# Settings and data lie beside this file or, where it is part of a package, beside that package.
FOLDER = Path(__file__).resolve().parents[1 if __package__ else 0]


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. Settings are read from the environment and `.env` unless given."""
    settings = settings or Settings.load(FOLDER)
    service = create_service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        with told_of_signals(service.begin_close):
            yield
        await service.close()

    app = FastAPI(title="Chat", lifespan=lifespan, openapi_url=None)
    add_routes(app, service)
    return app


def create_service(settings: Settings) -> ChatService:
    """Put the parts together: database, store, and who answers."""
    database = open_database(settings)
    assistant = Assistant.of(chatkit_assistant, SiteIndex(settings))
    return ChatService(settings, database, create_store(database), assistant)


def add_routes(app: FastAPI, service: ChatService) -> None:
    """Everything under the API's path, the two health checks and the metrics; the service answers, errors as well."""

    async def endpoint(request: Request) -> Response:
        try:
            body = await read_body(request, service.body_limit(request.url.path))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        return send(await service.handle(plain_request(request, body)))

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    for path in (service.settings.api, service.settings.api + "/{rest:path}", "/healthz", "/readyz", "/metrics"):
        app.add_api_route(path, endpoint, methods=methods, include_in_schema=False)


async def read_body(request: Request, most: int) -> bytes | None:
    """The request's body, or None when it is longer than allowed; no more of it is read than that."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def plain_request(request: Request, body: bytes | None) -> web.Request:
    return web.Request(
        method=request.method,
        path=request.url.path,
        headers=dict(request.headers),
        body=body,
        scheme=request.url.scheme,
        peer=request.client.host if request.client else "",
    )


def send(reply: web.Reply) -> Response:
    if isinstance(reply.body, bytes):
        return Response(reply.body, reply.status, reply.headers)
    return StreamingResponse(reply.body, reply.status, reply.headers)


@contextmanager
def told_of_signals(close: Callable[[], object]) -> Iterator[None]:
    """Begin to close at SIGTERM and Ctrl-C, before the web server starts to wait for its open streams to end."""
    loop, before = asyncio.get_running_loop(), {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        then = before[signal.Signals(number)]
        if callable(then):
            then(number, frame)

    for number, then in before.items():
        if callable(then):
            signal.signal(number, handle)
    yield
    for number, then in before.items():
        signal.signal(number, then)


def main(arguments: list[str]) -> None:
    """The command line: nothing to serve, or `migrate`."""
    configure_logs()
    try:
        settings = Settings.load(FOLDER)
        if arguments == ["migrate"]:
            migrate(settings)
        elif arguments:
            sys.exit(__doc__)
        else:
            app = create_app(settings)
            uvicorn.run(
                app,
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                proxy_headers=False,
                # After the running answers had their time: for browsers that do not take what they are sent.
                timeout_graceful_shutdown=int(2 * settings.shutdown_seconds) + 3,
            )
    except SettingsError as error:
        sys.exit(str(error))
    except DatabaseUnavailableError as error:
        sys.exit(f"The database cannot be used: {error}\nStart it, correct DATABASE_URL, or mend what it complains of.")


if __name__ == "__main__":
    main(sys.argv[1:])
