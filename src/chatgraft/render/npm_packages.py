"""What a package.json is asked for: the widget's packages and the service's, each file once, and the installs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from chatgraft.core.changes import Change, Command, FileChange
from chatgraft.core.node_project import package_manager
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.workspaces import find_manifest, find_workspace
from chatgraft.edits.package_json import add_dependencies
from chatgraft.plan.decisions import Plan
from chatgraft.render.kit import widget_kit
from chatgraft.render.package_managers import Installed, install_command
from chatgraft.render.services import kit_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Packages with their ranges that a folder's package.json is to have; `manifest` None: it has none yet."""

    home: Installed
    manifest: PackageManifest | None
    packages: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Home:
    """The folder of an app that is no frontend."""

    root: str
    workspace: str | None
    package_manager: str | None


def asked(project: Project, plan: Plan) -> list[Asked]:
    """One for each package.json."""
    found: list[Asked] = []
    if plan.site and (wanted := widget_kit(plan.site.landing.kit).packages):
        found.append(Asked(plan.site.fact, find_manifest(project, PurePosixPath(plan.site.fact.root)), dict(wanted)))
    service = plan.service
    if service and (needed := kit_of(service).npm_packages(plan, service)):
        root = service.fact.root if service.fact else service.root
        manifest = find_manifest(project, PurePosixPath(root))
        beside = next(
            (each for each in found if manifest and each.manifest and _is_same(each.manifest, manifest)), None
        )
        if beside:
            beside.packages.update(needed)
        else:
            found.append(Asked(_home(project, root, manifest), manifest, needed))
    return found


def _is_same(one: PackageManifest | None, other: PackageManifest | None) -> bool:
    return one is not None and other is not None and one.source.file == other.source.file


def _home(project: Project, root: str, manifest: PackageManifest | None) -> _Home:
    if manifest is None:
        return _Home(root, None, "npm")
    home = None if manifest.home == manifest.folder else str(manifest.home)
    return _Home(root, find_workspace(project, manifest.home) or home, package_manager(project, manifest))


def npm_packages(project: Project, plan: Plan) -> Iterator[Change]:
    for each in asked(project, plan):
        if each.manifest:
            yield from add_dependencies(each.manifest.source, each.packages)


def installs(project: Project, plan: Plan, files: Iterable[FileChange]) -> Iterator[Command]:
    """The managers' own installs, where a package.json is among the changes."""
    changed = {change.file for change in files}
    for each in asked(project, plan):
        is_changed = each.manifest is not None and each.manifest.source.file in changed
        if is_changed and (command := install_command(project, each.home, each.packages)):
            yield command
