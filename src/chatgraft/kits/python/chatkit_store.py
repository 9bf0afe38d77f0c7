"""Which store keeps the conversations, and how their owners are told apart."""

from .chatkit_kit.stores import Database
from .chatkit_kit.stores.chat_store import ChatStore


def create_store(database: Database) -> ChatStore:
    """Threads and items where the database keeps them.

    Each of them belongs to an owner, `session:<id>` of the visitor's signed session, who is asked for on every way to
    it: to anybody else it does not exist. To change what is kept or how, return a store of your own: a subclass of the
    database's, or of `ChatStore`, which is the SDK's `chatkit.store.Store` with a few methods more.
    """
    return database.create_store()
