"""What every store must hold to, as checks that run on any: the ones that come with the chat, and one of your own.

    from .chatkit_kit.store_contract import GUARANTEES, Kept

    @pytest.mark.parametrize("guarantee", GUARANTEES, ids=lambda guarantee: guarantee.__name__)
    def test_the_store(guarantee, settings):
        asyncio.run(holds(guarantee, settings))

    async def holds(guarantee, settings):
        database = open_database(settings)
        await database.tables.migrate()
        await guarantee(Kept(database, create_store(database)))
        await database.close()

`test_chatkit_server.py` does so. Each check makes owners and ids of its own, and leaves them there: give it a database
for tests, as two of them also forget what is old or was never sent. A check that fails raises `AssertionError`.
"""

from . import conversations, owners, records
from .kept import Guarantee, Kept

__all__ = ["GUARANTEES", "Guarantee", "Kept"]

GUARANTEES: tuple[Guarantee, ...] = tuple(
    value
    for module in (owners, conversations, records)
    for name, value in vars(module).items()
    if name.startswith("it_") and callable(value)
)
