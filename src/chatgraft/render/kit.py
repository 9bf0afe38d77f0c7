"""The kit files that lie in `chatgraft.kits`: read, never templated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chatgraft import kits

ROOT = Path(kits.__path__[0])
LEFT_OUT = frozenset({"__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class WidgetKit:
    """What a folder of `kits/widget` says of itself in `kits.json`. `packages` maps npm names to exact versions."""

    config: str
    component: str
    packages: dict[str, str]
    tags: tuple[str, ...]


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


@cache
def widget_kit(name: str) -> WidgetKit:
    found = json.loads(read("widget/kits.json"))[name]
    return WidgetKit(found["config"], found["component"], found["packages"], tuple(found["tags"]))
