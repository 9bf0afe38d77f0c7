"""What git says about files of the project. Nothing here writes, not even git's own index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from chatgraft.core.git import ask_git

PORTION = 200
"""Paths in one command line: far under every system's limit."""


def is_checkout(root: Path) -> bool:
    return ask_git(root, "rev-parse", "--is-inside-work-tree") is not None


def differing(root: Path, files: Iterable[str]) -> set[str]:
    """Those of `files` that differ from HEAD, untracked ones too. Ignored files are never among them."""
    prefix = (ask_git(root, "rev-parse", "--show-prefix") or b"").strip()
    found: set[str] = set()
    for portion in _portions(files):
        arguments = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *portion)
        for entry in (ask_git(root, "--literal-pathspecs", *arguments) or b"").split(b"\0"):
            if entry:
                found.add(entry[3:].removeprefix(prefix).decode("utf-8", "surrogateescape"))
    return found.intersection(files)


def ignored(root: Path, files: Iterable[str]) -> set[str]:
    """Those of `files` that git would not track by itself."""
    names = "\0".join(files).encode("utf-8", "surrogateescape")
    said = ask_git(root, "check-ignore", "-z", "--stdin", given=names) or b""
    return {name.decode("utf-8", "surrogateescape") for name in said.split(b"\0") if name}


def _portions(files: Iterable[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(sorted(files))
    while portion := tuple(islice(rest, PORTION)):
        yield portion
