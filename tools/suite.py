"""Runs a suite within its budget: `suite.py NAME MINUTES -- COMMAND…`.

A suite over its budget fails; one that takes three times as long is taken to hang, and ended.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time

HANGS = 3
GRACE_SECONDS = 20


def main(name: str, minutes: str, mark: str, *command: str) -> int:
    if mark != "--" or not command:
        raise SystemExit(__doc__)
    print(f"== {name}: {' '.join(command)}", flush=True)
    start = time.monotonic()
    budget = float(minutes) * 60
    status = run(command, budget * HANGS)
    took = time.monotonic() - start
    verdict = "hung" if status is None else "failed" if status else "over its budget" if took > budget else "passed"
    print(f"== {name}: {verdict} in {took:.0f} s (budget {budget:.0f} s)", flush=True)
    return status or int(took > budget)


def run(command: tuple[str, ...], seconds: float) -> int | None:
    """The command's status, or None where it did not end in time."""
    with subprocess.Popen(command) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)  # pytest tells where it was, and ends what it started
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return None


sys.exit(main(*sys.argv[1:]))
