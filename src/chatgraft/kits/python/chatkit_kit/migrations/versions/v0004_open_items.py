"""A way to the items that are being written: each turn asks for those that an earlier one left open."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# MySQL has no index of some rows alone: it gets one of them all.
OPEN = sa.text("open = 1")


def upgrade() -> None:
    op.create_index(
        *("chatkit_items_open", "chatkit_items", ["owner", "thread_id", "open"]),
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_index("chatkit_items_open", "chatkit_items")
