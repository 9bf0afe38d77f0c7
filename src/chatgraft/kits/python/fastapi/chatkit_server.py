"""The chat service on FastAPI.

    python backend/chatkit_server.py            serve, on http://127.0.0.1:8001/chatkit unless settings say otherwise
    python backend/chatkit_server.py migrate    create the tables or bring them up to date
    python backend/chatkit_server.py purge      delete conversations older than CHATKIT_RETENTION_DAYS
    python backend/chatkit_server.py export OWNER    print all that is kept of an owner; `erase OWNER` deletes it
    uvicorn --app-dir backend --factory chatkit_server:create_app

What it answers is in chatkit_assistant.py; what it remembers, in chatkit_store.py and database.py.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from .. import chatkit_assistant
from ..chatkit_kit import commands
from ..chatkit_kit.assistant import Assistant
from ..chatkit_kit.errors import DatabaseUnavailableError, SettingsError
from ..chatkit_kit.logs import configure_logs
from ..chatkit_kit.mounts.asgi import tell_of_signals
from ..chatkit_kit.mounts.asgi_messages import ChatLayer
from ..chatkit_kit.service import ChatService
from ..chatkit_kit.settings import Settings
from ..chatkit_kit.site_search.index import SiteIndex
from ..chatkit_store import create_store
from ..database import migrate, open_database

# Settings and data lie beside this file or, where it is part of a package, beside that package.
FOLDER = Path(__file__).resolve().parents[1 if __package__ else 0]


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. Settings are read from the environment and `.env` unless given.

    The service answers under the API's path, and the health checks and metrics; routes of your own may be added.
    """
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
    app.add_middleware(ChatLayer, service=service)
    return app


def create_service(settings: Settings) -> ChatService:
    """Put the parts together: database, store, and who answers."""
    database = open_database(settings)
    assistant = Assistant.of(chatkit_assistant, SiteIndex(settings))
    return ChatService(settings, database, create_store(database), assistant)


def main(arguments: list[str]) -> None:
    """The command line: nothing to serve, or a command."""
    configure_logs()
    try:
        settings = Settings.load(FOLDER)
        if arguments == ["migrate"]:
            migrate(settings)
        elif arguments:
            if not commands.run(arguments, settings, open_database, create_store):
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
