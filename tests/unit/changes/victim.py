"""A run in a process of its own, to be interrupted: `python -m tests.unit.changes.victim ROOT INSTALL-SCRIPT [BYTES]`.

BYTES limits the size of a file, as a full disk would. Prints the finding's code and ends with the exit code.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from chatgraft.changes.apply import apply
from chatgraft.core.errors import ChatgraftError
from tests.unit.changes.tree import RECORD, graft, install


def main(root: str, script: str, largest: str = "") -> int:
    changes = graft(Path(root), install(script))
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    try:
        apply(Path(root), changes, RECORD)
    except ChatgraftError as error:
        sys.stdout.write(error.finding.code)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
