"""The tests of the chat's component, in the runner that the project has; where it has none, only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tree_sitter import Node

from chatgraft import kits
from chatgraft.core.changes import ByHand, Change, Create, Splice, splice
from chatgraft.core.errors import Finding
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits import insert, replace
from chatgraft.edits.package_json import STOPGAP, add_dependencies, add_script
from chatgraft.edits.syntax import require_script, text_of, walk
from chatgraft.frontends.runners import NEW, VITEST, Runner, Unfit, find_runner
from chatgraft.plan.decisions import Plan, Site
from chatgraft.render.kit import widget_kit

FEATURE = "tests"
LANDED = frozenset({"component-tests"})
"""What the documents know of a plan whose component comes with its tests."""


def component_tests(project: Project, plan: Plan) -> Iterator[Change]:
    site = plan.site
    manifest = find_manifest(project, PurePosixPath(site.fact.root)) if site else None
    if site is None or manifest is None or FEATURE not in plan.features:
        return
    described = widget_kit(site.landing.kit)
    if described.test is None:
        return
    runner = find_runner(project, site.fact.root)
    if not (isinstance(runner, Runner) and not runner.lacks) and FEATURE not in plan.asked:
        return
    if isinstance(runner, Unfit):
        yield ByHand(manifest.source.file, runner.place, runner.snippet, runner.why)
        return
    if runner is None:
        yield from _set_up(project, site, manifest)
        runner = NEW.runner
    yield from add_dependencies(manifest.source, runner.lacks, "devDependencies")
    source = Source(described.test, kits.read(f"widget/{described.folder}/{described.test}"))
    yield Create(f"{site.widget}/{described.test}", _for_runner(source, runner))


def untested(plan: Plan) -> Iterator[Finding]:
    """Where the owner has asked for tests and the widget comes without."""
    if plan.site and FEATURE in plan.asked and widget_kit(plan.site.landing.kit).test is None:
        yield Finding(
            "no-component-test",
            "The widget lands without a test of its own.",
            "This site gets the build that is not a React component, and that has none."
            + (" The chat service comes with its tests." if plan.service else ""),
        )


def _set_up(project: Project, site: Site, manifest: PackageManifest) -> Iterator[Change]:
    """What makes `npm test` run them. A configuration of their own keeps a framework's plugins out of the tests."""
    yield from add_script(manifest.source, _free_script(manifest), NEW.script)
    if not any(manifest.path(name) in project.files for name in NEW.configs):
        yield Create(manifest.path(NEW.config), (NEW.text % site.landing.folder).encode())


def _free_script(manifest: PackageManifest) -> str:
    test = manifest.scripts.get("test", "")
    return "test" if test in ("", NEW.script) or STOPGAP in test else "test:chat"


def _for_runner(source: Source, runner: Runner) -> bytes:
    """The kit's test, which is written for Vitest and jsdom, in the words of the runner."""
    if runner.calls != VITEST.calls:
        source = Source(source.file, splice(source, tuple(_reworded(source, runner))))
    return source.data.replace(b"-environment jsdom", f"-environment {runner.dom}".encode())


def _reworded(source: Source, runner: Runner) -> Iterator[Splice]:
    root, is_typed = require_script(source), source.file.endswith(".tsx")
    module = runner.module if is_typed or runner.in_javascript else None
    if is_typed and runner.reference:
        first = next(node for node in root.named_children if node.type != "comment")
        types = f'/// <reference types="{runner.reference}" />'.encode()
        yield insert(source, first.start_byte, types + source.newline)
    for node in walk(root):
        named = node.child_by_field_name("source") if node.type == "import_statement" else None
        if named is not None and text_of(named) == f"'{VITEST.module}'":
            if module:
                yield replace(source, named.start_byte, named.end_byte, f"'{module}'".encode())
            else:
                yield replace(source, node.start_byte, node.end_byte + len(source.newline), b"")
        elif node.type == "identifier" and text_of(node) == VITEST.calls and (module or not _is_imported(node)):
            yield replace(source, node.start_byte, node.end_byte, runner.calls.encode())


def _is_imported(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "import_specifier"
