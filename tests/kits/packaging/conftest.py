"""What is tried with `FULL=1` alone: locking by the real managers takes a minute for each."""

from __future__ import annotations

import os

collect_ignore = [] if os.environ.get("FULL") else ["test_locks.py"]
