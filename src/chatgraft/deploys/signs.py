"""How a project shows where it is deployed: its configuration, its packages, the files that a host reads.

No host by itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.core.facts import DeployFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits.exported_object import find_text
from chatgraft.edits.imports import imports

SVELTE = ("svelte.config.js", "svelte.config.ts", "svelte.config.mjs")
NITRO = tuple(f"{name}.config.{ending}" for name in ("nuxt", "nitro") for ending in ("ts", "js", "mts", "mjs"))
PRESETS = (("nitro", "preset"), ("preset",))


@dataclass(frozen=True, slots=True)
class Signs:
    """What a host is known by. `adapters` are packages that SvelteKit's configuration takes up; `presets` are Nitro's,
    by their beginnings; `packages` are of use on this host alone; `files` lie in the app's folder, committed or not.
    """

    host: str
    adapters: tuple[str, ...] = ()
    presets: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def find(self, project: Project, root: str) -> Iterator[DeployFact]:
        yield from (DeployFact(self.host, seen, is_configured=True) for seen in self._configured(project, root))
        yield from (DeployFact(self.host, seen) for seen in self._beside(project, root))

    def _configured(self, project: Project, root: str) -> Iterator[Evidence]:
        for source in configs(project, root, SVELTE):
            taken = (each for each in imports(source) if each.module in self.adapters)
            yield from (Evidence(source.file, each.line, f"takes up {each.module}") for each in taken)
        for source in configs(project, root, NITRO):
            preset = next(filter(None, (find_text(source, *path) for path in PRESETS)), "").replace("_", "-")
            if self.presets and preset.startswith(self.presets):
                yield Evidence(source.file, source.line_of("preset"), f"Nitro's preset {preset}")

    def _beside(self, project: Project, root: str) -> Iterator[Evidence]:
        manifest = find_manifest(project, PurePosixPath(root))
        if manifest:
            for package in filter(manifest.installs, self.packages):
                yield Evidence(manifest.source.file, manifest.line_of(package), f"depends on {package}")
        for file in (posixpath.normpath(posixpath.join(root, name)) for name in self.files):
            if project.exists(file):
                yield Evidence(file, 1, "is read by the host")


def configs(project: Project, root: str, names: tuple[str, ...]) -> Iterator[Source]:
    """The files of these names in the app's folder."""
    for name in names:
        file = posixpath.normpath(posixpath.join(root, name))
        source = project.find_source(file) if file in project.files else None
        if source is not None and source.is_utf8:
            yield source
