"""What runs the tests of a site's components: Vitest or Jest, by the packages and the configuration that are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.workspaces import find_manifest, find_workspace
from chatgraft.edits.exports import OPAQUE, read_default_export
from chatgraft.edits.imports import imports

VITEST, JEST = "vitest", "jest"
DOMS = ("jsdom", "happy-dom")
JEST_CONFIGS = tuple(f"jest.config.{ending}" for ending in ("js", "cjs", "mjs", "ts", "cts", "mts"))


@dataclass(frozen=True, slots=True)
class Runner:
    """`dom` is what stands for the browser; None where none is installed. `types` is the package that the test's types
    come from by themselves, None where they are imported."""

    name: str
    dom: str | None
    types: str | None = None


def find_runner(project: Project, root: str) -> Runner | None:
    """The runner of the site in that folder that can take in a component with its style sheet; None where none can."""
    wants = dict(_wants(project, PurePosixPath(root)))
    if VITEST in wants:
        return Runner(VITEST, next((dom for dom in DOMS if dom in wants), None))
    types = "@types/jest" if "@types/jest" in wants else None
    if "react-scripts" in wants:
        return Runner(JEST, "jsdom", types)
    if JEST in wants and _takes_styles(project, PurePosixPath(root)):
        return Runner(JEST, "jsdom" if "jest-environment-jsdom" in wants else None, types)
    return None


def has_unfit_runner(project: Project, root: str) -> bool:
    """Whether Jest is there, though it could not run the test: it would take up the file of another runner."""
    return JEST in dict(_wants(project, PurePosixPath(root)))


def _wants(project: Project, root: PurePosixPath) -> Iterator[tuple[str, str]]:
    """What the site's package.json asks for, and that of its workspace, from where its packages are found as well."""
    manifest = find_manifest(project, root)
    if manifest is None:
        return
    above = find_workspace(project, manifest.folder)
    workspace = find_manifest(project, PurePosixPath(above)) if above is not None else None
    for each in (workspace, manifest):
        yield from each.wants.items() if each else ()


def _takes_styles(project: Project, root: PurePosixPath) -> bool:
    """Whether Jest is told what to do with style sheets: by `next/jest`, or by a pattern of the configuration."""
    manifest = find_manifest(project, root)
    if manifest is None:
        return False
    for name in JEST_CONFIGS:
        source = project.find_source(manifest.path(name))
        if source is not None:
            by_next = any(each.module.split(".")[0] == "next/jest" for each in imports(source))
            return by_next or _names_styles(read_default_export(source))
    return _names_styles(_in_manifest(manifest))


def _in_manifest(manifest: PackageManifest) -> Any:
    return manifest.data.get("jest")


def _names_styles(config: Any) -> bool:
    """Whether a pattern of `moduleNameMapper` or `transform` speaks of CSS."""
    if config is OPAQUE or not isinstance(config, dict):
        return False
    tables = (config.get(key) for key in ("moduleNameMapper", "transform"))
    return any("css" in pattern for table in tables if isinstance(table, dict) for pattern in table)
