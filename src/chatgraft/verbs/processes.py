"""Several programs at once, each with its name before its lines. When one ends, or on Ctrl-C, all end."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from chatgraft.core.errors import ChatgraftError, Finding

if TYPE_CHECKING:
    from typing_extensions import Self

PATIENCE = 5.0
"""Seconds that a program has for ending when it is told to."""


class Processes:
    """A context: whatever was started inside has ended when it is left."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._running: dict[str, subprocess.Popen[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._running.values():
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(deadline - time.monotonic(), 0))
            _signal(process, signal.SIGKILL)

    def start(self, name: str, argv: tuple[str, ...], folder: Path, env: dict[str, str] | None = None) -> None:
        """Raises ChatgraftError where the program is not there."""
        try:
            process = subprocess.Popen(
                argv,
                cwd=folder,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            raise ChatgraftError(
                Finding("no-program", f"{argv[0]} could not be started.", str(error.strerror), f"Install {argv[0]}.")
            ) from None
        self._running[name] = process
        threading.Thread(target=self._pump, args=(name, process), daemon=True).start()

    def check(self) -> None:
        """Raises ChatgraftError where one has ended by itself."""
        for name, process in self._running.items():
            if process.poll() is not None:
                raise ChatgraftError(
                    Finding("ended", f"The {name} ended with status {process.returncode}.", "Its lines above say why.")
                )

    def wait(self) -> None:
        """Returns never but by an error or Ctrl-C."""
        while True:
            self.check()
            time.sleep(0.2)

    def _pump(self, name: str, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self._say(f"{name:>7} | {line.rstrip()}")


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """To the whole group: package managers start the real server as a child."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
