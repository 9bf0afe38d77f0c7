"""What visitors attach to their messages: a row for each file; its bytes lie in the data folder."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "chatkit_attachments",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("thread_id", sa.Text),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        # Holds only once the attachment is sent with a message: until then it has no thread.
        sa.ForeignKeyConstraint(
            ["owner", "thread_id"],
            ["chatkit_threads.owner", "chatkit_threads.id"],
            name="chatkit_attachments_thread",
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
    )
    op.create_index("chatkit_attachments_owner", "chatkit_attachments", ["owner", "thread_id"])


def downgrade() -> None:
    op.drop_table("chatkit_attachments")
