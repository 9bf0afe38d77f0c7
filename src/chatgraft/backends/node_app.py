"""What the modules of apps on Node have in common: how their code is written, where the chat lies, how it is run."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from chatgraft.backends import Landed
from chatgraft.core.facts import BackendFact, Script
from chatgraft.core.node_project import find_version, package_manager, run_program
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.source import Source
from chatgraft.core.workspaces import find_manifest
from chatgraft.edits.script_style import COMMONJS, ESM, find_modules, find_options, find_written_ending, runs_as_modules

KIT = "node"
SERVER, MACHINERY = "chatkit-server", "chatkit-kit"
LANGUAGES = {"typescript": ".ts", "javascript": ".mjs"}
"""The folders of the kit, and what its files end in there."""
RUNNERS = ("tsx", "ts-node")
"""Programs that run TypeScript as it lies."""
TYPESCRIPT = (4, 9)
"""The oldest that takes the kit's sources."""
TYPED = (".ts", ".tsx", ".mts", ".cts")


def script_of(project: Project, source: Source, root: str) -> Script:
    """How the app's code is written, as one of its files and its settings show it."""
    modules = find_modules(source)
    if not source.file.endswith(TYPED):
        return Script("javascript", ESM if runs_as_modules(project, source) else COMMONJS)
    folder, options = find_options(project, posixpath.dirname(source.file) or ".")
    is_module = runs_as_modules(project, source)
    ending = find_written_ending(project, source)
    if ending is None:
        ending = _wanted_ending(options, is_module=is_module)
    kind = str(options.get("module")).lower()
    requires = not is_module and kind.startswith((COMMONJS, "node"))
    script = Script("typescript", modules, ending, requires=requires)
    out = options.get("outDir")
    if not isinstance(out, str) or options.get("noEmit") is True:
        return script
    below = options.get("rootDir")
    compiled = posixpath.join(folder, below) if isinstance(below, str) else _common(project, source, folder)
    return replace(script, out=_inside(root, posixpath.join(folder, out)), source=_inside(root, compiled))


def _wanted_ending(options: dict[str, object], *, is_module: bool) -> str:
    """Where no import of the app's own shows it (typescriptlang.org/docs/handbook/modules/reference.html)."""
    if options.get("allowImportingTsExtensions") or options.get("rewriteRelativeImportExtensions"):
        return ".ts"
    kind = str(options.get("moduleResolution") or options.get("module") or "").lower()
    return ".js" if is_module and kind.startswith("node") and kind not in ("node", "node10") else ""


def _common(project: Project, source: Source, folder: str) -> str:
    """Without a `rootDir` the longest folder that all of the compiled code lies in: `src` where none lies beside it."""
    prefix = "" if folder == "." else f"{folder}/"
    files = [file for file in project.ending(".ts", ".tsx") if file.startswith(prefix) and not file.endswith(".d.ts")]
    shared = posixpath.commonpath([posixpath.dirname(file) or "." for file in (*files, source.file)])
    return shared or "."


def _inside(root: str, path: str) -> str:
    return posixpath.relpath(posixpath.normpath(path), root)


def manifest_of(project: Project, fact: BackendFact) -> PackageManifest | None:
    return find_manifest(project, PurePosixPath(fact.root))


def manager_of(project: Project, fact: BackendFact) -> str:
    manifest = manifest_of(project, fact)
    return package_manager(project, manifest) if manifest else "npm"


def old_compiler(project: Project, fact: BackendFact) -> str | None:
    """Why an app that compiles TypeScript could not compile the kit."""
    manifest = manifest_of(project, fact)
    if manifest is None or fact.script is None or fact.script.language != "typescript":
        return None
    version = find_version(project, manifest, "typescript") or ""
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    if len(numbers) < len(TYPESCRIPT) or numbers >= TYPESCRIPT:
        return None
    return f"TypeScript {version} is older than {'.'.join(map(str, TYPESCRIPT))}"


def migrate(project: Project, fact: BackendFact, landed: Landed) -> tuple[str, ...]:
    """Run in the app's folder: what is compiled as it is compiled, other TypeScript by what runs it."""
    inside, script = posixpath.relpath(landed.folder, fact.root), fact.script
    if script is None or script.language == "javascript":
        return "node", f"{inside}/{SERVER}.mjs", "migrate"
    manifest = manifest_of(project, fact)
    runner = next((name for name in RUNNERS if manifest and name in manifest.wants), None)
    if script.out is not None and runner is None:
        below = posixpath.relpath(inside, script.source)
        return "node", posixpath.normpath(posixpath.join(script.out, below, f"{SERVER}.js")), "migrate"
    return *run_program(manager_of(project, fact), runner or RUNNERS[0]), f"{inside}/{SERVER}.ts", "migrate"


def first_script(manifest: PackageManifest | None, names: Sequence[str]) -> str | None:
    """The first of these scripts that package.json has."""
    return next((name for name in names if manifest and name in manifest.scripts), None)
