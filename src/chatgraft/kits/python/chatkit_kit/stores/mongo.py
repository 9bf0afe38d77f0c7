"""MongoDB. A single server does: nothing here needs a transaction.

What belongs together is written in an order in which others may meet it half done, and finished by whoever comes next:
`mongo_store.py` and `mongo_rows.py` say how. Fields are named as the columns of the SQL tables.
"""

import asyncio

from pymongo import ASCENDING, IndexModel

from ..errors import SchemaError
from ..settings import Settings
from .mongo_client import Mongo
from .mongo_rows import MongoAttachments, MongoOwners, MongoRuns, MongoSessions
from .mongo_store import MongoStore

VERSION = 1
INDEXES: dict[str, list[tuple[list[str], bool]]] = {
    "threads": [(["owner", "id"], True), (["owner", "seq"], False), (["created_us"], False)],
    "items": [
        (["owner", "thread_id", "id"], True),
        (["owner", "thread_id", "seq"], False),
        (["owner", "thread_id", "open"], False),
    ],
    "feedback": [(["owner", "thread_id", "item_id"], True)],
    "attachments": [(["owner", "thread_id"], False), (["thread_id", "created_us"], False)],
    "sessions": [(["expires_us"], False)],
    "runs": [
        (["owner", "key"], True),
        (["owner", "thread_id", "seq"], False),
        (["ended_us"], False),
        (["state", "lease_us"], False),
    ],
}
"""What is searched for, and whether it is unique."""


class MongoTables:
    """The indexes, which are made at the start where they are missing; and a number that says who made them."""

    setting = "DATABASE_URL"

    def __init__(self, mongo: Mongo, command: str) -> None:
        self.command = command
        self._mongo = mongo
        self._made = False
        self._making = asyncio.Lock()

    async def require(self) -> None:
        async with self._making:
            if not self._made:
                await self.migrate()
                self._made = True
                return
        await self._version()

    async def migrate(self) -> None:
        await self._version()
        for name, indexes in INDEXES.items():
            models = [IndexModel([(field, ASCENDING) for field in fields], unique=unique) for fields, unique in indexes]
            await self._mongo.do("index", self._mongo[name].create_indexes(models))
        await self._mongo.do(
            "update",
            self._mongo["meta"].update_one({"_id": "version"}, {"$max": {"number": VERSION}}, upsert=True),
        )

    async def _version(self) -> None:
        found = await self._mongo.do("select", self._mongo["meta"].find_one({"_id": "version"}))
        if found is not None and found["number"] > VERSION:
            raise SchemaError("The chat's collections belong to another version of this service.")


class MongoDatabase:
    """The chat's collections in a database of MongoDB's."""

    def __init__(self, settings: Settings, connections: int) -> None:
        self._mongo = Mongo(settings.database_url, connections)
        self.tables = MongoTables(self._mongo, settings.migrate_command)
        self.runs = MongoRuns(self._mongo)
        self.sessions = MongoSessions(self._mongo)
        self.owners = MongoOwners(self._mongo)
        self.attachments = MongoAttachments(self._mongo)

    def create_store(self) -> MongoStore:
        return MongoStore(self._mongo)

    async def close(self) -> None:
        await self._mongo.close()
