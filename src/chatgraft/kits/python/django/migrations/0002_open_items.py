"""A way to the items that are being written: each turn asks for those that an earlier one left open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index alone."""

    dependencies = (("chatkit_backend", "0001_initial"),)

    operations = (
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("open", 1)), fields=["owner", "thread_id", "open"], name="chatkit_items_open"
            ),
        ),
    )
