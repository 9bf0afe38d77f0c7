"""PyMongo's asynchronous client, and what its failures are called here."""

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from bson.errors import BSONError
from pymongo import AsyncMongoClient, ReadPreference, ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConfigurationError, DocumentTooLarge, DuplicateKeyError, InvalidURI, PyMongoError
from pymongo.write_concern import WriteConcern

from ..errors import DatabaseUnavailableError, ImpossibleValueError
from ..watch import Timed

NAME = "chatkit"
"""The database, where the address names none."""
CONNECT_SECONDS = 4
STATEMENT_SECONDS = 15
WAIT_SECONDS = 5

Document = dict[str, Any]
_T = TypeVar("_T")


class DuplicateError(Exception):
    """There is a document with this key already."""


class Mongo:
    """The client, and what its failures are called here. Made by the event loop that uses it."""

    def __init__(self, url: str, connections: int) -> None:
        self._url = url
        self._connections = connections
        self._database: AsyncDatabase[Document] | None = None

    def __getitem__(self, name: str) -> AsyncCollection[Document]:
        """The collection `chatkit_<name>`."""
        if self._database is None:
            self._database = self._open()
        return self._database[f"chatkit_{name}"]

    async def do(self, operation: str, asked: Awaitable[_T]) -> _T:
        """What the server answers. Raises `DuplicateError` beside the errors of every store; `operation` is for the
        metrics."""
        with _translated(), Timed(operation):
            return await asked

    async def find(self, name: str, which: Document) -> Document | None:
        return await self.do("select", self[name].find_one(which))

    async def insert(self, name: str, document: Document) -> None:
        await self.do("insert", self[name].insert_one(document))

    async def update(self, name: str, which: Document, values: Document) -> bool:
        """Whether there was one."""
        updated = await self.do("update", self[name].update_one(which, {"$set": values}))
        return updated.matched_count > 0

    async def upsert(self, name: str, which: Document, values: Document, first: Document) -> None:
        """Set the values; `first` only where it is new. One that is there and does not fit `which` stays as it is."""
        change = {"$set": values, "$setOnInsert": first}
        try:
            await self.do("insert", self[name].update_one(which, change, upsert=True))
        except DuplicateError:  # another has inserted it at the same moment, or `which` asks for more than its key
            await self.update(name, which, values)

    async def delete(self, name: str, which: Document) -> None:
        await self.do("delete", self[name].delete_many(which))

    async def next(self, name: str) -> int:
        """The next number of a sequence: one that nobody else is given."""
        counters, after = self["counters"], ReturnDocument.AFTER
        counted = counters.find_one_and_update({"_id": name}, {"$inc": {"number": 1}}, return_document=after)
        if (found := await self.do("update", counted)) is not None:
            return int(found["number"])
        with suppress(DuplicateError):  # of two who begin the sequence at once
            await self.do("insert", counters.insert_one({"_id": name, "number": 0}))
        return await self.next(name)

    async def close(self) -> None:
        if self._database is not None:
            await self._database.client.close()
            self._database = None

    def _open(self) -> AsyncDatabase[Document]:
        try:
            client: AsyncMongoClient[Document] = AsyncMongoClient(
                self._url,
                maxPoolSize=self._connections,
                connectTimeoutMS=CONNECT_SECONDS * 1000,
                serverSelectionTimeoutMS=CONNECT_SECONDS * 1000,
                socketTimeoutMS=STATEMENT_SECONDS * 1000,
                waitQueueTimeoutMS=WAIT_SECONDS * 1000,
            )
            # Whatever the address says for other readers: who has written must read it, also after a failover.
            return client.get_default_database(
                NAME, read_preference=ReadPreference.PRIMARY, write_concern=WriteConcern("majority")
            )
        except (ConfigurationError, InvalidURI, ValueError, TypeError):  # whose text may hold a part of the password
            raise DatabaseUnavailableError("DATABASE_URL cannot be read.") from None


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DuplicateKeyError as error:
        raise DuplicateError(str(error)) from error
    except (BSONError, DocumentTooLarge, UnicodeEncodeError) as error:
        raise ImpossibleValueError(str(error)) from error
    except (PyMongoError, OSError) as error:
        raise DatabaseUnavailableError(str(error)) from error
