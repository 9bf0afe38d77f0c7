"""Work that only the main thread of a process may do, asked for by another thread.

A web server's main thread waits for connections, or for its workers, and is woken every second or so.
"""

import contextlib
import ctypes
from collections.abc import Callable

_asked: list[Callable[[], None]] = []


def soon_in_main_thread(work: Callable[[], None]) -> None:
    """Have the main thread call a function when it next runs Python (docs.python.org/3/c-api/init.html).

    Nothing happens where the interpreter has no such thing.
    """
    _asked.append(work)
    with contextlib.suppress(AttributeError):
        ctypes.pythonapi.Py_AddPendingCall(_callback, None)


def _work(_: object) -> int:
    while _asked:
        _asked.pop()()
    return 0


_callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(_work)
