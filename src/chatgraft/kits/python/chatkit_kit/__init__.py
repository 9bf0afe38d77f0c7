"""The machinery of the chat service: sessions, runs, limits, stores, migrations and the site index.

It is replaced as a whole by an update. What an owner edits lies beside this package:
`chatkit_server.py`, `chatkit_store.py`, `database.py`, `chatkit_assistant.py` and, where a model answers,
`chatkit_retrieval.py`.
"""

import warnings

with warnings.catch_warnings():
    # The SDK warns of its own widget classes while it is imported, which would stop whoever takes warnings for errors.
    warnings.simplefilter("ignore", DeprecationWarning)
    import chatkit.server  # noqa: F401
