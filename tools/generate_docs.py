"""Writes the parts of the documents that follow from the code; `--check` fails where they disagree.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests import traps
from tests.assistants import matrix as sources
from tests.frontends import matrix
from tests.kits.conformance import differences

from chatgraft import assistants, backends, databases, frontends, retrieval
from chatgraft.cli.parser import build
from chatgraft.conformance import every
from chatgraft.retrieval import embeddings, stores

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "docs/cli.md", "docs/conformance.md", "docs/performance.md")
MEASURED = ROOT / "docs/performance.json"
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
ROOMS: dict[str, tuple[ModuleType, Callable[[], Iterable[str]]]] = {
    "Frontends": (frontends, frontends.every),
    "Backends": (backends, backends.every),
    "Databases": (databases, databases.every),
    "AI sources": (assistants, assistants.every),
    "Passages": (stores, retrieval.every_store),
    "Embeddings": (embeddings, retrieval.every_embedding),
}


def status() -> Iterator[str]:
    """What works today: a row for each module of a room."""
    yield "| part | name | what it is |"
    yield "|---|---|---|"
    for title, (room, every_of) in ROOMS.items():
        for name in every_of():
            yield f"| {title} | `{name}` | {_first_sentence(room.__name__, name)} |"


def verbs() -> Iterator[str]:
    yield "| verb | what it does |"
    yield "|---|---|"
    for verb, what in _verbs():
        yield f"| `chatgraft {verb}` | {what} |"


def reference() -> Iterator[str]:
    """Each verb's own help, at a fixed width."""
    for verb, _ in _verbs():
        yield f"## chatgraft {verb}"
        yield ""
        yield "```"
        yield _subparsers().choices[verb].format_help().rstrip()
        yield "```"
        yield ""


def _verbs() -> Iterable[tuple[str, str]]:
    return [(action.dest, action.help or "") for action in _subparsers()._choices_actions]  # noqa: SLF001


def _subparsers() -> argparse._SubParsersAction[argparse.ArgumentParser]:
    parser = build()
    return next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001


def _first_sentence(room: str, name: str) -> str:
    """What the module of that name says of itself."""
    said = " ".join((import_module(f"{room}.{name.replace('-', '_')}").__doc__ or "").split())
    return said.split(". ")[0].removesuffix(".") + "."


def coverage() -> Iterator[str]:
    """Each word of the protocol with the scenarios that send it."""
    yield "| type | scenarios |"
    yield "|---|---|"
    named = {word: [scenario.name for scenario in every() if word in scenario.covers] for word in _words()}
    for word, scenarios in named.items():
        yield f"| `{word}` | {', '.join(f'`{name}`' for name in scenarios)} |"


def performance() -> Iterator[str]:
    """The kept run of `make bench`: each ratio over its rounds, beside what it should be."""
    run = json.loads(MEASURED.read_text("utf-8"))
    machine, load = run["before"], (f"{run[when]['load_average'][0]:.2f}" for when in ("before", "after"))
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    yield f"Run of {run['date']} on {machine['cores']} cores, {machine['system']}, Python {machine['python']},"
    yield f"{packages}. The load average was {' before and '.join(load)} after it. Values are medians of the rounds."
    yield ""
    yield "| what | value | least .. most | target | |"
    yield "|---|---|---|---|---|"
    for one in run["findings"]:
        verdict = ("reached" if one["reached"] else "**missed**") if one["target"] else ""
        yield (
            f"| {one['what']} | {one['median']:.2f} | {one['least']:.2f} .. {one['most']:.2f} "
            f"| {one['target']} | {verdict} |"
        )


def _words() -> list[str]:
    return sorted({word for scenario in every() for word in scenario.covers})


PARTS = {
    "status": status,
    "frontends": matrix.rows,
    "sources": sources.rows,
    "verbs": verbs,
    "reference": reference,
    "coverage": coverage,
    "differences": differences.rows,
    "traps": traps.rows,
    "performance": performance,
}


def main() -> int:
    os.environ["COLUMNS"] = "110"
    stale = []
    for name in DOCUMENTS:
        path = ROOT / name
        text = path.read_text("utf-8")
        fresh = PART.sub(lambda part: part[1] + "\n".join(PARTS[part[2]]()) + "\n" + part[3], text)
        if fresh != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(fresh, "utf-8")
    if stale and "--check" in sys.argv:
        print(f"Stale: {', '.join(stale)}. Run: make docs")
        return 1
    return 0


sys.exit(main())
