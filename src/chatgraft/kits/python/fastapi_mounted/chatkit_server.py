"""The chat in this FastAPI app: `mount_chatkit(app)` once it is made, wherever its routes and middleware are added.

Its tables are made by the first start in development; elsewhere: python -m <this package>.chatkit_server migrate

Other commands: `purge` deletes conversations older than CHATKIT_RETENTION_DAYS, `export OWNER` prints all that is kept
of an owner, `erase OWNER` deletes it.

What it answers is in chatkit_assistant.py; what it remembers, in chatkit_store.py and database.py.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from ..chatkit_kit.errors import DatabaseUnavailableError, SettingsError
from ..chatkit_kit.mounts.app_user import AppUser
from ..chatkit_kit.mounts.starlette import mount
from ..chatkit_kit.settings import Settings

if TYPE_CHECKING:
    from ..chatkit_kit.service import ChatService

# Settings and data of the chat lie in this package, apart from the app's own.
FOLDER = Path(__file__).resolve().parent


# Who is signed in, as the app itself knows it: its own dependency, "module:name", and the field or key of what that
# gives which is the user's id ("": all of it). None: nobody has a name.
USER = None
USER_ID = ""

signed_in = AppUser(USER, USER_ID)
"""History follows a user from one browser to the next; whom the dependency refuses may chat without a name.

Where more has to be said, a dependency of FastAPI's that gives the id takes its place, and gives "" for everybody else:

    async def signed_in(user: Annotated[User, Depends(get_current_user)]) -> str:
        return f"{user.tenant}/{user.id}"
"""


def mount_chatkit(app: FastAPI) -> None:
    """Have the app answer `/chatkit` and what lies below it. Everything else stays the app's own."""
    mount(app, load_settings, create_service, signed_in)


def create_app(settings: Settings) -> FastAPI:
    """An app that has nothing but the chat, for its tests."""
    app = FastAPI()
    mount(app, lambda: settings, create_service, AppUser(None))
    return app


def load_settings() -> Settings:
    return Settings.load_inside(FOLDER, f"python -m {__package__}.chatkit_server migrate")


def create_service(settings: Settings) -> "ChatService":
    """Put the parts together: database, store, and who answers.

    They are imported here, since that takes a second or two, for which the app's own start and commands do not wait.
    """
    from .. import chatkit_assistant
    from ..chatkit_kit.assistant import Assistant
    from ..chatkit_kit.service import ChatService
    from ..chatkit_kit.site_search.index import SiteIndex
    from ..chatkit_store import create_store
    from ..database import open_database

    database = open_database(settings)
    assistant = Assistant.of(chatkit_assistant, SiteIndex(settings))
    return ChatService(settings, database, create_store(database), assistant)


def main(arguments: list[str]) -> None:
    """The command line: `migrate`, `purge`, `export OWNER`, `erase OWNER`."""
    from ..chatkit_kit import commands
    from ..chatkit_store import create_store
    from ..database import migrate, open_database

    try:
        settings = load_settings()
        if arguments == ["migrate"]:
            migrate(settings)
        elif not commands.run(arguments, settings, open_database, create_store):
            sys.exit(__doc__)
    except (SettingsError, DatabaseUnavailableError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
