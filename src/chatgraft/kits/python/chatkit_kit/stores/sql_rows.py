"""Runs, sessions, attachments and their owners in SQL tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from .database import RUNNING, AttachmentRow, FeedbackRow, RunRow, SessionRow, now_us
from .sql import Executor, IntegrityError

_GROUPS = (100, 10, 1)
_RUN = "id, owner, thread_id, worker, state, lease_us"


class SqlRuns:
    """The table `chatkit_runs`."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def insert(self, row: RunRow, key: str) -> bool:
        try:
            await self._executor.execute(
                'INSERT INTO chatkit_runs (id, owner, "key", thread_id, worker, state, lease_us, stop) '
                "VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
                *(row.id, row.owner, key, row.thread_id, row.worker, row.state, row.lease_us),
            )
        except IntegrityError:
            return False
        return True

    async def find(self, owner: str, run_id: str) -> RunRow | None:
        return await self._find("owner = $1 AND id = $2", owner, run_id)

    async def find_by_key(self, owner: str, key: str) -> RunRow | None:
        return await self._find('owner = $1 AND "key" = $2', owner, key)

    async def find_running(self, owner: str, thread_id: str) -> RunRow | None:
        condition = "owner = $1 AND thread_id = $2 AND state = $3 ORDER BY seq LIMIT 1"
        return await self._find(condition, owner, thread_id, RUNNING)

    async def find_first_beside(self, run_id: str) -> RunRow | None:
        condition = (
            "state = $2 AND (owner, thread_id) = (SELECT owner, thread_id FROM chatkit_runs WHERE id = $1) "
            "ORDER BY seq LIMIT 1"
        )
        return await self._find(condition, run_id, RUNNING)

    async def renew(self, run_ids: Sequence[str], lease_us: int) -> list[str]:
        stopped: list[str] = []
        for ids in _in_groups(run_ids):
            given = ", ".join(f"${number}" for number, _ in enumerate(ids, 2))
            condition = f"id IN ({given})"
            await self._executor.execute(f"UPDATE chatkit_runs SET lease_us = $1 WHERE {condition}", lease_us, *ids)  # noqa: S608
            found = await self._executor.fetch(
                f"SELECT id FROM chatkit_runs WHERE stop = $1 AND {condition}",  # noqa: S608
                *(1, *ids),
            )
            stopped += [row[0] for row in found]
        return stopped

    async def ask_to_stop(self, owner: str, run_id: str) -> bool:
        found = await self._executor.execute(
            "UPDATE chatkit_runs SET stop = 1 WHERE owner = $1 AND id = $2", owner, run_id
        )
        return found > 0

    async def end(self, run_id: str, state: str) -> bool:
        ended = await self._executor.execute(
            "UPDATE chatkit_runs SET state = $2, ended_us = $3 WHERE id = $1 AND state = 'running'",
            *(run_id, state, now_us()),
        )
        return ended > 0

    async def delete_old(self, before_us: int) -> None:
        await self._executor.execute(
            "DELETE FROM chatkit_runs WHERE ended_us < $1 OR (state = 'running' AND lease_us < $1)", before_us
        )

    async def _find(self, condition: str, *values: Any) -> RunRow | None:
        sql = f"SELECT {_RUN} FROM chatkit_runs WHERE {condition}"  # noqa: S608  conditions are constants of ours
        rows = await self._executor.fetch(sql, *values)
        return RunRow(*rows[0]) if rows else None


