"""What visitors attach to their messages: a row for each file; its bytes lie in the data folder."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0003"
down_revision = "0002"

OWNER = sa.Text().with_variant(sa.String(255), "mysql")
KEY = sa.Text().with_variant(sa.String(191), "mysql")
JSON = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")


def upgrade() -> None:
    op.create_table(
        "chatkit_attachments",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("owner", OWNER, nullable=False),
        sa.Column("thread_id", KEY),
        sa.Column("created_us", sa.BigInteger, nullable=False),
        sa.Column("data", JSON, nullable=False),
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
