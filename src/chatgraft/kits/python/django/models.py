"""The chat's tables. Threads and items are written by `chatkit_kit/stores`, in SQL that names these columns.

Times are microseconds of 1970 UTC; `data` is JSON as ChatKit defines it. Django allows no field that is named `id` and
is not the key, so those have another name here than in the table.
"""

from datetime import datetime, timezone
from typing import Any

from django.db import models


class ThreadKey(models.BaseConstraint):
    """A row belongs to its thread and goes with it; its owner changes with the thread's.

    Written out in SQL, as Django has no foreign keys of two columns.
    """

    REFERENCES = "FOREIGN KEY (owner, thread_id) REFERENCES chatkit_threads (owner, id)"

    def constraint_sql(self, model: type[models.Model], schema_editor: Any) -> str:
        name = schema_editor.quote_name(self.name)
        return f"CONSTRAINT {name} {self.REFERENCES} ON DELETE CASCADE ON UPDATE CASCADE"

    def create_sql(self, model: type[models.Model], schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: type[models.Model], schema_editor: Any) -> str:
        table, name = (schema_editor.quote_name(each) for each in (model._meta.db_table, self.name))
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def validate(self, *_: Any, **__: Any) -> None:
        """The database's own business: rows are not made by forms."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ThreadKey) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


class Thread(models.Model):
    """A conversation."""

    seq = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    thread_id = models.TextField(db_column="id")
    created_us = models.BigIntegerField()
    data = models.TextField()

    class Meta:
        db_table = "chatkit_threads"
        constraints = (models.UniqueConstraint(fields=["owner", "thread_id"], name="chatkit_threads_owner_id"),)
        indexes = (models.Index(fields=["owner", "seq"], name="chatkit_threads_page"),)

    def __str__(self) -> str:
        return self.thread_id


class Item(models.Model):
    """A message, or another thing in a conversation. `open` is 1 while it is being written."""

    seq = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    thread_id = models.TextField()
    item_id = models.TextField(db_column="id")
    type = models.TextField()
    open = models.SmallIntegerField(default=0)
    created_us = models.BigIntegerField()
    data = models.TextField()

    class Meta:
        db_table = "chatkit_items"
        constraints = (
            models.UniqueConstraint(fields=["owner", "thread_id", "item_id"], name="chatkit_items_owner_thread_id"),
            ThreadKey(name="chatkit_items_thread"),
        )
        indexes = (
            models.Index(fields=["owner", "thread_id", "seq"], name="chatkit_items_page"),
            models.Index(fields=["owner", "thread_id", "open"], name="chatkit_items_open", condition=models.Q(open=1)),
        )

    def __str__(self) -> str:
        return self.item_id


class Feedback(models.Model):
    """A visitor's latest opinion of an item: `positive` or `negative`."""

    seq = models.BigAutoField(primary_key=True)
    owner = models.TextField()
    thread_id = models.TextField()
    item_id = models.TextField()
    kind = models.TextField()
    created_us = models.BigIntegerField()

    class Meta:
        db_table = "chatkit_feedback"
        verbose_name_plural = "feedback"
        constraints = (
            models.UniqueConstraint(fields=["owner", "thread_id", "item_id"], name="chatkit_feedback_key"),
            ThreadKey(name="chatkit_feedback_thread"),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.item_id}"


class Attachment(models.Model):
    """A file of a visitor's; its bytes lie in the data folder. It has no thread until it is sent with a message."""

    id = models.TextField(primary_key=True)
    owner = models.TextField()
    thread_id = models.TextField(null=True)  # noqa: DJ001
    created_us = models.BigIntegerField()
    data = models.TextField()

    class Meta:
        db_table = "chatkit_attachments"
        constraints = (ThreadKey(name="chatkit_attachments_thread"),)
        indexes = (models.Index(fields=["owner", "thread_id"], name="chatkit_attachments_owner"),)

    def __str__(self) -> str:
        return self.id


class Session(models.Model):
    """An anonymous visitor's session, and the user who took over what was said in it."""

    id = models.TextField(primary_key=True)
    origin = models.TextField()
    created_us = models.BigIntegerField()
    expires_us = models.BigIntegerField()
    revoked = models.SmallIntegerField(default=0)
    claimed_by = models.TextField(null=True)  # noqa: DJ001  NULL until somebody does

    class Meta:
        db_table = "chatkit_sessions"
        indexes = (models.Index(fields=["expires_us"], name="chatkit_sessions_expiry"),)

    def __str__(self) -> str:
        return self.id


class Run(models.Model):
    """An answer that is being written, or was a few minutes ago."""

    seq = models.BigAutoField(primary_key=True)
    run_id = models.TextField(db_column="id")
    owner = models.TextField()
    key = models.TextField()
    thread_id = models.TextField()
    worker = models.TextField()
    state = models.TextField()
    stop = models.SmallIntegerField(default=0)
    lease_us = models.BigIntegerField()
    ended_us = models.BigIntegerField(null=True)

    class Meta:
        db_table = "chatkit_runs"
        constraints = (
            models.UniqueConstraint(fields=["run_id"], name="chatkit_runs_id"),
            models.UniqueConstraint(fields=["owner", "key"], name="chatkit_runs_owner_key"),
        )
        indexes = (
            models.Index(fields=["owner", "thread_id", "seq"], name="chatkit_runs_thread"),
            models.Index(fields=["ended_us"], name="chatkit_runs_ended"),
        )

    def __str__(self) -> str:
        return self.run_id


def moment(microseconds: int) -> datetime:
    """A table's time as a date."""
    return datetime.fromtimestamp(microseconds / 1_000_000, timezone.utc)
