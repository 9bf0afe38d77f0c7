"""What each package manager is asked to do in a project, and what it may write there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chatgraft.core.changes import Command
from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.core.node_project import package_manager
from chatgraft.core.project import Project
from chatgraft.core.workspaces import find_manifest
from chatgraft.frontends.node_site import describe
from chatgraft.render.package_managers import install_command
from tests.unit.sites import Files, make_project, package

PACKAGES = ("@openai/chatkit-react",)
BERRY = '# This file is generated\n\n__metadata:\n  version: 8\n\n"next@npm:15.1.0":\n  version: 15.1.0\n'


def command(project: Project, folder: str = ".") -> Command:
    manifest = next(found for found in project.packages if str(found.folder) == folder)
    found = install_command(project, describe(project, manifest, "next", "next", ()), PACKAGES)
    assert found is not None
    return found


def site(files: Files, **fields: str) -> Files:
    return {"package.json": package({"next": "15.1.0"}, **fields), **files}


@pytest.mark.parametrize(
    ("files", "argv", "releases"),
    [
        (site({}), "npm install --no-audit --no-fund", None),
        (site({"package-lock.json": '{\n  "lockfileVersion": 3'}), "npm install --no-audit --no-fund", None),
        (
            site({"package-lock.json": '{\n  "name": "x",\n  "lockfileVersion": 1,\n'}),
            "npm install --no-audit --no-fund --lockfile-version=1",
            None,
        ),
        (site({"pnpm-lock.yaml": "lockfileVersion: '9.0'\n"}), "pnpm install --no-frozen-lockfile", (9, 99)),
        (site({"pnpm-lock.yaml": "lockfileVersion: '6.0'\n"}), "pnpm install --no-frozen-lockfile", (8, 8)),
        (site({"pnpm-lock.yaml": "lockfileVersion: 5.4\n"}), "pnpm install --no-frozen-lockfile", (1, 7)),
        (site({}, packageManager="pnpm@10.1.0"), "pnpm install --no-frozen-lockfile", None),
        (site({"yarn.lock": "# yarn lockfile v1\n"}), "yarn install", (1, 1)),
        (site({"yarn.lock": BERRY}), "yarn install --no-immutable", (2, 99)),
        (site({"yarn.lock": BERRY.replace("\n", "\r\n")}), "yarn install --no-immutable", (2, 99)),
        (site({"yarn.lock": "", ".yarnrc.yml": "nodeLinker: pnp\n"}), "yarn install --no-immutable", (2, 99)),
        (site({}, packageManager="yarn@4.1.0"), "yarn install --no-immutable", (2, 99)),
        (site({}, packageManager="yarn@1.22.22"), "yarn install", None),
        (site({"bun.lock": "{}"}), "bun install", None),
        (site({"bun.lockb": b"\0\xff"}), "bun install", None),
    ],
)
def test_the_install_and_the_releases_that_may_do_it(
    tmp_path: Path, files: Files, argv: str, releases: tuple[int, int] | None
) -> None:
    found = command(make_project(tmp_path, files))
    assert " ".join(found.argv) == argv
    assert (found.release and (found.release.oldest, found.release.newest)) == releases


def test_what_yarn_writes_without_node_modules(tmp_path: Path) -> None:
    found = command(make_project(tmp_path, site({"yarn.lock": BERRY, ".pnp.cjs": ""})))
    assert found.writes == ("yarn.lock", ".pnp.cjs")
    assert {"node_modules", ".pnp.loader.mjs", ".yarn/install-state.gz"} <= set(found.makes)
    assert {".yarn/cache", ".yarn/unplugged", "node_modules/@openai"} <= set(found.grows)


def test_settings_of_pnpm_are_no_sign_of_an_earlier_install(tmp_path: Path) -> None:
    found = command(make_project(tmp_path, site({"pnpm-lock.yaml": "", "pnpm-workspace.yaml": "packages: []\n"})))
    assert found.writes == ("pnpm-lock.yaml", "pnpm-workspace.yaml")
    assert found.makes == ("node_modules",)


def test_a_lock_file_that_is_made_by_the_install(tmp_path: Path) -> None:
    found = command(make_project(tmp_path, site({})))
    assert found.writes == ("package-lock.json",)
    assert found.makes == ("node_modules", "npm-shrinkwrap.json")


def test_in_a_workspace_every_member_may_get_packages(tmp_path: Path) -> None:
    files = {
        "package.json": package({}, workspaces=["apps/*", "packages/*"]),
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
        "apps/web/package.json": package({"next": "15.1.0"}),
        "packages/ui/package.json": package({}),
        "other/package.json": package({}),
    }
    found = command(make_project(tmp_path, files), "apps/web")
    assert (found.folder, found.writes) == (".", ("pnpm-lock.yaml",))
    modules = {tree for tree in found.makes if tree.endswith("node_modules")}
    assert modules == {"node_modules", "apps/web/node_modules", "packages/ui/node_modules"}


def test_a_member_of_a_workspace_above_the_project(tmp_path: Path) -> None:
    """Its lock file lies outside, where nothing is written."""
    files = {"package.json": package({}, workspaces=["apps/*"]), "apps/web/package.json": package({"next": "15.1.0"})}
    make_project(tmp_path, files, git=True)
    with pytest.raises(ChatgraftError) as refusal:
        command(Project(tmp_path / "apps/web"))
    finding = refusal.value.finding
    assert (finding.code, refusal.value.exit_code) == ("inside-workspace", Exit.ASK)
    assert finding.cure == f"chatgraft add {tmp_path} --frontend-root apps/web"


@pytest.mark.parametrize("above", [{"package.json": package({})}, {"package.json": "["}, {}])
def test_no_workspace_above_the_project(tmp_path: Path, above: Files) -> None:
    make_project(tmp_path, {**above, "apps/web/package.json": package({"next": "15.1.0"})}, git=True)
    assert command(Project(tmp_path / "apps/web")).folder == "."


def test_no_package_manager_no_install(tmp_path: Path) -> None:
    project = make_project(tmp_path, site({}))
    fact = describe(project, project.packages[0], "next", "next", ())
    assert install_command(project, replace(fact, package_manager=None), PACKAGES) is None


@pytest.mark.parametrize(
    ("files", "manager"),
    [
        ({"package.json": package({}, packageManager="yarn@4.1.0"), "package-lock.json": ""}, "yarn"),
        ({"package.json": package({}, packageManager="cargo@1"), "bun.lock": ""}, "bun"),
        ({"package.json": package({}, packageManager=["pnpm"]), "yarn.lock": ""}, "yarn"),
        ({"package.json": package({}), "pnpm-lock.yaml": "", "web/package.json": package({})}, "pnpm"),
        ({"pnpm-lock.yaml": "", "web/package.json": package({}), "web/package-lock.json": ""}, "npm"),
        ({"package.json": package({}), "README.md": "yarn install; pnpm install"}, "npm"),
    ],
)
def test_whose_project_it_is(tmp_path: Path, files: Files, manager: str) -> None:
    project = make_project(tmp_path, files)
    assert package_manager(project, project.packages[-1]) == manager


@pytest.mark.parametrize(
    ("entry", "version"),
    [
        ('["next", [\\\n      ["npm:15.1.3", {', "15.1.3"),
        ('["next", [["virtual:ab12#npm:15.1.4",', "15.1.4"),
        ("", None),
    ],
)
def test_what_is_installed_without_node_modules(tmp_path: Path, entry: str, version: str | None) -> None:
    from chatgraft.core.node_project import find_installed_version

    project = make_project(tmp_path, site({".pnp.cjs": f'["nextra", [["npm:1.0.0"]]],\n{entry}', "web/a.js": ""}))
    manifest = find_manifest(project, project.packages[0].folder / "web")
    assert manifest is not None
    assert find_installed_version(project, manifest.folder, "next") == version
    assert ".pnp.cjs" not in project.files
