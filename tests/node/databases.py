"""The databases that the Node kit's stores are tested on."""

from __future__ import annotations

import pymysql  # type: ignore[import-untyped]
import pytest
from sqlalchemy import Engine, create_engine

from chatgraft.kits.python.chatkit_kit.stores.mysql import connection_settings

STORES = [
    pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("sqlite", "postgres", "mariadb", "mongo")
]
SQL = STORES[:3]


def engine_of(url: str) -> Engine:
    """A way of the tests' own to the database."""
    if url.startswith("mysql"):
        settings = connection_settings(url)
        return create_engine("mysql+pymysql://", creator=lambda: pymysql.connect(**settings))
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
