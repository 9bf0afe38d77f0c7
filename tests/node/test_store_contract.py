"""What every store must hold to, on each of the Node kit's: the very checks that the Python kit's stores pass, and
those that an owner of the Node kit runs on a store of their own (with `FULL=1` on all databases)."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from chatkit.types import ThreadMetadata

from chatgraft.kits.python.chatkit_kit.store_contract import GUARANTEES, Guarantee, Kept
from chatgraft.kits.python.chatkit_kit.store_contract.kept import somebody
from tests.fixtures.node_kit import KIT, land_node_kit
from tests.fixtures.node_store import NodeDatabase, lend_node_database

from .databases import STORES

_TELL = """
import {{ GUARANTEES }} from '{0}/javascript/chatkit-kit/store-contract/index.mjs';
process.stdout.write(JSON.stringify(Object.keys(GUARANTEES)));
"""

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


@pytest.mark.parametrize("store", STORES[1:] if os.environ.get("FULL") else STORES[1:2])
def test_an_owner_can_hold_a_store_to_it(new_url: Callable[[str], str], store: str, tmp_path: Path) -> None:
    """With the test that lands, which asks as much of SQLite wherever it is run."""
    land_node_kit(tmp_path / "kit")
    command = ["node", "--test-name-pattern", "^the store", str(tmp_path / "kit" / "chatkit-server-test.mjs")]
    environ = {**os.environ, "CHATKIT_TEST_DATABASE_URL": new_url(store)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout
    passed = re.findall(r"^ok \d+ - the store: (?!.*# SKIP)", done.stdout, re.MULTILINE)
    assert len(passed) >= len(GUARANTEES), done.stdout


def test_it_asks_of_a_store_whatever_the_python_kit_asks() -> None:
    command = ["node", "--input-type=module", "--eval", _TELL.format(KIT)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    named = {name.replace("'", "").replace(" ", "_").lower() for name in told}
    assert {guarantee.__name__ for guarantee in GUARANTEES} <= named