class SqlSessions:
    """The table `chatkit_sessions`."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def insert(self, session_id: str, origin: str, expires_us: int) -> None:
        await self._executor.execute(
            "INSERT INTO chatkit_sessions (id, origin, created_us, expires_us, revoked) VALUES ($1, $2, $3, $4, 0)",
            *(session_id, origin, now_us(), expires_us),
        )

    async def find(self, session_id: str) -> SessionRow | None:
        rows = await self._executor.fetch(
            "SELECT origin, expires_us, claimed_by FROM chatkit_sessions WHERE id = $1 AND revoked = 0", session_id
        )
        return SessionRow(rows[0][0], rows[0][1], rows[0][2] or "") if rows else None

    async def prolong(self, session_id: str, expires_us: int) -> None:
        await self._executor.execute(
            "UPDATE chatkit_sessions SET expires_us = $2 WHERE id = $1", session_id, expires_us
        )

    async def claim(self, session_id: str, before: str, owner: str) -> None:
        # Runs come first: what they write from now on belongs to whom their rows name. The rest follows its threads.
        claimed = "owner = $2 AND EXISTS (SELECT 1 FROM chatkit_sessions WHERE id = $3 AND claimed_by = $1)"
        values = (owner, before, session_id)
        await self._executor.transact(
            (
                "UPDATE chatkit_sessions SET claimed_by = $1 WHERE id = $2 AND claimed_by IS NULL",
                (owner, session_id),
            ),
            (f"UPDATE chatkit_runs SET owner = $1 WHERE {claimed}", values),  # noqa: S608  a constant
            (f"UPDATE chatkit_threads SET owner = $1 WHERE {claimed}", values),  # noqa: S608
            (f"UPDATE chatkit_attachments SET owner = $1 WHERE {claimed} AND thread_id IS NULL", values),  # noqa: S608
        )

    async def delete_expired(self) -> None:
        await self._executor.execute("DELETE FROM chatkit_sessions WHERE expires_us < $1", now_us())


class SqlAttachments:
    """The table `chatkit_attachments`."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def find(self, attachment_id: str) -> AttachmentRow | None:
        rows = await self._executor.fetch("SELECT owner, data FROM chatkit_attachments WHERE id = $1", attachment_id)
        return AttachmentRow(*rows[0]) if rows else None

    async def replace(self, attachment_id: str, row: AttachmentRow) -> None:
        await self._executor.execute(
            "UPDATE chatkit_attachments SET data = $1 WHERE id = $2 AND owner = $3", row.data, attachment_id, row.owner
        )

    async def of_owner(self, owner: str) -> list[AttachmentRow]:
        rows = await self._executor.fetch("SELECT owner, data FROM chatkit_attachments WHERE owner = $1", owner)
        return [AttachmentRow(*row) for row in rows]

    async def of_thread(self, owner: str, thread_id: str) -> list[str]:
        rows = await self._executor.fetch(
            "SELECT id FROM chatkit_attachments WHERE owner = $1 AND thread_id = $2", owner, thread_id
        )
        return [row[0] for row in rows]

    async def known(self, attachment_ids: Sequence[str]) -> set[str]:
        if not attachment_ids:
            return set()
        places = ", ".join(f"${number}" for number in range(1, len(attachment_ids) + 1))
        sql = f"SELECT id FROM chatkit_attachments WHERE id IN ({places})"  # noqa: S608  numbers alone
        return {row[0] for row in await self._executor.fetch(sql, *attachment_ids)}

    async def delete_unsent(self, before_us: int) -> None:
        await self._executor.execute(
            "DELETE FROM chatkit_attachments WHERE thread_id IS NULL AND created_us < $1", before_us
        )


def _in_groups(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """All of them, in groups of few sizes: for each size a database keeps a statement of its own."""
    for size in _GROUPS:
        while len(ids) >= size:
            yield ids[:size]
            ids = ids[size:]


class SqlOwners:
    """All tables that have owners."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def feedback(self, owner: str, thread_id: str) -> list[FeedbackRow]:
        rows = await self._executor.fetch(
            "SELECT item_id, kind, created_us FROM chatkit_feedback WHERE owner = $1 AND thread_id = $2 "
            "ORDER BY created_us",
            *(owner, thread_id),
        )
        return [FeedbackRow(*row) for row in rows]

    async def find_old_threads(self, before_us: int, most: int) -> list[tuple[str, str]]:
        rows = await self._executor.fetch(
            "SELECT t.owner, t.id FROM chatkit_threads t WHERE t.created_us < $1 AND NOT EXISTS "
            "(SELECT 1 FROM chatkit_items i WHERE i.owner = t.owner AND i.thread_id = t.id AND i.created_us >= $1) "
            "LIMIT $2",
            *(before_us, most),
        )
        return [(row[0], row[1]) for row in rows]

    async def erase(self, owner: str, session_id: str) -> None:
        # Runs come first: what is still being written then finds no owner. What hangs on threads goes with them.
        await self._executor.transact(
            ("DELETE FROM chatkit_runs WHERE owner = $1", (owner,)),
            ("DELETE FROM chatkit_threads WHERE owner = $1", (owner,)),
            ("DELETE FROM chatkit_attachments WHERE owner = $1", (owner,)),
            ("DELETE FROM chatkit_sessions WHERE claimed_by = $1 OR id = $2", (owner, session_id)),
        )
