"""What a project says about its Node side: package manager, workspace and the versions that are really there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from chatgraft.core.project import GENERATED, PackageManifest, Project
from chatgraft.core.workspaces import resolved_range

# A lock file's name and its manager; where several lie in one folder the first one counts.
LOCKS = {
    "pnpm-lock.yaml": "pnpm",
    "bun.lock": "bun",
    "bun.lockb": "bun",
    "yarn.lock": "yarn",
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
}
# An entry of Yarn's map of packages (yarnpkg.com/advanced/pnp-spec): its versions by name.
_PNP = rb'\["%s", \[[\\\s]*\["(?:virtual:[0-9a-f]+#)?npm:([^"]+)"'
_NUMBER = re.compile(r"\d+(?:\.\d+)*(?:-[0-9A-Za-z.-]+)?")


def package_manager(project: Project, manifest: PackageManifest) -> str:
    """By the `packageManager` field, the lock file or pnpm's own file that is nearest, from the manifest's folder
    upwards; else npm.
    """
    for folder in (manifest.folder, *manifest.folder.parents):
        named = declared_manager(project, folder).partition("@")[0]
        if named in LOCKS.values():
            return named
        for lock, manager in LOCKS.items():
            if project.exists(str(folder / lock)):
                return manager
        if project.exists(str(folder / "pnpm-workspace.yaml")):
            return "pnpm"
    return "npm"


def declared_manager(project: Project, folder: PurePosixPath) -> str:
    """What a folder's package.json names, such as `pnpm@9.1.0` (nodejs.org/api/packages.html); empty for nothing."""
    beside = next((found for found in project.packages if found.folder == folder), None)
    return str(beside.data.get("packageManager", "")) if beside else ""


def locks(manager: str) -> tuple[str, ...]:
    """The names that the manager's lock file may have, the usual one first."""
    return tuple(lock for lock, owner in LOCKS.items() if owner == manager)


def find_version(project: Project, manifest: PackageManifest, package: str) -> str | None:
    """The version that is installed, else locked, else the number in the range that the manifest wants."""
    wanted = _NUMBER.search(resolved_range(project, manifest, package))
    return find_exact_version(project, manifest, package) or (wanted.group() if wanted else None)


def find_exact_version(project: Project, manifest: PackageManifest, package: str) -> str | None:
    """The version that is installed, else locked. None before the first install."""
    installed = find_installed_version(project, manifest.folder, package)
    return installed or next(_locked(project, manifest, package), None)


def find_installed_version(project: Project, folder: PurePosixPath, package: str) -> str | None:
    """What a module in that folder gets, from the nearest `node_modules` upwards; under Yarn's Plug'n'Play, which has
    no such folder, from the map that the install wrote."""
    for above in (folder, *folder.parents):
        if source := project.find_source(str(above / "node_modules" / package / "package.json")):
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                return str(json.loads(source.data)["version"])
        if source := project.find_source(str(above / ".pnp.cjs"), GENERATED):
            found = re.search(_PNP % re.escape(package).encode(), source.data)
            return found.group(1).decode() if found else None
    return None


def run_script(manager: str | None, script: str) -> tuple[str, ...]:
    """The command that runs a script of package.json, as its manager's users write it."""
    if manager in ("pnpm", "yarn"):
        return manager, script
    return (manager or "npm", script) if script == "start" and manager != "bun" else (manager or "npm", "run", script)


def run_program(manager: str | None, *words: str) -> tuple[str, ...]:
    """The command that runs a program which a package of the project brings."""
    runners = {"pnpm": ("pnpm", "exec"), "yarn": ("yarn",), "bun": ("bunx",)}
    return (*runners.get(manager or "", ("npx",)), *words)


def script_options(manager: str | None, *options: str) -> tuple[str, ...]:
    """Options as they reach the script itself: npm keeps what does not follow `--`, the others pass all on."""
    return ("--", *options) if options and manager in (None, "npm") else options


def _locked(project: Project, manifest: PackageManifest, package: str) -> Iterator[str]:
    """From the nearest lock file upwards; in each what this manifest gets, which need not be what another one gets."""
    name, wanted = re.escape(package), re.escape(resolved_range(project, manifest, package))
    for above in (manifest.home, *manifest.home.parents):
        inside = re.escape(manifest.home.relative_to(above).as_posix())
        for lock, patterns in _entries(name, wanted, inside).items():
            source = project.find_source(str(above / lock), GENERATED)
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
