"""The command line: parses, calls a verb, prints. The only printer of the house."""

from __future__ import annotations

import os
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
        code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Else the interpreter's own flush fails at its end (docs.python.org/3/library/signal.html#note-on-sigpipe).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    return int(code)
