"""The tests of the chat's component, in the runner that the project has; where it has none, only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from chatgraft.core.changes import ByHand, Change, Create, Splice, splice
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits import replace
from chatgraft.edits.package_json import STOPGAP, add_dependencies, add_script
from chatgraft.edits.syntax import require_script, text_of, walk
from chatgraft.frontends.runners import JEST, VITEST, Runner, find_runner, has_unfit_runner
from chatgraft.plan.decisions import Plan, Site
from chatgraft.render import kit

FEATURE = "tests"
# Vitest 4 and jsdom 26 run on Node 20 and newer.
ADDED = {"vitest": "4.1.12", "jsdom": "26.1.0"}
CONFIGS = tuple(f"vitest.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs"))
STYLES = """\
moduleNameMapper: { '\\\\.css$': 'identity-obj-proxy' }"""
CONFIG = """\
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['%s/**/*.test.{jsx,tsx}'],
  },
});
"""


def component_tests(project: Project, plan: Plan) -> Iterator[Change]:
    site = plan.site
    manifest = find_manifest(project, PurePosixPath(site.fact.root)) if site else None
    if site is None or manifest is None or FEATURE not in plan.features:
        return
    described = kit.widget_kit(site.landing.kit)
    if described.test is None:
        return
    runner = find_runner(project, site.fact.root)
    if (runner is None or runner.dom is None) and FEATURE not in plan.asked:
        return
    if runner is None and has_unfit_runner(project, site.fact.root):
        yield ByHand(manifest.source.file, "Jest's configuration", STYLES, "Jest is not told what a style sheet is")
        return
    if runner is None or (runner.dom is None and runner.name == VITEST):
        yield from _set_up(project, site, manifest, is_new=runner is None)
        runner = Runner(VITEST, "jsdom")
    elif runner.dom is None:
        yield from add_dependencies(
            manifest.source, {"jest-environment-jsdom": manifest.wants[JEST]}, "devDependencies"
        )
    source = Source(described.test, kit.read(f"widget/{described.folder}/{described.test}"))
    yield Create(f"{site.widget}/{described.test}", _for_runner(source, runner))


def _set_up(project: Project, site: Site, manifest: PackageManifest, *, is_new: bool) -> Iterator[Change]:
    """What makes `npm test` run them. A configuration of their own keeps a framework's plugins out of the tests."""
    added = ADDED if is_new else {"jsdom": ADDED["jsdom"]}
    yield from add_dependencies(manifest.source, added, "devDependencies")
    if not is_new:
        return
    yield from add_script(manifest.source, _free_script(manifest), "vitest run")
    if not any(manifest.path(name) in project.files for name in CONFIGS):
        yield Create(manifest.path("vitest.config.mjs"), (CONFIG % site.landing.folder).encode())


def _free_script(manifest: PackageManifest) -> str:
    scripts = manifest.data.get("scripts")
    test = str(scripts.get("test", "")) if isinstance(scripts, dict) else ""
    return "test" if test in ("", "vitest run") or STOPGAP in test else "test:chat"


def _for_runner(source: Source, runner: Runner) -> bytes:
    """The kit's test, written for Vitest and jsdom, in the words of the runner."""
    if runner.name == JEST:
        source = Source(source.file, splice(source, tuple(_in_jest(source, runner))))
    return source.data.replace(b"-environment jsdom", f"-environment {runner.dom or 'jsdom'}".encode())


def _in_jest(source: Source, runner: Runner) -> Iterator[Splice]:
    """`vi` becomes `jest`. Its words are there by themselves, but are imported where only that gives them types."""
    is_typed = source.file.endswith(".tsx")
    for node in walk(require_script(source)):
        if node.type == "import_statement" and text_of(node.child_by_field_name("source")) == f"'{VITEST}'":
            if is_typed and runner.types is None:
                place = node.child_by_field_name("source")
                start, end = (place.start_byte, place.end_byte) if place else (0, 0)
                yield replace(source, start, end, b"'@jest/globals'")
            else:
                yield replace(source, node.start_byte, node.end_byte + len(source.newline), b"")
        elif node.type == "identifier" and text_of(node) == "vi":
            inside = node.parent is not None and node.parent.type == "import_specifier"
            if not inside or (is_typed and runner.types is None):
                yield replace(source, node.start_byte, node.end_byte, b"jest")
