"""What every framework on Node has from the module that they share: which folder is a site, and how sure that is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends.node_site import (
    Server,
    describe,
    dev_server,
    find_first,
    find_react_major,
    manifest_of,
    script,
    wanting,
)
from tests.unit.sites import Files, make_project, package

CONFIG = "next.config.js"


def sites(project: Project) -> list[FrontendFact]:
    """As a module finds them: by a dependency and a file beside it."""
    found = [manifest for manifest in wanting(project, "next") if find_first(project, manifest, (CONFIG,))]
    return [describe(project, manifest, "next", "next", (Mount("app/layout.js", exists=False),)) for manifest in found]


def app(folder: str, **fields: Any) -> Files:
    prefix = "" if folder == "." else f"{folder}/"
    return {f"{prefix}package.json": package({"next": "15.1.0"}, **fields), f"{prefix}{CONFIG}": ""}


def test_the_apps_of_an_integrated_nx_repository(tmp_path: Path) -> None:
    files = {
        "nx.json": "{}",
        "package.json": package({"next": "15.1.0", "react": "18.3.1"}),
        "yarn.lock": "",
        "apps/shop/project.json": '{"name": "shop", "projectType": "application", "targets": {"serve": {}}}',
        f"apps/shop/{CONFIG}": "",
        "apps/shop/tsconfig.json": "{}",
        "apps/shop-e2e/project.json": '{"projectType": "application"}',
        f"apps/shop-e2e/{CONFIG}": "",
        "libs/ui/project.json": '{"projectType": "library"}',
        f"libs/ui/{CONFIG}": "",
    }
    project = make_project(tmp_path, files)
    tests, shop = sites(project)
    assert (shop.root, shop.workspace, shop.package_manager, shop.language) == ("apps/shop", ".", "yarn", "typescript")
    assert (shop.version, shop.react_version, shop.confidence) == ("15.1.0", "18.3.1", 0.95)
    assert [(item.file, item.why) for item in shop.evidence] == [("package.json", "depends on next")]
    assert (tests.root, tests.confidence) == ("apps/shop-e2e", 0.3)
    assert manifest_of(project, shop).source.file == "package.json"
    assert find_react_major(project, shop) == 18
    assert script(project, shop, "build") == ("yarn", "nx", "run", "shop:build")
    dev = dev_server(project, shop, Server(("next", "dev"), 3000))
    assert (dev.argv, dev.options) == (("yarn", "nx", "run", "shop:serve"), ("--port", "{port}"))


@pytest.mark.parametrize(
    ("files", "confidence"),
    [
        (app("apps/web"), 0.95),
        (app(".", private=True, main="index.js"), 0.95),
        (app("examples/basic"), 0.3),
        (app("vendor/theme"), 0.3),
        (app("apps/web-e2e"), 0.3),
        (app("apps/storybook"), 0.3),
        (app("packages/ui", exports={".": "./index.js"}), 0.4),
        (app("packages/tool", bin="cli.js"), 0.4),
        (app("packages/ui", peerDependencies={"react": ">=18"}), 0.4),
        (app("packages/theme", peerDependencies={"next": ">=14"}), 0.4),
    ],
)
def test_how_sure_it_is_that_a_folder_is_a_site(tmp_path: Path, files: Files, confidence: float) -> None:
    (fact,) = sites(make_project(tmp_path, files))
    assert fact.confidence == confidence


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": json.dumps({"peerDependencies": {"next": ">=14"}}), CONFIG: ""},
        {"package.json": json.dumps({"description": "for next", "keywords": ["next"]}), CONFIG: ""},
        {"node_modules/a/package.json": package({"next": "1"}), f"node_modules/a/{CONFIG}": ""},
        {"package-lock.json": '{"packages": {"node_modules/next": {"version": "15.1.0"}}}', CONFIG: ""},
        {"package.json": '{"resolutions": {"next": "15.1.0"}, "overrides": {"next": "15.1.0"}}', CONFIG: ""},
    ],
)
@pytest.mark.parametrize("git", [False, True])
def test_what_is_no_dependency_of_a_site(tmp_path: Path, files: Files, git: bool) -> None:
    assert sites(make_project(tmp_path, files, git=git)) == []


def test_an_old_react_from_a_catalog(tmp_path: Path) -> None:
    files = {
        "pnpm-workspace.yaml": "packages: ['apps/*']\ncatalog:\n  react: ^17.0.2\n",
        "apps/web/package.json": package({"next": "12.0.0", "react": "catalog:"}),
        f"apps/web/{CONFIG}": "",
    }
    project = make_project(tmp_path, files)
    (fact,) = sites(project)
    assert (fact.react_version, fact.workspace, find_react_major(project, fact)) == ("^17.0.2", ".", 17)
