"""Runs a suite within its budget: `suite.py NAME MINUTES -- COMMAND…`. A suite over its budget fails."""

from __future__ import annotations

import subprocess
import sys
import time


def main(name: str, minutes: str, mark: str, *command: str) -> int:
    if mark != "--" or not command:
        raise SystemExit(__doc__)
    print(f"== {name}: {' '.join(command)}", flush=True)
    start = time.monotonic()
    status = subprocess.run(command, check=False).returncode
    took, budget = time.monotonic() - start, float(minutes) * 60
    verdict = "failed" if status else "over its budget" if took > budget else "passed"
    print(f"== {name}: {verdict} in {took:.0f} s (budget {budget:.0f} s)", flush=True)
    return status or int(took > budget)


sys.exit(main(*sys.argv[1:]))
