"""Base texts: old and generated versions of files under `.chatgraft/base/<sha256>`, deflated against linters."""

from __future__ import annotations

import zlib
from pathlib import Path

from chatgraft.changes.places import HOME, place, read
from chatgraft.core.changes import FileChange
from chatgraft.core.source import sha256

FOLDER = f"{HOME}/base"
LARGEST = 100_000_000
"""Bytes that a text may unfold to."""
ATTRIBUTES = FileChange(f"{HOME}/.gitattributes", None, b"base/** -text -diff linguist-generated\n")
"""Whatever the project's own attributes say, git changes no line ends in these."""


def path(sha: str) -> str:
    return f"{FOLDER}/{sha}"


def names(root: Path) -> set[str]:
    """The hashes of the texts that are there."""
    folder = root / FOLDER
    return {file.name for file in folder.iterdir()} if folder.is_dir() else set()


def find_text(root: Path, sha: str) -> bytes | None:
    """None where the text is absent or is not what its name says."""
    data = read(place(root, path(sha)))
    if data is None:
        return None
    try:
        text = zlib.decompressobj().decompress(data, LARGEST)
    except zlib.error:
        return None
    return text if sha256(text) == sha else None


def addition(text: bytes) -> FileChange:
    return FileChange(path(sha256(text)), before=None, after=zlib.compress(text, 9))


def deletion(root: Path, sha: str) -> FileChange:
    return FileChange(path(sha), before=read(place(root, path(sha))), after=None)
