"""Angular: which application of which workspace, its entry, its development server's proxy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatgraft.core.changes import ByHand, Change
from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.frontends import Landing, MountOptions, Pages, Proxy
from chatgraft.frontends.angular import FRONTEND as ANGULAR
from tests.unit.sites import Files, after, make_project, package

MAIN = (
    "import { bootstrapApplication } from '@angular/platform-browser';\nimport { App } from './app/app';\n\n"
    "bootstrapApplication(App)\n  .catch((err) => console.error(err));\n"
)
CALLED = MAIN.replace("app';\n", "app';\nimport { mountChatKit } from './chatkit-widget';\n") + "mountChatKit();\n"
ENTRY = "/chatkit{,/**}"
TARGET = "http://127.0.0.1:8001"
APPLICATION = "@angular/build:application"
BROWSER = "@angular-devkit/build-angular:browser"


def app(builder: str = APPLICATION, *, root: str = "", serve: Any = None, **options: Any) -> dict[str, Any]:
    entry = {("main" if ":browser" in builder else "browser"): f"{root}/src/main.ts".lstrip("/")}
    targets: dict[str, Any] = {"build": {"builder": builder, "options": entry | options}}
    targets["serve"] = {"builder": "@angular/build:dev-server"} | (serve or {})
    return {"projectType": "application", "root": root, "architect": targets}


def workspace(core: str = "^20.3.0", scripts: dict[str, str] | None = None, **apps: dict[str, Any]) -> dict[str, str]:
    """A workspace of these apps, each with its entry."""
    description = json.dumps({"version": 1, "projects": apps}, indent=2) + "\n"
    entries = {f"{said['root']}/src/main.ts".lstrip("/"): MAIN for said in apps.values()}
    manifest = package({"@angular/core": core}, scripts=scripts or {"start": "ng serve", "build": "ng build"})
    return {"package.json": manifest, "angular.json": description, **entries}


def only(project: Project) -> FrontendFact:
    (fact,) = ANGULAR.detect(project)
    return fact


def mounted(project: Project) -> list[Change]:
    fact = only(project)
    return list(ANGULAR.mount(project, fact, MountOptions(ANGULAR.landing(project, fact))))


def passed_on(project: Project) -> list[Change]:
    assert ANGULAR.proxy
    return list(ANGULAR.proxy(project, only(project), Proxy("/chatkit", TARGET)))


@pytest.mark.parametrize(
    ("files", "root", "mount"),
    [
        (workspace(shop=app()), ".", "src/main.ts"),
        (workspace(shop=app(BROWSER)), ".", "src/main.ts"),
        (workspace(shop=app("@angular-builders/custom-webpack:browser")), ".", "src/main.ts"),
        (workspace(shop=app(root="projects/shop")), ".", "projects/shop/src/main.ts"),
        ({f"web/{name}": text for name, text in workspace(shop=app()).items()}, "web", "src/main.ts"),
        (
            workspace(shop=app(), parts={"projectType": "library", "root": "projects/parts", "architect": {}}),
            ".",
            "src/main.ts",
        ),
    ],
)
def test_the_only_application(tmp_path: Path, files: Files, root: str, mount: str) -> None:
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.root, fact.mount, fact.language, fact.version) == (root, mount, "typescript", "20.3.0")
    assert ANGULAR.landing(project, fact) == Landing("vanilla-typescript", mount.replace("main.ts", "chatkit-widget"))
    assert (fact.evidence[-1].file.endswith("angular.json"), fact.evidence[-1].line) == (True, 11)


def test_several_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    project = make_project(tmp_path, workspace(shop=app(root="projects/shop"), admin=app(root="projects/admin")))
    facts = {fact.root: fact for fact in ANGULAR.detect(project)}
    assert facts.keys() == {"projects/shop", "projects/admin"}
    shop = facts["projects/shop"]
    assert (shop.mount, shop.workspace) == ("src/main.ts", ".")
    assert ANGULAR.dev(project, shop).argv == ("npx", "ng", "serve", "shop")
    assert ANGULAR.build(project, shop) == ("npx", "ng", "build", "shop")
    assert ANGULAR.output_dir(project, shop) == "../../dist/shop/browser"


def test_an_application_of_nx(tmp_path: Path) -> None:
    described = {
        "name": "shop",
        "targets": {
            "build": {"executor": "@nx/angular:application", "options": {"browser": "{projectRoot}/src/main.ts"}},
            "serve": {"executor": "@nx/angular:dev-server"},
        },
    }
    files = {
        "package.json": package({"@angular/core": "20.3.0", "nx": "22"}),
        "nx.json": "{}",
        "apps/shop/project.json": json.dumps(described, indent=2) + "\n",
        "apps/shop/src/main.ts": MAIN,
        "apps/api/project.json": json.dumps({"targets": {"build": {"executor": "@nx/js:node"}}}),
    }
    project = make_project(tmp_path, files)
    fact = only(project)
    assert (fact.root, fact.workspace, fact.mount) == ("apps/shop", ".", "src/main.ts")
    assert ANGULAR.dev(project, fact).argv == ("npx", "nx", "serve", "shop")
    made = after(project, passed_on(project))
    options = json.loads(made["apps/shop/project.json"])["targets"]["serve"]["options"]
    assert options == {"proxyConfig": "apps/shop/src/proxy.conf.json"}


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": package({"@angular/core": "20.3.0"}), "src/main.ts": MAIN},
        workspace(shop=app()) | {"package.json": package({"angular": "1.8.3"})},
        workspace(shop=app("@nx/webpack:webpack")),
        workspace(shop=app(root="other")) | {"angular.json": "{"},
        {**workspace(shop=app(browser="src/start.ts"))},
        {f"node_modules/x/{name}": text for name, text in workspace(shop=app()).items()},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert list(ANGULAR.detect(make_project(tmp_path, files))) == []


def test_a_description_with_comments_is_read(tmp_path: Path) -> None:
    files = workspace(shop=app())
    assert only(make_project(tmp_path, files | {"angular.json": "// the shop\n" + files["angular.json"]}))


def test_the_entry_mounts_the_chat(tmp_path: Path) -> None:
    project = make_project(tmp_path, workspace(shop=app()))
    assert after(project, mounted(project)) == {"src/main.ts": CALLED}
    make_project(tmp_path, {"src/main.ts": CALLED})
    assert mounted(Project(tmp_path)) == []


def test_an_old_angular_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ChatgraftError) as caught:
        mounted(make_project(tmp_path, workspace("~14.2.0", shop=app(BROWSER))))
    assert caught.value.exit_code is Exit.ASK
    assert (caught.value.finding.file, caught.value.finding.line) == ("package.json", 8)


def test_the_development_server_gets_a_proxy(tmp_path: Path) -> None:
    files = workspace(shop=app())
    project = make_project(tmp_path, files)
    made = after(project, passed_on(project))
    assert json.loads(made.pop("src/proxy.conf.json")) == {ENTRY: {"target": TARGET}}
    added = ',\n          "options": {\n            "proxyConfig": "src/proxy.conf.json"\n          }'
    server = '"builder": "@angular/build:dev-server"'
    assert made == {"angular.json": files["angular.json"].replace(server, server + added)}


OWN = {"/api": {"target": "http://localhost:3000"}}
CONFIGURED: dict[str, Files] = {
    "by the target": workspace(shop=app(serve={"options": {"proxyConfig": "proxy.json"}})),
    "by a configuration": workspace(shop=app(serve={"configurations": {"dev": {"proxyConfig": "proxy.json"}}})),
    "by a script": workspace(scripts={"start": "ng serve --proxy-config proxy.json"}, shop=app()),
}


@pytest.mark.parametrize("name", CONFIGURED)
def test_a_proxy_of_the_owners_gets_an_entry(tmp_path: Path, name: str) -> None:
    project = make_project(tmp_path, {**CONFIGURED[name], "proxy.json": json.dumps(OWN, indent=2)})
    (made,) = after(project, passed_on(project)).items()
    assert (made[0], json.loads(made[1])) == ("proxy.json", {**OWN, ENTRY: {"target": TARGET}})


def test_a_proxy_in_javascript(tmp_path: Path) -> None:
    files = workspace(shop=app(serve={"options": {"proxyConfig": "proxy.conf.js"}}))
    project = make_project(tmp_path, files | {"proxy.conf.js": "module.exports = { '/api': { target: 'x' } };\n"})
    assert after(project, passed_on(project)) == {
        "proxy.conf.js": f"module.exports = {{ '/api': {{ target: 'x' }}, '{ENTRY}': {{ target: '{TARGET}' }} }};\n"
    }


@pytest.mark.parametrize("text", ["[]", "// none\n{}", None])
def test_a_proxy_that_is_not_plain_is_handed_over(tmp_path: Path, text: str | None) -> None:
    files = dict(CONFIGURED["by the target"]) | ({"proxy.json": text} if text is not None else {})
    (by_hand,) = passed_on(make_project(tmp_path, files))
    assert isinstance(by_hand, ByHand)
    assert by_hand.file == "proxy.json"


@pytest.mark.parametrize(
    ("said", "folder"),
    [
        (app(), "dist/shop/browser"),
        (app(outputPath="www"), "www/browser"),
        (app(outputPath={"base": "www", "browser": ""}), "www"),
        (app(outputPath={"base": "www"}), "www/browser"),
        (app(BROWSER, outputPath="dist/shop"), "dist/shop"),
    ],
)
def test_where_the_build_leaves_the_pages(tmp_path: Path, said: dict[str, Any], folder: str) -> None:
    project = make_project(tmp_path, workspace(shop=said))
    fact = only(project)
    assert ANGULAR.output_dir(project, fact) == folder
    assert ANGULAR.pages(project, fact) == (Pages(folder, bare=True),)
    assert (ANGULAR.build(project, fact), ANGULAR.dev(project, fact).argv) == (
        ("npm", "run", "build"),
        ("npm", "start"),
    )


def test_a_proxy_above_the_project_is_handed_over(tmp_path: Path) -> None:
    files = workspace(shop=app(serve={"options": {"proxyConfig": "../proxy.json"}}))
    (tmp_path / "proxy.json").write_text(json.dumps(OWN))
    (by_hand,) = passed_on(make_project(tmp_path / "web", files))
    assert isinstance(by_hand, ByHand)
