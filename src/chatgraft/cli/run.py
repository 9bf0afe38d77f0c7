"""Calls the verb that was typed and prints its result. A verb is a module of `chatgraft.verbs`."""

from __future__ import annotations

import argparse
import sys
import traceback
from dataclasses import fields
from importlib import import_module
from typing import Any

from chatgraft.cli import show
from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.core.result import Result


def _asked(options: argparse.Namespace, request: type[Any]) -> dict[str, Any]:
    """The typed words under the names of the verb's own request."""
    return {field.name: getattr(options, field.name) for field in fields(request)}


def run(options: argparse.Namespace) -> Exit:
    """The exit code. An error of ours becomes its finding; a trace is shown with `--debug` only."""
    screen = show.Screen(as_json=options.json)
    try:
        verb = import_module(f"chatgraft.verbs.{options.verb}")
        result: Result = verb.run(verb.Request(**_asked(options, verb.Request)), screen)
    except ChatgraftError as error:
        if options.debug:
            traceback.print_exc(file=sys.stderr)
        result = Result(options.verb, error.exit_code, error.finding.what, findings=(error.finding,))
    screen.result(result)
    return result.exit
