"""The chat service on FastAPI.

    python backend/chatkit_server.py            serve, on http://127.0.0.1:8001/chatkit unless settings say otherwise
    python backend/chatkit_server.py migrate    create the tables or bring them up to date
    uvicorn --app-dir backend --factory chatkit_server:create_app

What it answers is in chatkit_assistant.py; what it remembers, in chatkit_store.py and database.py.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from .. import chatkit_assistant
from ..chatkit_kit.asgi import tell_of_signals
from ..chatkit_kit.assistant import Assistant
from ..chatkit_kit.errors import DatabaseUnavailableError, SettingsError
from ..chatkit_kit.logs import configure_logs
from ..chatkit_kit.service import ChatService
from ..chatkit_kit.settings import Settings
from ..chatkit_kit.site_index import SiteIndex
from ..chatkit_kit.starlette import read, response_to
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
        forget_signals = tell_of_signals(service.begin_close)
        yield
        forget_signals()
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
        path = request.url.path
        try:
            asked = await read(request, path, service.body_limit(path))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        return response_to(await service.handle(asked))

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    for route in (service.settings.api, service.settings.api + "/{rest:path}", "/healthz", "/readyz", "/metrics"):
        app.add_api_route(route, endpoint, methods=methods, include_in_schema=False)


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
