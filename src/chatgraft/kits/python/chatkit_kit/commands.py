"""What the site's owner does with data that is kept, from the command line: old conversations, one owner's data."""

import asyncio
import sys
from collections.abc import Callable

from .attached.storage import open_files
from .errors import SchemaError, SettingsError
from .own_data import OwnData
from .settings import Settings
from .stores.chat_store import ChatStore
from .stores.database import Database

OpenDatabase = Callable[[Settings], Database]
CreateStore = Callable[[Database], ChatStore]


def run(arguments: list[str], settings: Settings, open_database: OpenDatabase, create_store: CreateStore) -> bool:
    """Do what the command says; False where it is none of these.

    Raises `SettingsError` and `DatabaseUnavailableError`, with a sentence for who has typed it.
    """
    match arguments:
        case ["purge"] | ["export" | "erase", _]:
            asyncio.run(_run(arguments, settings, open_database, create_store))
            return True
        case _:
            return False


async def _run(
    arguments: list[str], settings: Settings, open_database: OpenDatabase, create_store: CreateStore
) -> None:
    database = open_database(settings)
    own_data = OwnData(database, create_store(database), open_files(settings))
    try:
        await database.tables.require()
        match arguments:
            case ["purge"]:
                await _purge(own_data, settings)
            case ["export", owner]:
                async for piece in own_data.export(_owner(owner)):
                    sys.stdout.buffer.write(piece)
            case ["erase", owner]:
                await own_data.erase(_owner(owner))
                _say(f"Nothing of {owner} is kept any more.")
    except SchemaError as error:
        raise SettingsError(f"{error} Run: {database.tables.command}") from None
    finally:
        await database.close()


async def _purge(own_data: OwnData, settings: Settings) -> None:
    if not settings.retention_days:
        raise SettingsError("CHATKIT_RETENTION_DAYS is not set: how many days a conversation is kept.")
    count = await own_data.purge(settings.retention_days)
    _say(f"{count} conversations were older than {settings.retention_days:g} days and are gone.")


def _owner(name: str) -> str:
    kind, _, rest = name.partition(":")
    if kind not in {"user", "session"} or not rest:
        raise SettingsError(f"{name!r} is no owner: write user:ID for who has signed in, session:ID for anybody else.")
    return name


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
