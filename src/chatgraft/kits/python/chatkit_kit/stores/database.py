"""What the service asks of the place where chats are kept, whatever kind of database it is.

Everything belongs to an owner, who is asked for on every way to it; what a foreign owner asks for looks like missing.
Whoever cannot reach the server raises `DatabaseUnavailableError`. Times are microseconds of UTC.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .chat_store import ChatStore

RUNNING, ENDED, LOST = "running", "ended", "lost"


@dataclass(frozen=True, slots=True)
class RunRow:
    """What any worker can know about a run, whoever carries it."""

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


class RunRows(Protocol):
    """Runs. What visitors ask is scoped to the owner; who carries a run, or buries it, knows its id."""

    async def insert(self, row: RunRow, key: str) -> bool:
        """Claim `key` for a new run; False when the owner has used it for another."""
        ...

    async def find(self, owner: str, run_id: str) -> RunRow | None: ...

    async def find_by_key(self, owner: str, key: str) -> RunRow | None: ...

    async def find_running(self, owner: str, thread_id: str) -> RunRow | None:
        """The run that a thread's turn is in: the oldest, as later ones wait for it."""
        ...

    async def find_first_beside(self, run_id: str) -> RunRow | None:
        """The oldest run that has not ended in the thread of this one."""
        ...

    async def renew(self, run_ids: Sequence[str], lease_us: int) -> list[str]:
        """Prolong the leases. Which of the runs someone has asked to stop."""
        ...

    async def ask_to_stop(self, owner: str, run_id: str) -> bool:
        """Set the stop flag; False when the owner has no such run."""
        ...

    async def end(self, run_id: str, state: str) -> bool:
        """Move a running run to its last state; False when somebody else did."""
        ...

    async def delete_old(self, before_us: int) -> None:
        """Forget runs that ended before, and those whose lease did: they are of killed workers."""
        ...


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session that was not revoked. `claimed_by` is the owner who took over what was said in it, or empty."""

    origin: str
    expires_us: int
    claimed_by: str


class SessionRows(Protocol):
    """Visitors' sessions."""

    async def insert(self, session_id: str, origin: str, expires_us: int) -> None: ...

    async def find(self, session_id: str) -> SessionRow | None: ...

    async def prolong(self, session_id: str, expires_us: int) -> None: ...

    async def claim(self, session_id: str, before: str, owner: str) -> None:
        """Give all that belongs to the owner `before` to `owner`, who is then written into the session, once and for
        all. Only who is written there gets it, whoever else asks at the same moment; runs that are going on write for
        the new owner from then on."""
        ...

    async def delete_expired(self) -> None: ...


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """Whose an attachment is, and the SDK's JSON of it."""

    owner: str
    data: str


class AttachmentRows(Protocol):
    """Attachments, as those find them who have a signed address. What requests name goes through `ChatStore`."""

    async def find(self, attachment_id: str) -> AttachmentRow | None: ...

    async def replace(self, attachment_id: str, row: AttachmentRow) -> None:
        """Change the JSON of the owner's attachment."""
        ...

    async def of_owner(self, owner: str) -> list[AttachmentRow]:
        """All that the owner has, announced and not uploaded ones among them."""
        ...

    async def of_thread(self, owner: str, thread_id: str) -> list[str]:
        """The ids of what was sent in a thread."""
        ...

    async def known(self, attachment_ids: Sequence[str]) -> set[str]:
        """Those of some hundred ids that are there, whoever's they are."""
        ...

    async def delete_unsent(self, before_us: int) -> None:
        """Forget what was announced before, and never sent with a message."""
        ...


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What a visitor thought of an item: `positive` or `negative`."""

    item_id: str
    kind: str
    created_us: int


class OwnerRows(Protocol):
    """All that is kept of an owner, and what has been kept for long."""

    async def feedback(self, owner: str, thread_id: str) -> list[FeedbackRow]: ...

    async def find_old_threads(self, before_us: int, most: int) -> list[tuple[str, str]]:
        """Owner and id of threads that were begun before, and have no item that came later."""
        ...

    async def erase(self, owner: str, session_id: str) -> None:
        """Delete all that belongs to the owner, this session, and those whose conversations the owner took over."""
        ...


class Tables(Protocol):
    """The chat's tables, or what a database has in their place, whoever makes them."""

    @property
    def command(self) -> str:
        """What creates the tables or brings them up to date."""
        ...

    @property
    def setting(self) -> str:
        """The name of the setting that says where the database is."""
        ...

    async def require(self) -> None:
        """Raise `SchemaError` unless the tables are current, `DatabaseUnavailableError` when nobody answers.

        May make them current on the way.
        """
        ...

    async def migrate(self) -> None:
        """Create the tables or bring them up to date. Several services may do it at once."""
        ...


class Database(Protocol):
    """A place where chats are kept. It connects when it is first asked."""

    @property
    def runs(self) -> RunRows: ...

    @property
    def sessions(self) -> SessionRows: ...

    @property
    def attachments(self) -> AttachmentRows: ...

    @property
    def owners(self) -> OwnerRows: ...

    @property
    def tables(self) -> Tables: ...

    def create_store(self) -> ChatStore:
        """Conversations, as the SDK asks for them."""
        ...

    async def close(self) -> None: ...


def now_us() -> int:
    """The time, in microseconds since 1970 UTC."""
    return time.time_ns() // 1000
