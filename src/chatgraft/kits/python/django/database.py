"""The database: the project's own, as its DATABASES say.

The tables are described in models.py and made by `python manage.py migrate`, in SQLite, PostgreSQL, MySQL and MariaDB.
"""

from django.db import router

from ..chatkit_kit.stores.django import DjangoExecutor, DjangoTables
from ..chatkit_kit.stores.sql_database import SqlDatabase


def open_database() -> SqlDatabase:
    """Where the project's routers send what is written to these models. It connects when it is asked."""
    from .models import Thread  # noqa: PLC0415  once the apps are loaded

    executor = DjangoExecutor(router.db_for_write(Thread))
    return SqlDatabase(executor, DjangoTables(executor, Thread._meta.app_label))
