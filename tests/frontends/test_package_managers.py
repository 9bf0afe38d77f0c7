"""The same small site under each package manager itself: its lock file, its packages, and no trace of the graft."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.fixtures.npm import installed, node, run

SITE = Path(__file__).parents[1] / "fixtures" / "managed"
BERRY = Path(__file__).parents[1] / "fixtures" / "node" / "berry"
RELEASE = ".yarn/releases/yarn-4.18.1.cjs"
ADD = ("--yes", "--backend", "none", "--api-url", "http://localhost:8001/chatkit")
IGNORED = "node_modules\ndist\n.yarn/install-state.gz\n.yarn/unplugged\n"
# What of a folder an owner cannot tell from what was there before: records that a manager writes for itself.
RECORDS = (
    *(".package-lock.json", ".modules.yaml", ".yarn-integrity", ".yarn-state.yml", ".pnpm-workspace-state-v1.json"),
    *("install-state.gz", "lock.yaml"),
)
# By name: the program, settings of Yarn 4, and what is ignored beside the usual.
MANAGERS = {
    "npm": ("npm", None, ""),
    "pnpm": ("pnpm", None, ""),
    "bun": ("bun", None, ""),
    "yarn 1": ("yarn", None, ""),
    "yarn 4 without node_modules": ("yarn", "", ".pnp.*\n"),
    "yarn 4 with node_modules": ("yarn", "nodeLinker: node-modules\n", ""),
    "yarn 4 with packages in version control": ("yarn", "enableGlobalCache: false\n", ""),
}
LOCKS = {"npm": "package-lock.json", "pnpm": "pnpm-lock.yaml", "bun": "bun.lock", "yarn": "yarn.lock"}


def commit(project: Path) -> None:
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "The site before the chat"]):
        subprocess.run(["git", *command], cwd=project, check=True)


def check_out(project: Path, name: str) -> None:
    """The site as its owner has it: locked, installed, committed."""
    program, settings, ignored = MANAGERS[name]
    shutil.copytree(SITE, project)
    (project / ".gitignore").write_text(IGNORED + ignored)
    if settings is not None:
        (project / RELEASE).parent.mkdir(parents=True)
        shutil.copy(installed(BERRY) / "@yarnpkg/cli-dist/bin/yarn.js", project / RELEASE)
        (project / ".yarnrc.yml").write_text(f"enableTelemetry: false\n{settings}yarnPath: {RELEASE}\n")
        (project / "yarn.lock").touch()
    run([program, "install", *(["--no-immutable"] if settings is not None else [])], project, node())
    commit(project)


def chatgraft(project: Path, *words: str, environ: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chatgraft", words[0], ".", *words[1:]]
    env = {**os.environ, **node(), **(environ or {})}
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=300, check=False)


def tree(project: Path) -> dict[str, str]:
    """Every path of the project with a hash of what it is, ignored ones too."""
    found = {}
    for folder, folders, names in os.walk(project):
        folders[:] = [name for name in folders if name != ".git"]
        for name in (*folders, *names):
            path = Path(folder, name)
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path.relative_to(project))] = sha256(content).hexdigest()
    return {path: value for path, value in found.items() if not path.endswith(RECORDS) and "/.vite" not in path}


@pytest.mark.parametrize("name", MANAGERS)
def test_a_graft_is_installed_built_and_taken_out_again(tmp_path: Path, name: str) -> None:
    project, program = tmp_path / "site", MANAGERS[name][0]
    check_out(project, name)
    before, manifest = tree(project), json.loads((project / "package.json").read_text())
    added = chatgraft(project, "add", *ADD)
    assert added.returncode == 0, added.stdout + added.stderr
    grafted = json.loads((project / "package.json").read_text())
    new = {package: version for package, version in grafted["dependencies"].items() if package.startswith("@openai/")}
    assert grafted == manifest | {"dependencies": manifest["dependencies"] | new}
    assert len(new) == 2
    assert all(package in (project / LOCKS[program]).read_text() for package in new)
    doctor = chatgraft(project, "doctor", "--json")
    assert "not-installed" not in doctor.stdout, doctor.stdout
    run([program, "run", "build"], project, node())
    shutil.rmtree(project / "dist")
    removed = chatgraft(project, "remove", "--yes")
    assert removed.returncode == 0, removed.stdout + removed.stderr
    assert subprocess.run(["git", "status", "--porcelain"], cwd=project, capture_output=True, check=True).stdout == b""
    assert tree(project) == before
    run([program, "run", "build"], project, node())


CATALOG = """\
packages: ['apps/*', 'packages/*']
catalogMode: strict
catalog:
  react: 19.3.1
  react-dom: 19.3.1
