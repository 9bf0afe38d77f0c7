"""One run at a time. The kernel holds the lock, so that a killed run leaves none behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chatgraft.changes.places import HOME, place, refused


@contextmanager
def locked(root: Path) -> Iterator[int]:
    """Yields the lock's descriptor. A command that inherits it keeps the project locked while it outlives us."""
    lock = place(root, f"{HOME}/lock")
    descriptor = _take(lock)
    try:
        yield descriptor
    finally:
        lock.unlink(missing_ok=True)
        with suppress(OSError):
            lock.parent.rmdir()
        os.close(descriptor)


def _take(lock: Path) -> int:
    while True:
        lock.parent.mkdir(exist_ok=True)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            why = "It, or an install that it started, is still at work."
            raise refused("busy", "Another run of chatgraft holds this project.", why, "Wait for it to end.") from None
        if _is_current(lock, descriptor):
            return descriptor
        os.close(descriptor)


def _is_current(lock: Path, descriptor: int) -> bool:
    """False where the run before us unlinked the file between our opening and our locking it."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
