"""Calls the verb that was typed and prints its result. A verb is a module of `chatgraft.verbs`."""

from __future__ import annotations

import argparse
import sys
import traceback
from dataclasses import fields
from importlib import import_module
from typing import Any

from chatgraft.cli import show
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.result import Result

REPORT = "Run it again with --debug and report what it prints; this is no fault of yours."


def run(options: argparse.Namespace) -> Exit:
    """The exit code. Whatever goes wrong becomes a finding; a trace is shown with `--debug` only."""
    screen = show.Screen(as_json=options.json, debug=options.debug)
    try:
        verb = import_module(f"chatgraft.verbs.{options.verb}")
        result: Result = verb.run(verb.Request(**_asked(options, verb.Request)), screen)
    except BrokenPipeError:
        raise
    except ChatgraftError as error:
        _trace(options)
        result = _failed(options.verb, error)
    except KeyboardInterrupt:
        result = _failed(options.verb, ChatgraftError(Finding("interrupted", "Interrupted.")))
    except Exception as error:  # noqa: BLE001 - an owner gets a sentence and a way on, never a bare trace
        _trace(options)
        what = f"Chatgraft itself failed: {type(error).__name__}: {error}"
        result = _failed(options.verb, ChatgraftError(Finding("internal", what, cure=REPORT)))
    else:
        screen.result(result)
        return result.exit
    screen.refusal(result)
    return result.exit


def refuse(words: list[str], error: ChatgraftError) -> Exit:
    """Of words that do not fit: the verb is the first that does not look like an option."""
    verb = next((word for word in words if not word.startswith("-")), "")
    show.Screen(as_json="--json" in words).refusal(_failed(verb, error))
    return error.exit_code


def _asked(options: argparse.Namespace, request: type[Any]) -> dict[str, Any]:
    """The typed words under the names of the verb's own request."""
    return {field.name: getattr(options, field.name) for field in fields(request)}


def _failed(verb: str, error: ChatgraftError) -> Result:
    return Result(verb, error.exit_code, error.finding.what, findings=(error.finding,))


def _trace(options: argparse.Namespace) -> None:
    if options.debug:
        traceback.print_exc(file=sys.stderr)
