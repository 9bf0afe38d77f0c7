"""The first tables: threads, items, feedback, attachments, sessions, runs."""

from django.db import migrations, models

from ..models import Document, Key, Owner, ThreadKey


class Migration(migrations.Migration):
    """Threads come first: what follows refers to them."""

    initial = True

    operations = (
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("owner", Owner()),
                ("thread_id", Key(db_column="id")),
                ("created_us", models.BigIntegerField()),
                ("data", Document()),
            ],
            options={
                "db_table": "chatkit_threads",
                "indexes": [models.Index(fields=["owner", "seq"], name="chatkit_threads_page")],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "thread_id"), name="chatkit_threads_owner_id"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("owner", Owner()),
                ("thread_id", Key()),
                ("item_id", Key(db_column="id")),
                ("type", models.TextField()),
                ("open", models.SmallIntegerField(default=0)),
                ("created_us", models.BigIntegerField()),
                ("data", Document()),
            ],
            options={
                "db_table": "chatkit_items",
                "indexes": [models.Index(fields=["owner", "thread_id", "seq"], name="chatkit_items_page")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "thread_id", "item_id"), name="chatkit_items_owner_thread_id"
                    ),
                    ThreadKey(name="chatkit_items_thread"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("owner", Owner()),
                ("thread_id", Key()),
                ("item_id", Key()),
                ("kind", models.TextField()),
                ("created_us", models.BigIntegerField()),
            ],
            options={
                "db_table": "chatkit_feedback",
                "verbose_name_plural": "feedback",
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "thread_id", "item_id"), name="chatkit_feedback_key"),
                    ThreadKey(name="chatkit_feedback_thread"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", Key(primary_key=True, serialize=False)),
                ("owner", Owner()),
                ("thread_id", Key(null=True)),
                ("created_us", models.BigIntegerField()),
                ("data", Document()),
            ],
            options={
                "db_table": "chatkit_attachments",
                "indexes": [models.Index(fields=["owner", "thread_id"], name="chatkit_attachments_owner")],
                "constraints": [ThreadKey(name="chatkit_attachments_thread")],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", Key(primary_key=True, serialize=False)),
                ("origin", models.TextField()),
                ("created_us", models.BigIntegerField()),
                ("expires_us", models.BigIntegerField()),
                ("revoked", models.SmallIntegerField(default=0)),
                ("claimed_by", Owner(null=True)),
            ],
            options={
                "db_table": "chatkit_sessions",
                "indexes": [models.Index(fields=["expires_us"], name="chatkit_sessions_expiry")],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                ("run_id", Key(db_column="id")),
                ("owner", Owner()),
                ("key", Key()),
                ("thread_id", Key()),
                ("worker", models.TextField()),
                ("state", models.TextField()),
                ("stop", models.SmallIntegerField(default=0)),
                ("lease_us", models.BigIntegerField()),
                ("ended_us", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "chatkit_runs",
                "indexes": [
                    models.Index(fields=["owner", "thread_id", "seq"], name="chatkit_runs_thread"),
                    models.Index(fields=["ended_us"], name="chatkit_runs_ended"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("run_id",), name="chatkit_runs_id"),
                    models.UniqueConstraint(fields=("owner", "key"), name="chatkit_runs_owner_key"),
                ],
            },
        ),
    )
