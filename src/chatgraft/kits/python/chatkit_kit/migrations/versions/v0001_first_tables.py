"""The first tables: threads, items, feedback, sessions, runs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None

# An own sequence orders every list: times tie, and ids are random.
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# MySQL indexes no text without a length, and no more than 3072 bytes together, of which a character may need four.
OWNER = sa.Text().with_variant(sa.String(255), "mysql")
KEY = sa.Text().with_variant(sa.String(191), "mysql")
JSON = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    _create_threads()
    _create_items()
    _create_feedback()
    _create_sessions()
    _create_runs()


def downgrade() -> None:
    for table in ("runs", "sessions", "feedback", "items", "threads"):
        op.drop_table(f"chatkit_{table}")


def _create_threads() -> None:
    op.create_table(
        "chatkit_threads",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("owner", OWNER, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.UniqueConstraint("owner", "id", name="chatkit_threads_owner_id"),
    )
    op.create_index("chatkit_threads_page", "chatkit_threads", ["owner", "seq"])


def _create_items() -> None:
    op.create_table(
        "chatkit_items",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("owner", OWNER, nullable=False),
        sa.Column("thread_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("open", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.UniqueConstraint("owner", "thread_id", "id", name="chatkit_items_owner_thread_id"),
        _thread_key("chatkit_items_thread"),
    )
    op.create_index("chatkit_items_page", "chatkit_items", ["owner", "thread_id", "seq"])


def _create_feedback() -> None:
    op.create_table(
        "chatkit_feedback",
        sa.Column("owner", OWNER, nullable=False),
        sa.Column("thread_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("owner", "thread_id", "item_id", name="chatkit_feedback_key"),
        _thread_key("chatkit_feedback_thread"),
    )


def _create_sessions() -> None:
    op.create_table(
        "chatkit_sessions",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("expires_us", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.SmallInteger, nullable=False, server_default="0"),
    )
    op.create_index("chatkit_sessions_expiry", "chatkit_sessions", ["expires_us"])


def _create_runs() -> None:
    # No key to chatkit_threads: the row is there before the turn that makes the thread.
    op.create_table(
        "chatkit_runs",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("id", KEY, nullable=False, unique=True),
        sa.Column("owner", OWNER, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("thread_id", KEY, nullable=False),
        sa.Column("worker", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("stop", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("lease_us", sa.BigInteger, nullable=False),
        sa.Column("ended_us", sa.BigInteger),
        sa.UniqueConstraint("owner", "key", name="chatkit_runs_owner_key"),
    )
    op.create_index("chatkit_runs_thread", "chatkit_runs", ["owner", "thread_id", "seq"])
    op.create_index("chatkit_runs_ended", "chatkit_runs", ["ended_us"])


def _thread_key(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["owner", "thread_id"], ["chatkit_threads.owner", "chatkit_threads.id"], name=name, ondelete="CASCADE"
    )
