"""What every store must hold to, on each of ours: the checks are those that an owner runs on a store of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.store_contract import GUARANTEES, Guarantee, Kept
from chatgraft.kits.python.chatkit_store import create_store
from chatgraft.kits.python.database import open_database

VALUES = {"CHATKIT_SECRET": "a secret for tests that is long enough"}
STORES = [
    pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("sqlite", "postgres", "mariadb", "mongo")
]


@pytest.fixture(scope="session")
def urls() -> dict[str, str]:
    """A database for each store, whose tables are made by the first check."""
    return {}


@pytest.fixture(params=STORES)
async def kept(
    request: pytest.FixtureRequest, urls: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Kept]:
    name = request.param
    if name not in urls:
        file: Path = tmp_path_factory.mktemp("contract") / "chat.sqlite3"
        at = f"sqlite:///{file.as_posix()}"
        urls[name] = at if name == "sqlite" else request.getfixturevalue(name).create_database("contract")
    database = open_database(
        Settings.from_values(tmp_path_factory.getbasetemp(), {**VALUES, "DATABASE_URL": urls[name]})
    )
    try:
        await database.tables.require()
        yield Kept(database, create_store(database))
    finally:
        await database.close()


@pytest.mark.parametrize("guarantee", GUARANTEES, ids=lambda guarantee: guarantee.__name__)
async def test_the_store(kept: Kept, guarantee: Guarantee) -> None:
    await guarantee(kept)
