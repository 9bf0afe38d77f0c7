"""What git says about files of the project. Nothing here writes, not even git's own index."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

PORTION = 200
"""Paths in one command line: far under every system's limit."""


def is_checkout(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-inside-work-tree") is not None


def differing(root: Path, files: Iterable[str]) -> set[str]:
    """Those of `files` that differ from HEAD, untracked ones too. Ignored files are never among them."""
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").strip()
    found: set[str] = set()
    for portion in _portions(files):
        arguments = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *portion)
        for entry in (_git(root, "--literal-pathspecs", *arguments) or b"").split(b"\0"):
            if entry:
                found.add(entry[3:].removeprefix(prefix).decode("utf-8", "surrogateescape"))
    return found.intersection(files)


def ignored(root: Path, files: Iterable[str]) -> set[str]:
    """Those of `files` that git would not track by itself."""
    names = "\0".join(files).encode("utf-8", "surrogateescape")
    said = _git(root, "check-ignore", "-z", "--stdin", given=names) or b""
    return {name.decode("utf-8", "surrogateescape") for name in said.split(b"\0") if name}


def _portions(files: Iterable[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(sorted(files))
    while portion := tuple(islice(rest, PORTION)):
        yield portion


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """None where git is absent, fails, or there is no checkout."""
    argv = ["git", "--no-optional-locks", "-C", str(root), *arguments]
    try:
        done = subprocess.run(argv, input=given, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
