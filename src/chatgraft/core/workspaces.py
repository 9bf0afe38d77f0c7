"""Several packages in one repository: who is a member of which workspace, whose package.json an app lives from, and
what the versions are that a workspace names once for all (catalogs)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from chatgraft.core.data_files import find_data, find_yaml, table_in
from chatgraft.core.globs import matches
from chatgraft.core.project import PackageManifest, Project

_CATALOG = "catalog:"


def find_workspace(project: Project, folder: PurePosixPath) -> str | None:
    """The folder of the workspace that lists `folder` as a member; None where none does."""
    return next((str(above) for above in folder.parents if _lists(project, above, folder)), None)


def find_workspace_above(project: Project) -> Path | None:
    """The folder above the project, in the same checkout, whose workspace lists the project's root as a member."""
    for above in project.root.parents:
        if any((above / file).is_file() for file in ("package.json", "pnpm-workspace.yaml")):
            inside = PurePosixPath(project.root.relative_to(above).as_posix())
            if _lists(Project(above), PurePosixPath(), inside):
                return above
        if (above / ".git").exists() or not project.in_git:
            return None
    return None


def members(project: Project, workspace: PurePosixPath) -> list[PackageManifest]:
    """The packages that a workspace lists, its own root left out."""
    below = (found for found in project.packages if workspace in found.folder.parents)
    return [found for found in below if _lists(project, workspace, found.folder)]


def find_manifest(project: Project, folder: PurePosixPath) -> PackageManifest | None:
    """The package.json that an app's packages come from and go to, as it speaks for the app's folder.

    That is the app's own, else the nearest above it. Of an Nx project also where it has its own, unless that is a
    member of a workspace: in an integrated repository the root alone is installed.
    """
    own = _manifest(project, folder)
    if own and not (_is_nx(project, folder) and find_workspace(project, folder) is None):
        return own
    above = next((found for up in folder.parents if (found := _manifest(project, up))), None)
    return replace(above, folder=folder) if above else own


def apps_without_manifest(project: Project) -> Iterator[PackageManifest]:
    """The apps of an Nx repository that live from a package.json above, which is handed out as speaking for them."""
    for file in project.named("project.json") if project.named("nx.json") else ():
        folder = PurePosixPath(file).parent
        is_app = _nx(project, folder).get("projectType", "application") == "application"
        found = find_manifest(project, folder) if is_app and _is_nx(project, folder) else None
        if found and found.home != folder:
            yield found


def find_target(project: Project, folder: PurePosixPath, names: tuple[str, ...]) -> tuple[str, str] | None:
    """The name of the Nx project in a folder, and the first of these targets that it has.

    Where none is written out the first is taken: Nx plugins infer them from the tools' own configuration.
    """
    if not _is_nx(project, folder):
        return None
    data = _nx(project, folder)
    targets = data.get("targets") or data.get("architect") or {}
    return str(data.get("name") or folder.name), next((name for name in names if name in targets), names[0])


def resolved_range(project: Project, manifest: PackageManifest, package: str) -> str:
    """The range that a manifest wants, looked up where it names a catalog; empty where there is none."""
    wanted = manifest.wants.get(package, "")
    if not wanted.startswith(_CATALOG):
        return wanted
    name = wanted.removeprefix(_CATALOG).strip() or "default"
    for above in (manifest.home, *manifest.home.parents):
        for data in _workspace_data(project, above):
            catalog = table_in(data, "catalogs").get(name) or (table_in(data, "catalog") if name == "default" else {})
            if isinstance(catalog, dict) and package in catalog:
                return str(catalog[package])
    return ""


def _lists(project: Project, workspace: PurePosixPath, folder: PurePosixPath) -> bool:
    patterns = _patterns(project, workspace)
    inside = folder.relative_to(workspace).as_posix()
    left_out = any(matches(inside, pattern[1:]) for pattern in patterns if pattern.startswith("!"))
    return not left_out and any(matches(inside, pattern) for pattern in patterns)


def _patterns(project: Project, folder: PurePosixPath) -> list[str]:
    manifest = _manifest(project, folder)
    listed: Any = manifest.data.get("workspaces") if manifest else None
    lists = [listed.get("packages") if isinstance(listed, dict) else listed]
    lists.append(_yaml(project, folder / "pnpm-workspace.yaml").get("packages"))
    return [str(pattern) for found in lists if isinstance(found, list) for pattern in found]


def _workspace_data(project: Project, folder: PurePosixPath) -> Iterator[dict[str, Any]]:
    """Where pnpm, Yarn and Bun look for catalogs."""
    yield _yaml(project, folder / "pnpm-workspace.yaml")
    yield _yaml(project, folder / ".yarnrc.yml")
    if manifest := _manifest(project, folder):
        yield table_in(manifest.data, "workspaces")
        yield manifest.data


def _manifest(project: Project, folder: PurePosixPath) -> PackageManifest | None:
    return next((found for found in project.packages if found.folder == folder), None)


def _is_nx(project: Project, folder: PurePosixPath) -> bool:
    """An Nx project: `project.json` below a folder with `nx.json`. Other tools have files of the first name, too."""
    if str(folder / "project.json") not in project.files:
        return False
    return any(str(above / "nx.json") in project.files for above in (folder, *folder.parents))


def _nx(project: Project, folder: PurePosixPath) -> dict[str, Any]:
    source = project.find_source(str(folder / "project.json"))
    return source.parsed(find_data) if source else {}


def _yaml(project: Project, file: PurePosixPath) -> dict[str, Any]:
    source = project.find_source(str(file))
    return source.parsed(find_yaml) if source else {}
