"""The database: its connection and its tables.

DATABASE_URL names it: `postgresql://user:password@host/name`, or `sqlite:///path/to/file`; without one it is the file
`.chatkit/chatkit.sqlite3`. The tables `chatkit_threads`, `chatkit_items`, `chatkit_feedback`, `chatkit_sessions` and
`chatkit_runs` are described in `chatkit_kit/migrations/versions`; their version stands in `chatkit_alembic_version`,
apart from the one your own migrations may use.
"""

from .chatkit_kit import stores
from .chatkit_kit.settings import Settings

# Connections that one worker may hold open to PostgreSQL; SQLite needs one.
CONNECTIONS = 10


def open_database(settings: Settings) -> stores.Database:
    """The service's database. It connects at the first statement, so that the service starts even when it is down."""
    return stores.open_database(settings, connections=CONNECTIONS)


def migrate(settings: Settings) -> None:
    """Create the tables or bring them up to date. In development the service does this by itself."""
    stores.migrate(settings)
