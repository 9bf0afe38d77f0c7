"""What runs the tests of a site's components: Vitest or Jest, by the packages and the configuration that are there; and
whether that Vitest would run a chat service's as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest, find_workspace
from chatgraft.edits import NotUnderstood
from chatgraft.edits.exported_object import find_exported, find_property
from chatgraft.edits.exports import OPAQUE, read_default_export
from chatgraft.edits.imports import imports
from chatgraft.edits.syntax import require_script
from chatgraft.frontends.jest import SCRIPTS as JEST_SCRIPTS
from chatgraft.frontends.vite_site import CONFIGS as VITE_CONFIGS

DOMS = ("jsdom", "happy-dom")
VITEST_CONFIGS = tuple(f"vitest.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs"))
NARROWING = ("include", "dir", "root", "projects", "workspace", "setupFiles", "globalSetup", "browser")
"""Options of Vitest by which it looks for tests in some places alone, or makes them ready for what is no server."""
JSDOM = {"jsdom": "26.1.0"}


@dataclass(frozen=True, slots=True)
class Runner:
    """What a test must know of its runner, and what this project still lacks for it: packages with their versions.

    `dom` stands for the browser. A test calls `calls`, which it imports from `module`, in JavaScript only where
    `in_javascript`. Else it is there by itself, and TypeScript learns of it by a reference to the types `reference`.
    """

    dom: str
    calls: str
    module: str | None
    reference: str | None = None
    in_javascript: bool = True
    lacks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What brings a runner to a project that has none: `script` runs it, `config` is made where no file of `configs` is
    there; `%s` in its text stands for the widget's folder."""

    runner: Runner
    script: str
    config: str
    text: str
    configs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why the runner that is there cannot take in a component, and what its owner adds, where."""

    place: str
    snippet: str
    why: str


VITEST = Runner(dom="jsdom", calls="vi", module="vitest")
"""The one that the kit's test is written for."""
# Vitest 4 and jsdom 26 run on Node 20 and newer.
NEW = SetUp(
    runner=replace(VITEST, lacks={"vitest": "4.1.12", **JSDOM}),
    script="vitest run",
    config="vitest.config.mjs",
    text="""\
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['%s/**/*.test.{jsx,tsx}'],
  },
});
""",
    configs=VITEST_CONFIGS,
)
NO_STYLES = Unfit(
    "Jest's configuration",
    "moduleNameMapper: { '\\\\.css$': 'identity-obj-proxy' }",
    "Jest is not told what a style sheet is",
)


def find_runner(project: Project, root: str) -> Runner | Unfit | None:
    """The runner of the site in that folder: Vitest, or Jest where it can take in a component with its style sheet."""
    wants = dict(_wants(project, PurePosixPath(root)))
    if "vitest" in wants:
        dom = next((dom for dom in DOMS if dom in wants), None)
        return replace(VITEST, dom=dom) if dom else replace(VITEST, lacks=JSDOM)
    if "react-scripts" in wants:
        return _jest(wants)
    if "jest" not in wants:
        return None
    if not _takes_styles(project, PurePosixPath(root)):
        return NO_STYLES
    environment = "jest-environment-jsdom"
    return replace(_jest(wants), lacks={} if environment in wants else {environment: wants["jest"]})


def runs_all_in_vitest(project: Project, root: str) -> bool:
    """Whether Vitest runs any test that lies in that folder, in whatever the test itself asks for."""
    manifest = find_manifest(project, PurePosixPath(root))
    if manifest is None or "vitest" not in dict(_wants(project, PurePosixPath(root))):
        return False
    configs = (project.find_source(manifest.path(name)) for name in (*VITEST_CONFIGS, *VITE_CONFIGS))
    config = next(filter(None, configs), None)
    return config is None or _narrows_nothing(config)


def _narrows_nothing(config: Source) -> bool:
    try:
        exported = find_exported(require_script(config))
    except NotUnderstood:
        return False
    told = (find_property(config, *place, name) for place in ((), ("test",)) for name in NARROWING)
    return exported is not None and not any(told)


def _jest(wants: Mapping[str, str]) -> Runner:
    has_types = "@types/jest" in wants
    module, reference = (None, "jest") if has_types else ("@jest/globals", None)
    return Runner("jsdom", "jest", module, reference, in_javascript=False)


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
    for name in JEST_SCRIPTS:
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
