"""The machinery of the chat service: sessions, runs, limits, stores, migrations and the site index.

It is replaced as a whole by an update. What an owner edits lies beside this package:
`chatkit_server.py`, `chatkit_store.py`, `database.py` and `chatkit_assistant.py`.
"""
