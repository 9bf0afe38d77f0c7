"""What every store must hold to, on each of the Node kit's: the very checks that the Python kit's stores pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from chatgraft.kits.python.chatkit_kit.store_contract import GUARANTEES, Guarantee, Kept
from tests.fixtures.node_store import NodeDatabase, lend_node_database

from .databases import STORES

DatabaseOf = Callable[[str], NodeDatabase]


@pytest.fixture(scope="session")
def database_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseOf]:
    """A database for each store, whose tables are made by the first check."""
    folder = tmp_path_factory.mktemp("contract")
    databases: dict[str, NodeDatabase] = {}
    with ExitStack() as stack:

        def of(store: str) -> NodeDatabase:
            if store not in databases:
                at = request.getfixturevalue("new_url")(store)
                databases[store] = stack.enter_context(lend_node_database(folder / "kit", at))
            return databases[store]

        yield of


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("guarantee", GUARANTEES, ids=lambda guarantee: guarantee.__name__)
async def test_the_store(database_of: DatabaseOf, store: str, guarantee: Guarantee) -> None:
    database = database_of(store)
    await database.tables.require()
    await guarantee(Kept(database, database.create_store()))
