"""The table `chatkit_runs`: what any worker can know about a run, whoever carries it."""

from dataclasses import dataclass

from .stores import Database
from .stores.database import now_us

KEPT_SECONDS = 300
RUNNING, ENDED, LOST = "running", "ended", "lost"
COLUMNS = "id, owner, thread_id, worker, state, lease_us"


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as its table shows it."""

    id: str
    owner: str
    thread_id: str
    worker: str
    state: str
    lease_us: int

    @property
    def expired(self) -> bool:
        """Whether its worker stopped renewing the lease: it was killed, or cut off from the database."""
        return self.state == RUNNING and self.lease_us < now_us()


class RunRows:
    """Statements on runs. What visitors ask is scoped to the owner; who carries a run, or buries it, knows its id."""

    def __init__(self, database: Database, lease_seconds: float) -> None:
        self._database = database
        self._lease_us = int(lease_seconds * 1_000_000)

    def lease_end(self) -> int:
        """Until when a lease counts that is taken now."""
        return now_us() + self._lease_us

    async def insert(self, row: RunRow, key: str) -> bool:
        """Claim `key` for a new run; False when the owner has used it for another."""
        inserted = await self._database.fetch(
            "INSERT INTO chatkit_runs (id, owner, key, thread_id, worker, state, lease_us, stop) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT (owner, key) DO NOTHING RETURNING id",
            row.id,
            row.owner,
            key,
            row.thread_id,
            row.worker,
            row.state,
            row.lease_us,
        )
        return bool(inserted)

    async def find(self, owner: str, run_id: str) -> RunRow | None:
        return await self._find("owner = $1 AND id = $2", owner, run_id)

    async def find_by_key(self, owner: str, key: str) -> RunRow | None:
        return await self._find("owner = $1 AND key = $2", owner, key)

    async def find_running(self, owner: str, thread_id: str) -> RunRow | None:
        """The run that a thread's turn is in: the oldest, as later ones wait for it."""
        condition = "owner = $1 AND thread_id = $2 AND state = $3 ORDER BY seq LIMIT 1"
        return await self._find(condition, owner, thread_id, RUNNING)

    async def find_first_beside(self, run_id: str) -> RunRow | None:
        """The oldest run that has not ended in the thread of this one."""
        condition = (
            "state = $2 AND (owner, thread_id) = (SELECT owner, thread_id FROM chatkit_runs WHERE id = $1) "
            "ORDER BY seq LIMIT 1"
        )
        return await self._find(condition, run_id, RUNNING)

    async def renew(self, run_id: str) -> bool:
        """Prolong the lease; True when someone asked the run to stop."""
        rows = await self._database.fetch(
            "UPDATE chatkit_runs SET lease_us = $2 WHERE id = $1 RETURNING stop", run_id, self.lease_end()
        )
        return bool(rows and rows[0][0])

    async def ask_to_stop(self, owner: str, run_id: str) -> bool:
        """Set the stop flag; False when the owner has no such run."""
        return bool(
            await self._database.fetch(
                "UPDATE chatkit_runs SET stop = 1 WHERE owner = $1 AND id = $2 RETURNING id", owner, run_id
            )
        )

    async def end(self, run_id: str, state: str) -> bool:
        """Move a running run to its last state; False when somebody else did."""
        return bool(
            await self._database.fetch(
                "UPDATE chatkit_runs SET state = $2, ended_us = $3 WHERE id = $1 AND state = 'running' RETURNING id",
                run_id,
                state,
                now_us(),
            )
        )

    async def delete_old(self) -> None:
        """Forget runs whose logs are gone; rows of killed workers go by their lease."""
        limit = now_us() - KEPT_SECONDS * 1_000_000
        await self._database.execute(
            "DELETE FROM chatkit_runs WHERE ended_us < $1 OR (state = 'running' AND lease_us < $1)", limit
        )

    async def _find(self, condition: str, *values: str) -> RunRow | None:
        sql = f"SELECT {COLUMNS} FROM chatkit_runs WHERE {condition}"  # noqa: S608  conditions are constants of ours
        rows = await self._database.fetch(sql, *values)
        return RunRow(*rows[0]) if rows else None
