"""Asks git about a checkout. Never writes, and never runs what the checkout's own configuration names."""

from __future__ import annotations

import subprocess
from pathlib import Path


def ask_git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where git is absent, fails, or there is no checkout.

    `core.fsmonitor` may name a program of the checkout's, and optional locks write the index: both are off.
    """
    argv = ["git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(argv, input=given, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
