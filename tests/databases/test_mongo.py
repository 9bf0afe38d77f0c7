"""What MongoDB's store does that the others need not: it has no transactions, and a cursor that asks as it is read."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from secrets import token_hex

import pytest
from chatkit.store import NotFoundError
from chatkit.types import ThreadMetadata

from chatgraft.kits.python.chatkit_kit.context import Context
from chatgraft.kits.python.chatkit_kit.errors import DatabaseUnavailableError
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.store_contract.kept import Kept, in_run, message, somebody
from chatgraft.kits.python.chatkit_kit.stores.mongo import MongoDatabase
from chatgraft.kits.python.chatkit_kit.stores.mongo_client import Document, Mongo
from chatgraft.kits.python.chatkit_kit.stores.mongo_rows import BATCH
from chatgraft.kits.python.chatkit_kit.stores.mongo_store import MongoStore
from tests.fixtures.database_servers import MongoServer

pytestmark = pytest.mark.xdist_group("mongo")
FAR_US = 4_000_000_000_000_000


def database_at(url: str, folder: Path) -> MongoDatabase:
    values = {"CHATKIT_SECRET": "a secret for tests that is long enough", "DATABASE_URL": url}
    return MongoDatabase(Settings.from_values(folder, values), 2)


class Overtaken(Mongo):
    """Whose owner has everything erased after the thread was found, and before anything is written."""

    def __init__(self, url: str, database: MongoDatabase, owner: str) -> None:
        super().__init__(url, 1)
        self._erased = database, owner

    async def upsert(self, name: str, which: Document, values: Document, first: Document) -> None:
        await self._erase()
        await super().upsert(name, which, values, first)

    async def insert(self, name: str, document: Document) -> None:
        await self._erase()
        await super().insert(name, document)

    async def _erase(self) -> None:
        database, owner = self._erased
        await database.owners.erase(owner, "a session")


async def test_what_a_run_writes_during_an_erasure_does_not_outlive_it(mongo: MongoServer, tmp_path: Path) -> None:
    url = mongo.create_database("erasure")
    database, ann = database_at(url, tmp_path), somebody()
    overtaken = Overtaken(url, database, ann.owner)
    try:
        await database.tables.require()
        kept = Kept(database, database.create_store())
        thread = await kept.thread(ann)
        run = await kept.run(ann, thread)
        store = MongoStore(overtaken)
        with pytest.raises(NotFoundError):
            await store.add_thread_item(thread, message(thread, "late"), in_run(run))
        begun = await kept.run(ann, "thr_new")
        new = ThreadMetadata(id="thr_new", created_at=datetime.now(timezone.utc))
        with pytest.raises(NotFoundError):
            await store.put_thread(new, in_run(begun))
        assert [await overtaken[name].count_documents({}) for name in ("threads", "items")] == [0, 0]
    finally:
        await database.close()
        await overtaken.close()


async def test_a_claim_that_meets_what_a_run_is_moving_is_gone_on_with(mongo: MongoServer, tmp_path: Path) -> None:
    url = mongo.create_database("meeting")
    database, looked_at, session = database_at(url, tmp_path), Mongo(url, 1), token_hex(16)
    visitor, ann = Context(f"session:{session}"), Context(f"user:{session}")
    try:
        await database.tables.require()
        kept = Kept(database, database.create_store())
        await database.sessions.insert(session, "", FAR_US)
        thread = await kept.thread(visitor)
        (said,) = await kept.says(visitor, thread, "said")
        twin = await looked_at.find("items", {"owner": visitor.owner, "id": said})
        assert twin
        await looked_at.insert("items", {**twin, "_id": "twin", "owner": ann.owner})
        await database.sessions.claim(session, visitor.owner, ann.owner)
        await looked_at.delete("items", {"_id": "twin"})
        row = await database.sessions.find(session)
        assert row
        assert row.claimed_by == ann.owner
        assert await kept.texts(ann, thread) == ["said"]
        assert await looked_at.find("sessions", {"moving_from": {"$exists": True}}) is None
    finally:
        await database.close()
        await looked_at.close()


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
