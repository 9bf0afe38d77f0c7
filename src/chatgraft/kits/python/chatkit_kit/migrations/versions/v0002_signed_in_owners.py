"""A session can be claimed by a user who signs in: its threads get another owner, and what hangs on them follows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FOLLOWING = ("items", "feedback")


def upgrade() -> None:
    op.add_column("chatkit_sessions", sa.Column("claimed_by", sa.Text))
    for table in FOLLOWING:
        _tie_to_threads(table, onupdate="CASCADE")


def downgrade() -> None:
    for table in FOLLOWING:
        _tie_to_threads(table, onupdate=None)
    op.drop_column("chatkit_sessions", "claimed_by")


def _tie_to_threads(table: str, onupdate: str | None) -> None:
    name, columns = f"chatkit_{table}_thread", ["owner", "thread_id"]
    with op.batch_alter_table(f"chatkit_{table}") as batch:  # SQLite copies the table, others change it
        batch.drop_constraint(name, type_="foreignkey")
        batch.create_foreign_key(
            name, "chatkit_threads", columns, ["owner", "id"], ondelete="CASCADE", onupdate=onupdate
        )
