"""Work that only the main thread of a process may do, asked for by another thread.

A web server's main thread waits for connections, or for its workers, and is woken every second or so.
"""

import contextlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

_asked: list[Callable[[], None]] = []


def soon_in_main_thread(work: Callable[[], None]) -> None:
    """Have the main thread call a function when it next runs Python (docs.python.org/3/c-api/threads.html).

    Nothing happens where the interpreter has no such thing.
    """
    _asked.append(work)
    with contextlib.suppress(ImportError, AttributeError):
        import ctypes  # noqa: PLC0415  some interpreters are built without it

        ctypes.pythonapi.Py_AddPendingCall(_callback(), None)


@lru_cache(maxsize=1)
def _callback() -> Any:
    """Kept for good: it is called when nothing else refers to it."""
    import ctypes  # noqa: PLC0415

    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(_work)


def _work(_: object) -> int:
    while _asked:
        _asked.pop()()
    return 0
