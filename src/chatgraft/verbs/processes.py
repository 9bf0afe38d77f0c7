"""Several programs at once, each with its name before its lines. When one ends, or on Ctrl-C, all end."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from chatgraft.core.errors import ChatgraftError, Finding

if TYPE_CHECKING:
    from typing_extensions import Self

PATIENCE = 5.0
"""Seconds that a program has for ending when it is told to."""
LAST_WORDS = 2.0
"""Seconds to wait for the lines of a program that has ended: what it left behind may hold its output open."""
ENDING = (signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Program:
    """`title` is how a message calls it, `name` what stands before its lines. `readable` rewrites a line."""

    name: str
    title: str
    argv: tuple[str, ...]
    folder: Path
    env: Mapping[str, str] = field(default_factory=dict)
    readable: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class _Running:
    program: Program
    process: subprocess.Popen[str]
    pump: threading.Thread


class Processes:
    """A context: whatever was started inside has ended when it is left. A closed terminal counts as Ctrl-C."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._running: list[_Running] = []
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._handlers = {number: signal.signal(number, _interrupt) for number in ENDING}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """A second Ctrl-C must not leave a program behind: until all have ended it is not heard."""
        if self._handlers:
            self._handlers |= {signal.SIGINT: signal.getsignal(signal.SIGINT)}
        for number in self._handlers:
            signal.signal(number, signal.SIG_IGN)
        try:
            self._end()
        finally:
            for number, handler in self._handlers.items():
                signal.signal(number, handler)

    def start(self, program: Program) -> None:
        """Raises ChatgraftError where the program is not there."""
        try:
            process = subprocess.Popen(
                program.argv,
                cwd=program.folder,
                env={**os.environ, **program.env},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            what = f"The {program.title} could not be started: {program.argv[0]} is not there."
            cure = f"Install {program.argv[0]}"
            raise ChatgraftError(Finding("no-program", what, f"{error.strerror}.", cure)) from None
        pump = threading.Thread(target=self._pump, args=(program, process), daemon=True)
        self._running.append(_Running(program, process, pump))
        pump.start()

    def run(self, program: Program) -> None:
        """Until it has ended. Raises ChatgraftError where it fails."""
        self.start(program)
        running = self._running[-1]
        if running.process.wait():
            self.check()
        running.pump.join(LAST_WORDS)
        self._running.remove(running)

    def check(self) -> None:
        """Raises ChatgraftError where one has ended by itself."""
        for running in self._running:
            status = running.process.poll()
            if status is not None:
                running.pump.join(LAST_WORDS)
                how = f"with status {status}" if status >= 0 else f"by signal {-status}"
                what = f"The {running.program.title} ended {how}."
                raise ChatgraftError(Finding("ended", what, "Its lines above say why."))

    def wait(self) -> NoReturn:
        """Until an error or Ctrl-C."""
        while True:
            self.check()
            time.sleep(0.2)

    def _end(self) -> None:
        for running in self._running:
            _signal(running.process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for running in self._running:
            with suppress(subprocess.TimeoutExpired):
                running.process.wait(max(deadline - time.monotonic(), 0))
            _signal(running.process, signal.SIGKILL)
            running.process.wait()
            running.pump.join(LAST_WORDS)

    def _pump(self, program: Program, process: subprocess.Popen[str]) -> None:
        lines = process.stdout
        if lines is None:
            return
        with lines:
            for line in lines:
                for part in program.readable(line.rstrip()).splitlines() or [""]:
                    self._say(f"{program.name:>7} | {part}")


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """To the whole group: package managers start the real server as a child."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
