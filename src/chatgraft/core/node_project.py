"""What a project says about its Node side: package manager, workspace and the versions that are really there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from chatgraft.core.globs import matches
from chatgraft.core.project import PackageManifest, Project

# A lock file's name and its manager; where several lie in one folder the first one counts.
LOCKS = {
    "pnpm-lock.yaml": "pnpm",
    "bun.lock": "bun",
    "bun.lockb": "bun",
    "yarn.lock": "yarn",
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
}
# What an install may write beside package.json and the lock file.
_BESIDE = {"yarn": (".pnp.cjs", ".pnp.loader.mjs")}
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?")


def find_workspace(project: Project, folder: PurePosixPath) -> str | None:
    """The folder of the workspace that lists `folder` as a member; None where none does."""
    for above in folder.parents:
        patterns = list(_members(project, above))
        inside = folder.relative_to(above).as_posix()
        left_out = any(matches(inside, pattern[1:]) for pattern in patterns if pattern.startswith("!"))
        if not left_out and any(matches(inside, pattern) for pattern in patterns):
            return str(above)
    return None


def package_manager(project: Project, manifest: PackageManifest) -> str:
    """By the `packageManager` field or the lock file that is nearest, from the manifest's folder upwards; else npm."""
    for folder in (manifest.folder, *manifest.folder.parents):
        beside = _manifest(project, folder)
        named = str(beside.data.get("packageManager", "")).partition("@")[0] if beside else ""
        if named in LOCKS.values():
            return named
        for lock, manager in LOCKS.items():
            if project.exists(str(folder / lock)):
                return manager
    return "npm"


def written_by_install(manager: str) -> tuple[str, ...]:
    """The names of the files beside package.json that the manager's install may write, its usual lock file first."""
    locks = tuple(lock for lock, owner in LOCKS.items() if owner == manager)
    return locks + _BESIDE.get(manager, ())


def find_version(project: Project, manifest: PackageManifest, package: str) -> str | None:
    """The version that is installed, else locked, else the number in the range that the manifest wants."""
    wanted = _NUMBER.search(manifest.wants.get(package, ""))
    return find_exact_version(project, manifest, package) or (wanted.group() if wanted else None)


def find_exact_version(project: Project, manifest: PackageManifest, package: str) -> str | None:
    """The version that is installed, else locked. None before the first install."""
    installed = next(_installed(project, manifest.folder, package), None)
    return installed or next(_locked(project, manifest, package), None)


def run_script(manager: str | None, script: str) -> tuple[str, ...]:
    """The command that runs a script of package.json, as its manager's users write it."""
    if manager in ("pnpm", "yarn"):
        return manager, script
    return (manager or "npm", script) if script == "start" and manager != "bun" else (manager or "npm", "run", script)


def script_options(manager: str | None, *options: str) -> tuple[str, ...]:
    """Options as they reach the script itself: npm keeps what does not follow `--`, the others pass all on."""
    return ("--", *options) if manager in (None, "npm") else options


def _manifest(project: Project, folder: PurePosixPath) -> PackageManifest | None:
    return next((found for found in project.packages if found.folder == folder), None)


def _members(project: Project, folder: PurePosixPath) -> Iterator[str]:
    manifest = _manifest(project, folder)
    listed: Any = manifest.data.get("workspaces") if manifest else None
    listed = listed.get("packages") if isinstance(listed, dict) else listed
    yield from (str(pattern) for pattern in listed) if isinstance(listed, list) else ()
    source = project.find_source(str(folder / "pnpm-workspace.yaml"))
    if source and source.is_utf8:
        yield from _yaml_list(source.text)


def _yaml_list(text: str) -> Iterator[str]:
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        data = YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        return
    listed = data.get("packages") if isinstance(data, dict) else None
    yield from (str(pattern) for pattern in listed) if isinstance(listed, list) else ()


def _installed(project: Project, folder: PurePosixPath, package: str) -> Iterator[str]:
    for above in (folder, *folder.parents):
        if (source := project.find_source(str(above / "node_modules" / package / "package.json"))) is not None:
            try:
                yield str(json.loads(source.data)["version"])
            except (ValueError, KeyError, TypeError):
                continue


def _locked(project: Project, manifest: PackageManifest, package: str) -> Iterator[str]:
    """From the nearest lock file upwards; in each what this manifest gets, which need not be what another one gets."""
    name, wanted = re.escape(package), re.escape(manifest.wants.get(package, ""))
    for above in (manifest.folder, *manifest.folder.parents):
        inside = re.escape(manifest.folder.relative_to(above).as_posix())
        for lock, patterns in _entries(name, wanted, inside).items():
            source = project.find_source(str(above / lock))
            text = source.text if source and source.is_utf8 else ""
            yield from (found.group(1) for entry in patterns if (found := re.search(entry, text, re.MULTILINE)))


def _entries(name: str, wanted: str, inside: str) -> dict[str, tuple[str, ...]]:
    """By lock file, what finds the package's version, surest first. The arguments are escaped for patterns."""
    npm = r'": \{\s*(?:"name": "[^"]*",\s*)?"version": "([^"]+)"'
    pnpm = rf"\s{{2,}}'?{name}'?:\n\s+specifier: [^\n]*\n\s+version: '?([^('\s]+)"
    of_npm = (rf'"{inside}/node_modules/{name}{npm}', rf'"node_modules/{name}{npm}')
    return {
        "package-lock.json": of_npm,
        "npm-shrinkwrap.json": of_npm,
        "yarn.lock": (rf'^(?:[^\n]*[" ])?{name}@(?:npm:)?{wanted}[",:][^\n]*\n\s+version:? "?([^"\s]+)',),
        "pnpm-lock.yaml": (
            rf"^  '?{inside}'?:\n(?:(?:    [^\n]*)?\n)*?{pnpm}",
            rf"\A(?!(?:.*\n)*?importers:)(?:.*\n)*?{pnpm}",
        ),
        "bun.lock": (rf'"{name}": \["{name}@([^"]+)"',),
    }
