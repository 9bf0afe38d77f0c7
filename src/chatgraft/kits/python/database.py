"""The database: its connection and its tables.

DATABASE_URL names it: `postgresql://user:password@host/name`, `mysql://…` (MariaDB as well), `mongodb://…`, or
`sqlite:///path/to/file`; without one it is the file `.chatkit/chatkit.sqlite3`. The tables are named `chatkit_…` and
described in `chatkit_kit/migrations/versions`; their version stands in `chatkit_alembic_version`, apart from the one
that your own migrations may use. MongoDB has collections of the same names (`chatkit_kit/stores/mongo.py`).
"""

from .chatkit_kit import stores
from .chatkit_kit.settings import Settings

# Connections that one worker may hold open to a server; SQLite needs one.
CONNECTIONS = 10


def open_database(settings: Settings) -> stores.Database:
    """The service's database. It connects at the first statement, so that the service starts even when it is down."""
    return stores.open_database(settings, connections=CONNECTIONS)


def migrate(settings: Settings) -> None:
    """Create the tables or bring them up to date. In development the service does this by itself."""
    stores.migrate(settings)
