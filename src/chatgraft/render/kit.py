"""What `kits/widget/kits.json` says of the kits that can land in a site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chatgraft.core.globs import matches
from chatgraft.kits import files, read


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
