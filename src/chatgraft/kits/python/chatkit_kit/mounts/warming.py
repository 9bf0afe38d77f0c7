"""Imports what the chat is made of while nobody waits for it: once the app has been asked for anything.

Not when the app is loaded: its commands do without the chat, and web servers fork what they have loaded, which a thread
that is in the middle of an import does not survive.
"""

import contextlib
import threading
from importlib import import_module
from typing import Any

from .bridge import PerProcess


def warm_up(*_: Any, **__: Any) -> None:
    """To be called with each request."""
    _thread.get()


def _begin() -> threading.Thread:
    thread = threading.Thread(target=_import, name="chatkit-imports", daemon=True)
    thread.start()
    return thread


def _import() -> None:
    with contextlib.suppress(Exception):  # told when it is needed
        import_module("..service", __package__)


_thread = PerProcess(_begin)
