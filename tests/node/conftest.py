"""Puts up each service of the Node kit once for the session, when the first scenario wants it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.databases.conftest import mariadb, mongo, postgres  # noqa: F401  fixtures
from tests.fixtures.standing import every_standing
from tests.kits.conformance.conftest import OpenHall, opened
from tests.node import SUITE

collect_ignore = [] if os.environ.get("FULL") else ["test_other_runners.py"]


@pytest.fixture(scope="session")
def open_hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHall]:
    yield from opened(request, tmp_path_factory, every_standing(SUITE))


@pytest.fixture(scope="session")
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of a new database on a server of that kind, which is put up when it is first wanted."""

    def new(store: str) -> str:
        if store == "sqlite":
            return f"sqlite:///{(tmp_path_factory.mktemp('database') / 'chat.sqlite3').as_posix()}"
        url: str = request.getfixturevalue(store).create_database(f"d{uuid4().hex}")
        return url

    return new
