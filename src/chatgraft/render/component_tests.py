"""The tests of the chat's component, in the runner that the project has; where it has none, only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tree_sitter import Node

from chatgraft.core.changes import ByHand, Change, Create, Splice, splice
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits import insert, replace
from chatgraft.edits.package_json import STOPGAP, add_dependencies, add_script
from chatgraft.edits.syntax import require_script, text_of, walk
from chatgraft.frontends.runners import JEST, VITEST, Runner, find_runner, has_unfit_runner
from chatgraft.plan.decisions import Plan, Site
from chatgraft.render import kit

FEATURE = "tests"
LANDED = frozenset({"component-tests"})
"""What the documents know of a plan whose component comes with its tests."""
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
    test = manifest.scripts.get("test", "")
    return "test" if test in ("", "vitest run") or STOPGAP in test else "test:chat"


def _for_runner(source: Source, runner: Runner) -> bytes:
    """The kit's test, written for Vitest and jsdom, in the words of the runner."""
    if runner.name == JEST:
        source = Source(source.file, splice(source, tuple(_in_jest(source, runner))))
    return source.data.replace(b"-environment jsdom", f"-environment {runner.dom or 'jsdom'}".encode())


def _in_jest(source: Source, runner: Runner) -> Iterator[Splice]:
    """`vi` becomes `jest`. Its words are there by themselves; TypeScript learns them from a reference or an import."""
    root, is_typed = require_script(source), source.file.endswith(".tsx")
    imported = is_typed and runner.types is None
    if is_typed and not imported:
        first = next(node for node in root.named_children if node.type != "comment")
        yield insert(source, first.start_byte, b'/// <reference types="jest" />' + source.newline)
    for node in walk(root):
        module = node.child_by_field_name("source") if node.type == "import_statement" else None
        if module is not None and text_of(module) == f"'{VITEST}'":
            if imported:
                yield replace(source, module.start_byte, module.end_byte, b"'@jest/globals'")
            else:
                yield replace(source, node.start_byte, node.end_byte + len(source.newline), b"")
        elif node.type == "identifier" and text_of(node) == "vi" and (imported or not _is_imported(node)):
            yield replace(source, node.start_byte, node.end_byte, b"jest")


def _is_imported(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "import_specifier"
