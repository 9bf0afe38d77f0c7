"""What lands in a project: real files, run and tested where they lie; read, never templated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent
LEFT_OUT = frozenset({"__pycache__", "node_modules"})


def files(folder: str) -> Iterator[tuple[str, bytes]]:
    """Each file below `kits/<folder>` with its path inside that folder, in the order of the paths."""
    root = ROOT / folder
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not LEFT_OUT.intersection(inside.parts) and path.suffix != ".pyc":
            yield inside.as_posix(), path.read_bytes()


def read(file: str) -> bytes:
    """One file of `kits/`."""
    return (ROOT / file).read_bytes()


def has(file: str) -> bool:
    """Whether `kits/` has the file."""
    return (ROOT / file).is_file()
