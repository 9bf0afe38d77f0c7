"""A database that speaks SQL: the same statements for all, run by an executor of its own kind."""

from .database import Tables
from .sql import Executor
from .sql_rows import SqlAttachments, SqlOwners, SqlRuns, SqlSessions
from .sql_store import SqlStore


class SqlDatabase:
    """The chat's tables in the database of an executor."""

    def __init__(self, executor: Executor, tables: Tables) -> None:
        self.executor = executor
        self.tables = tables
        self.runs = SqlRuns(executor)
        self.sessions = SqlSessions(executor)
        self.attachments = SqlAttachments(executor)
        self.owners = SqlOwners(executor)

    def create_store(self) -> SqlStore:
        return SqlStore(self.executor)

    async def close(self) -> None:
        await self.executor.close()