"""
ROOT = {"name": "tides", "private": True}
UI = {"name": "@tides/ui", "version": "1.0.0", "exports": "./index.js", "peerDependencies": {"react": ">=18"}}


@pytest.mark.parametrize("name", ["npm", "pnpm"])
@pytest.mark.parametrize("is_installed", [True, False])
def test_in_a_workspace_the_app_gets_the_packages(tmp_path: Path, name: str, is_installed: bool) -> None:
    """One lock file at the root; with pnpm every version of the repository is one of its catalog."""
    project = tmp_path / "tides"
    shutil.copytree(SITE, project / "apps/web")
    site = json.loads((SITE / "package.json").read_text())
    of_catalog, range_of_ui = ("catalog:", "workspace:*") if name == "pnpm" else ("19.3.1", "*")
    site["dependencies"] = {"@tides/ui": range_of_ui, "react": of_catalog, "react-dom": of_catalog}
    root = ROOT if name == "pnpm" else ROOT | {"workspaces": ["apps/*", "packages/*"]}
    files = {"package.json": root, "apps/web/package.json": site, "packages/ui/package.json": UI}
    for file, data in files.items():
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_text(json.dumps(data, indent=2) + "\n")
    (project / ".gitignore").write_text(IGNORED)
    if name == "pnpm":
        (project / "pnpm-workspace.yaml").write_text(CATALOG)
    run([name, "install"], project, node())
    if not is_installed:
        for modules in [*project.glob("*/*/node_modules"), project / "node_modules"]:
            shutil.rmtree(modules)
    commit(project)
    before = tree(project)
    added = chatgraft(project, "add", *ADD)
    assert added.returncode == 0, added.stdout + added.stderr
    grafted = json.loads((project / "apps/web/package.json").read_text())["dependencies"]
    assert {package: version for package, version in grafted.items() if package in site["dependencies"]} == site[
        "dependencies"
    ]
    assert "@openai/chatkit-react" in grafted
    assert json.loads((project / "package.json").read_text()) == root
    assert "@openai/chatkit-react" in (project / LOCKS[name]).read_text()
    run([name, "run", "build"], project / "apps/web", node())
    shutil.rmtree(project / "apps/web/dist")
    assert chatgraft(project, "remove", "--yes").returncode == 0
    assert tree(project) == before


def test_a_conflict_of_peers_in_the_project_is_told_and_nothing_stays(tmp_path: Path) -> None:
    """As in a project of years ago, whose owner installs with --legacy-peer-deps."""
    project = tmp_path / "site"
    check_out(project, "npm")
    data = json.loads((project / "package.json").read_text())
    data["dependencies"] |= {"react": "17.0.2", "react-dom": "19.3.1"}
    (project / "package.json").write_text(json.dumps(data, indent=2))
    shutil.rmtree(project / "node_modules")
    (project / "package-lock.json").unlink()
    subprocess.run(
        ["git", "-c", "user.name=O", "-c", "user.email=o@example.org", "commit", "-qam", "Old"], cwd=project, check=True
    )
    data["dependencies"] |= {"react": "19.3.1", "react-dom": "17.0.2"}
    (project / "package.json").write_text(json.dumps(data, indent=2))
    before = tree(project)
    failed = chatgraft(project, "add", *ADD, "--allow-dirty")
    assert failed.returncode == 1, failed.stdout
    assert "ERESOLVE" in failed.stderr
    assert "legacy-peer-deps=true" in failed.stderr
    assert tree(project) == before


@pytest.fixture
def silent_registry() -> Iterator[str]:
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_a_registry_that_never_answers(tmp_path: Path, silent_registry: str) -> None:
    project = tmp_path / "site"
    check_out(project, "npm")
    before = tree(project)
    environ = {"npm_config_registry": silent_registry, "npm_config_cache": str(tmp_path / "cache")}
    environ |= {"npm_config_fetch_timeout": "1000", "npm_config_fetch_retries": "0"}
    failed = chatgraft(project, "add", *ADD, environ=environ)
    assert failed.returncode == 1, failed.stdout
    assert "The registry does not answer." in failed.stderr
    assert tree(project) == before


def test_ctrl_c_while_the_registry_is_silent(tmp_path: Path, silent_registry: str) -> None:
    project = tmp_path / "site"
    check_out(project, "npm")
    before = tree(project)
    environ = {"npm_config_registry": silent_registry, "npm_config_cache": str(tmp_path / "cache")}
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "chatgraft", "add", ".", *ADD],
        cwd=project,
        env={**os.environ, **node(), **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    while "Running npm" not in process.stdout.readline():
        assert process.poll() is None
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "The run was interrupted." in said
    assert tree(project) == before
