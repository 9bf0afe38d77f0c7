"""What every store must hold to, on each of the Node kit's: the very checks that the Python kit's stores pass."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from chatkit.types import ThreadMetadata

from chatgraft.kits.python.chatkit_kit.store_contract import GUARANTEES, Guarantee, Kept
from chatgraft.kits.python.chatkit_kit.store_contract.kept import somebody
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


@pytest.mark.parametrize("store", STORES)
async def test_changes_at_the_same_moment_are_made_one_after_another(database_of: DatabaseOf, store: str) -> None:
    database, ann = database_of(store), somebody()
    await database.tables.require()
    kept = Kept(database, database.create_store())
    thread = await kept.thread(ann, "")

    def longer(thread: ThreadMetadata) -> ThreadMetadata:
        return thread.model_copy(update={"title": f"{thread.title or ''}+"})

    assert all(await asyncio.gather(*(kept.store.change_thread(thread, longer, ann) for _ in range(5))))
    assert (await kept.store.load_thread(thread, ann)).title == "+++++"
    assert not await kept.store.change_thread(thread, lambda _: None, ann)
    assert not await kept.store.change_thread("thr_none", longer, ann)
    assert not await kept.store.change_thread(thread, longer, somebody())
