"""The command line: parses, calls a verb, prints. The only printer of the house."""

from __future__ import annotations

import sys

from chatgraft.core.errors import ChatgraftError, Exit


def main(arguments: list[str] | None = None) -> int:
    """Entry point. Imports follow the verb, so that `--version` answers at once."""
    from chatgraft.cli.parser import parse  # noqa: PLC0415 - see above

    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = parse(words)
    except ChatgraftError as error:
        from chatgraft.cli.run import refuse  # noqa: PLC0415 - see above

        return int(refuse(words, error))
    from chatgraft.cli.run import run  # noqa: PLC0415 - see above

    try:
        return int(run(options))
    except BrokenPipeError:
        sys.stderr.close()
        return int(Exit.DONE)
