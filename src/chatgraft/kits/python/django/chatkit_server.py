"""The chat inside this Django project: its settings, and the parts that it is made of.

    python manage.py migrate      create the tables or bring them up to date
    python manage.py runserver    the chat answers at /chatkit, where `urls.py` puts it

What it answers is in chatkit_assistant.py; what it remembers, in chatkit_store.py and models.py.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings as project
from django.utils.crypto import salted_hmac

from ..chatkit_kit.env_file import ENV_FILE, read_env_file
from ..chatkit_kit.settings import REDIS, Settings, take_into_environment

if TYPE_CHECKING:
    from ..chatkit_kit.service import ChatService

# Where a `.env` of the chat's own may lie, and where relative paths, as in SITE_ROOT, begin.
FOLDER = Path(__file__).resolve().parent
ASSISTANTS = ("CHATKIT_MODEL_", "CHATKIT_ENDPOINT_")


def create_service() -> "ChatService":
    """Put the parts together: database, store, and who answers.

    They are imported here, since that takes a second or two, for which the commands of manage.py do not wait.
    """
    from .. import chatkit_assistant
    from ..chatkit_kit.assistant import Assistant
    from ..chatkit_kit.service import ChatService
    from ..chatkit_kit.site_search.index import SiteIndex
    from ..chatkit_store import create_store
    from .database import open_database

    settings, database = load_settings(), open_database()
    assistant = Assistant.of(chatkit_assistant, SiteIndex(settings))
    return ChatService(settings, database, create_store(database), assistant)


def load_settings() -> Settings:
    """What the project's settings call `CHATKIT_...`, then the environment, then `.env` in this package.

    Without CHATKIT_SECRET sessions are signed with a key that is made of SECRET_KEY; DEBUG decides whether this is
    production. The database and the address are the project's own business: its DATABASES and its urls.py.
    REDIS_URL in the environment is the project's; the chat's is CHATKIT_REDIS_URL, or REDIS_URL in its own `.env`.
    """
    chats = read_env_file(FOLDER / ENV_FILE)
    redis = chats.pop(REDIS, "")
    take_into_environment(chats)
    own = {name: _text(getattr(project, name)) for name in dir(project) if name.startswith("CHATKIT_")}
    # Assistants read their settings where the libraries of their models do.
    take_into_environment({name: value for name, value in own.items() if name.startswith(ASSISTANTS)})
    values = {
        "CHATKIT_ENV": "development" if project.DEBUG else "production",
        **{name: value for name, value in os.environ.items() if value},
        **own,
    }
    if not values.get("CHATKIT_SECRET"):
        values["CHATKIT_SECRET"] = salted_hmac("chatkit_backend", "sessions", algorithm="sha256").hexdigest()
    values[REDIS] = values.get(f"CHATKIT_{REDIS}") or redis
    for name in ("DATABASE_URL", "CHATKIT_API_PATH"):
        values.pop(name, None)
    return Settings.from_values(FOLDER, values)


def _text(value: object) -> str:
    """A setting as the environment would spell it."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple | set) else str(value)
