"""The kit files that lie in `chatgraft.kits`: read, never templated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chatgraft import kits
from chatgraft.core.globs import matches

ROOT = Path(kits.__path__[0])
LEFT_OUT = frozenset({"__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class WidgetKit:
    """What `kits/widget/kits.json` says of a kit that can land in a site: which files of which folder.

    `without` are globs of files that stay behind, `renamed` maps a file's name where it lies to the one under which it
    lands, `config`, `component` and `test` are names where they land. `packages` maps npm names to exact versions,
    `types` names of declarations that the kit needs to those that a project has whose compiler will ask for them.
    """

    folder: str
    config: str
    component: str
    packages: dict[str, str]
    tags: tuple[str, ...]
    without: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    test: str | None = None
    types: tuple[tuple[str, str], ...] = ()

    @property
    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file with the path under which it lands, relative to the landing's folder; the test is apart."""
        renamed = dict(self.renamed)
        for file, data in files(f"widget/{self.folder}"):
            if file != self.test and not any(matches(file, glob) for glob in self.without):
                yield renamed.get(file, file), data


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


@cache
def widget_kit(name: str) -> WidgetKit:
    found = json.loads(read("widget/kits.json"))[name]
    return WidgetKit(
        folder=found["folder"],
        config=found["config"],
        component=found["component"],
        packages=found["packages"],
        tags=tuple(found["tags"]),
        without=tuple(found.get("without", ())),
        renamed=tuple(found.get("renamed", {}).items()),
        test=found.get("test"),
        types=tuple(found.get("types", {}).items()),
    )
