"""Database servers and services on them, each put up once for the session, when a test first wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import SUITE
from tests.fixtures.database_servers import Mariadb, MongoServer, start_mariadb, start_mongo
from tests.fixtures.servers import Postgres, start_postgres
from tests.fixtures.standing import every_standing
from tests.kits.conformance.conftest import OpenHall, opened


@pytest.fixture(scope="session")
def open_hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHall]:
    yield from opened(request, tmp_path_factory, every_standing(SUITE))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Mariadb]:
    with start_mariadb() as server:
        yield server


@pytest.fixture(scope="session")
def mongo() -> Iterator[MongoServer]:
    with start_mongo() as server:
        yield server
