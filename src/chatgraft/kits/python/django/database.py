"""The database: the project's own, as its DATABASES say.

The tables are described in models.py and made by `python manage.py migrate`. SQLite and PostgreSQL are known so far.
"""

from django.db import router

from ..chatkit_kit.stores.django import DjangoDatabase, DjangoTables


def open_database() -> DjangoDatabase:
    """Where the project's routers send what is written to these models. It connects when it is asked."""
    from .models import Thread  # noqa: PLC0415  once the apps are loaded

    return DjangoDatabase(router.db_for_write(Thread))


def tables_of(database: DjangoDatabase) -> DjangoTables:
    """Whether the tables are there and current."""
    from .models import Thread  # noqa: PLC0415

    return DjangoTables(database, Thread._meta.app_label)
