"""Whose package.json an app lives from, and which versions a workspace names once for all."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from chatgraft.core.node_project import find_version
from chatgraft.core.project import PackageManifest, Project
from chatgraft.core.workspaces import (
    apps_without_manifest,
    find_manifest,
    find_target,
    find_workspace,
    members,
    resolved_range,
)
from tests.unit.sites import Files, make_project, package

WEB = PurePosixPath("apps/web")
NX = {
    "nx.json": "{}",
    "package.json": package({"next": "15.1.0", "react": "^19.0.0"}),
    "apps/web/project.json": json.dumps({"name": "shop", "projectType": "application", "targets": {"serve": {}}}),
    "apps/api/project.json": "{}",
    "libs/ui/project.json": json.dumps({"name": "ui", "projectType": "library"}),
}


def require(project: Project, folder: str) -> PackageManifest:
    manifest = find_manifest(project, PurePosixPath(folder))
    assert manifest is not None
    return manifest


def test_an_nx_app_lives_from_the_package_json_above(tmp_path: Path) -> None:
    project = make_project(tmp_path, NX)
    assert [(str(app.folder), app.source.file) for app in apps_without_manifest(project)] == [
        ("apps/api", "package.json"),
        ("apps/web", "package.json"),
    ]
    web = require(project, "apps/web")
    assert (web.path("next.config.js"), str(web.home)) == ("apps/web/next.config.js", ".")
    assert find_version(project, web, "next") == "15.1.0"


@pytest.mark.parametrize(
    ("root", "file"),
    [
        (package({}), "package.json"),
        (package({}, workspaces=["apps/*"]), "apps/web/package.json"),
        (package({}, workspaces=["packages/*"]), "package.json"),
    ],
)
def test_an_nx_app_with_its_own_package_json(tmp_path: Path, root: str, file: str) -> None:
    """Where the root alone is installed, what its own names is only for a package that is built of it."""
    project = make_project(tmp_path, {**NX, "package.json": root, "apps/web/package.json": package({})})
    assert require(project, "apps/web").source.file == file


@pytest.mark.parametrize(
    "files",
    [
        {name: text for name, text in NX.items() if name != "nx.json"},
        {"nx.json": "{}", "apps/web/project.json": "{}"},
        {**NX, "apps/web/project.json": '{"projectType": "library"}', "apps/api/project.json": "[", "a/b.json": ""}
        | {"apps/api/package.json": package({})}
        | {"package.json": package({}, workspaces=["apps/api"])},
    ],
)
def test_what_is_no_nx_app(tmp_path: Path, files: Files) -> None:
    assert list(apps_without_manifest(make_project(tmp_path, files))) == []


def test_the_targets_of_an_nx_project(tmp_path: Path) -> None:
    project = make_project(tmp_path, NX)
    assert find_target(project, WEB, ("dev", "serve")) == ("shop", "serve")
    assert find_target(project, WEB, ("build",)) == ("shop", "build"), "inferred by a plugin"
    assert find_target(project, PurePosixPath("apps/api"), ("dev",)) == ("api", "dev")
    assert find_target(project, PurePosixPath("packages/x"), ("dev",)) is None


def test_the_nearest_package_json_of_a_folder_without_one(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"package.json": package({}), "web/package.json": package({}), "web/a/b.js": ""})
    assert require(project, "web/a").source.file == "web/package.json"
    assert find_manifest(make_project(tmp_path / "none", {"a.js": ""}), PurePosixPath("a")) is None


def test_the_members_of_a_workspace(tmp_path: Path) -> None:
    files = dict.fromkeys(("apps/web/package.json", "apps/web/x/package.json", "tools/package.json"), package({}))
    project = make_project(tmp_path, {**files, "package.json": package({}, workspaces=["apps/*"])})
    assert [str(found.folder) for found in members(project, PurePosixPath())] == ["apps/web"]
    assert find_workspace(project, WEB) == "."
    assert find_workspace(project, PurePosixPath("tools")) is None


def test_packages_that_lerna_alone_lists_are_installed_by_themselves(tmp_path: Path) -> None:
    """`lerna bootstrap` installed in each folder; since Lerna 7 workspaces are the package manager's."""
    files = {"lerna.json": '{"packages": ["packages/*"]}', "package.json": package({"lerna": "6"})}
    project = make_project(tmp_path, {**files, "packages/web/package.json": package({})})
    assert find_workspace(project, PurePosixPath("packages/web")) is None


CATALOGS = {
    "pnpm-workspace.yaml": "packages: ['apps/*']\ncatalog:\n  react: ^18.3.1\ncatalogs:\n  old:\n    next: 14.2.0\n",
    ".yarnrc.yml": "catalog:\n  react: ^18.3.1\ncatalogs:\n  old:\n    next: 14.2.0\n",
    "package.json": json.dumps(
        {
            "workspaces": {
                "packages": ["apps/*"],
                "catalog": {"react": "^18.3.1"},
                "catalogs": {"old": {"next": "14.2.0"}},
            }
        }
    ),
}


@pytest.mark.parametrize("file", sorted(CATALOGS))
def test_versions_that_a_catalog_names(tmp_path: Path, file: str) -> None:
    wants = {"react": "catalog:", "next": "catalog:old", "ui": "workspace:*", "vue": "catalog:none"}
    project = make_project(tmp_path, {file: CATALOGS[file], "apps/web/package.json": package(wants)})
    web = require(project, "apps/web")
    assert {name: resolved_range(project, web, name) for name in wants} == {
        "react": "^18.3.1",
        "next": "14.2.0",
        "ui": "workspace:*",
        "vue": "",
    }
    assert [find_version(project, web, name) for name in wants] == ["18.3.1", "14.2.0", None, None]


@pytest.mark.parametrize("text", ["catalog: [", "catalog: 1\n", "- a\n", "catalog:\n  react: [1]\n"])
def test_a_catalog_that_is_none(tmp_path: Path, text: str) -> None:
    files = {"pnpm-workspace.yaml": text, "package.json": package({"next": "catalog:"})}
    project = make_project(tmp_path, files)
    assert resolved_range(project, require(project, "."), "next") == ""
