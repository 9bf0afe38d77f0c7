"""What MongoDB's store does that the others need not: it has no transactions, and a cursor that asks as it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.store_contract.kept import Kept, somebody
from chatgraft.kits.python.chatkit_kit.stores.mongo import MongoDatabase
from chatgraft.kits.python.chatkit_kit.stores.mongo_rows import BATCH
from tests.fixtures.database_servers import MongoServer

pytestmark = pytest.mark.xdist_group("mongo")
FAR_US = 4_000_000_000_000_000


def database_at(url: str, folder: Path) -> MongoDatabase:
    values = {"CHATKIT_SECRET": "a secret for tests that is long enough", "DATABASE_URL": url}
    return MongoDatabase(Settings.from_values(folder, values), 2)


async def test_old_conversations_are_found_beyond_the_first_batch(mongo: MongoServer, tmp_path: Path) -> None:
    database, ann = database_at(mongo.create_database("old"), tmp_path), somebody()
    try:
        await database.tables.require()
        kept = Kept(database, database.create_store())
        threads = {await kept.thread(ann) for _ in range(BATCH + 2)}
        found = await database.owners.find_old_threads(FAR_US, BATCH * 2)
        assert {thread for _, thread in found} == threads
        assert len(await database.owners.find_old_threads(FAR_US, 3)) == 3
    finally:
        await database.close()


async def test_a_server_that_cannot_be_asked_for_old_conversations_is_said(mongo: MongoServer, tmp_path: Path) -> None:
    database = database_at(mongo.create_database("away?replicaSet=none"), tmp_path)
    try:
        with pytest.raises(DatabaseUnavailableError):
            await database.owners.find_old_threads(FAR_US, 3)
    finally:
        await database.close()
