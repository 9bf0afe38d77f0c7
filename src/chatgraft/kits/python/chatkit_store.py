"""Which store keeps the conversations, and how their owners are told apart."""

from .chatkit_kit.stores import Database
from .chatkit_kit.stores.sql_store import SqlStore


def create_store(database: Database) -> SqlStore:
    """Threads and items in SQL tables.

    Every row belongs to an owner, `session:<id>` of the visitor's signed session, and every statement asks for it:
    to anybody else the row does not exist. To change what is kept or how, subclass `SqlStore`; it implements the SDK's
    `chatkit.store.Store`.
    """
    return SqlStore(database)
