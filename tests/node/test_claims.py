"""A user claims what was said before the sign-in, between any two steps of what a run reads and writes in MongoDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.databases.claims import PLANS
from tests.fixtures.database_servers import MongoServer
from tests.node.twins import told_by_node


@pytest.mark.xdist_group("mongo")
def test_nothing_is_lost(mongo: MongoServer, tmp_path: Path) -> None:
    given = {"url": mongo.create_database("claims"), "plans": PLANS}
    assert told_by_node("claims", given, tmp_path / "backend") == []
