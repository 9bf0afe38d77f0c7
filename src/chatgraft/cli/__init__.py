"""The command line: parses, calls a verb, prints. The only printer of the house."""

from __future__ import annotations

import sys

from chatgraft.core.errors import Exit


def main(arguments: list[str] | None = None) -> int:
    """Entry point. Imports follow the verb, so that `--version` answers at once."""
    from chatgraft.cli.parser import parse  # noqa: PLC0415 - see above

    options = parse(sys.argv[1:] if arguments is None else arguments)
    from chatgraft.cli.run import run  # noqa: PLC0415 - see above

    try:
        return int(run(options))
    except KeyboardInterrupt:
        return int(Exit.FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        return int(Exit.DONE)
