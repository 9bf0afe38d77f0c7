"""An app that carries the chat is told to end: what is being written is written first, whoever else listens."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.fixtures.grafted import APPS
from tests.fixtures.node_kit import KIT
from tests.fixtures.npm import installed

# The pause is tsx's, to begin to listen: it ends a process to whose signals nobody else does.
APP = f"""
import {{ endWithProcess }} from '{KIT}/javascript/chatkit-kit/ending.mjs';
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
endWithProcess(() => pause(300).then(() => console.log('written')));
await pause(300);
console.log(process.pid);
setInterval(() => undefined, 1000);
"""


@pytest.mark.parametrize(
    ("runner", "told"), [("node", signal.SIGTERM), ("tsx", signal.SIGTERM), ("node", signal.SIGUSR2)]
)
def test_what_is_being_written_is_written_though_it_is_told_twice(
    runner: str, told: signal.Signals, tmp_path: Path
) -> None:
    (tmp_path / "app.mjs").write_text(APP)
    program = "node" if runner == "node" else str(installed(APPS / "express-quarry") / ".bin" / runner)
    command = [program, str(tmp_path / "app.mjs")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        pid = int(running.stdout.readline())
        for _ in range(2):
            os.kill(pid, told)
        assert running.stdout.read() == "written\n"
        assert running.wait(10) in (-told, 128 + told)


def test_a_signal_that_the_app_has_a_use_for_ends_nothing(tmp_path: Path) -> None:
    """Such as SIGUSR2, on which many have V8 write its heap out."""
    (tmp_path / "app.mjs").write_text(f"process.on('SIGUSR2', () => console.log('used'));\n{APP}")
    with subprocess.Popen(["node", str(tmp_path / "app.mjs")], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        pid = int(running.stdout.readline())
        os.kill(pid, signal.SIGUSR2)
        assert running.stdout.readline() == "used\n"
        os.kill(pid, signal.SIGTERM)
        assert running.stdout.read() == "written\n"
        assert running.wait(10) == -signal.SIGTERM
