"""The chat's tables. Threads and items are written by `chatkit_kit/stores`, in SQL that names these columns.

Times are microseconds of 1970 UTC; `data` is JSON as ChatKit defines it. Django allows no field that is named `id` and
is not the key, so those have another name here than in the table.
"""

from datetime import datetime, timezone
from typing import Any

from django.db import models


class Key(models.TextField):
    """A text that an index may hold. MySQL indexes none without a length, and its usual collations take `Ann` and
    `ann`, or `ann` with a blank behind it, for one: they would be one owner."""

    longest = 191

    def db_type(self, connection: Any) -> str | None:
        if connection.vendor != "mysql":
            return super().db_type(connection)
        return f"varchar({self.longest}) CHARACTER SET utf8mb4 COLLATE {_collation(connection)}"


class Owner(Key):
    """Whose a row is. With two keys beside it, it is as long as an index of MySQL's may be."""

    longest = 255


class Document(models.TextField):
    """JSON, in any language: MySQL's tables may have another character set."""

    def db_type(self, connection: Any) -> str | None:
        return "longtext CHARACTER SET utf8mb4" if connection.vendor == "mysql" else super().db_type(connection)


def _collation(connection: Any) -> str:
    """That by which texts are equal only where every byte is."""
    if connection.mysql_is_mariadb:
        return "utf8mb4_nopad_bin"
    return "utf8mb4_0900_bin" if connection.mysql_version >= (8, 0, 17) else "utf8mb4_bin"


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
        kind = "FOREIGN KEY" if schema_editor.connection.vendor == "mysql" else "CONSTRAINT"
        return f"ALTER TABLE {table} DROP {kind} {name}"

    def validate(self, *_: Any, **__: Any) -> None:
        """The database's own business: rows are not made by forms."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ThreadKey) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


class Thread(models.Model):
    """A conversation."""

    seq = models.BigAutoField(primary_key=True)
    owner = Owner()
    thread_id = Key(db_column="id")
    created_us = models.BigIntegerField()
    data = Document()

    class Meta:
        db_table = "chatkit_threads"
        constraints = (models.UniqueConstraint(fields=["owner", "thread_id"], name="chatkit_threads_owner_id"),)
        indexes = (models.Index(fields=["owner", "seq"], name="chatkit_threads_page"),)

    def __str__(self) -> str:
        return self.thread_id


class Item(models.Model):
    """A message, or another thing in a conversation. `open` is 1 while it is being written."""

    seq = models.BigAutoField(primary_key=True)
    owner = Owner()
    thread_id = Key()
    item_id = Key(db_column="id")
    type = models.TextField()
    open = models.SmallIntegerField(default=0)
    created_us = models.BigIntegerField()
    data = Document()

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
    owner = Owner()
    thread_id = Key()
    item_id = Key()
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

    id = Key(primary_key=True)
    owner = Owner()
    thread_id = Key(null=True)
    created_us = models.BigIntegerField()
    data = Document()

    class Meta:
        db_table = "chatkit_attachments"
        constraints = (ThreadKey(name="chatkit_attachments_thread"),)
        indexes = (models.Index(fields=["owner", "thread_id"], name="chatkit_attachments_owner"),)

    def __str__(self) -> str:
        return self.id


class Session(models.Model):
    """An anonymous visitor's session, and the user who took over what was said in it."""

    id = Key(primary_key=True)
    origin = models.TextField()
    created_us = models.BigIntegerField()
    expires_us = models.BigIntegerField()
    revoked = models.SmallIntegerField(default=0)
    claimed_by = Owner(null=True)

    class Meta:
        db_table = "chatkit_sessions"
        indexes = (models.Index(fields=["expires_us"], name="chatkit_sessions_expiry"),)

    def __str__(self) -> str:
        return self.id


class Run(models.Model):
    """An answer that is being written, or was a few minutes ago."""

    seq = models.BigAutoField(primary_key=True)
    run_id = Key(db_column="id")
    owner = Owner()
    key = Key()
    thread_id = Key()
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
