"""The tests that land, in projects that Jest tests and on other versions of Node: tried with `FULL=1` alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.grafted import App, graft
from tests.fixtures.npm import node, run
from tests.fixtures.services.express_mounted import BREWERY

MILL = App("express-mill", (), "", add=("--frontend", "none"), has_packages=True)
LOOM = App("express-loom", (), "", add=("--frontend", "none"), has_packages=True)
UNTOUCHED = ["git", "status", "--porcelain", "--", ".", ":!node_modules", ":!dist"]


def run_jest(project: Path) -> subprocess.CompletedProcess[str]:
    command, environ = ["npm", "test", "--", "--verbose"], {**os.environ, **node()}
    return subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("app", [MILL, LOOM], ids=lambda app: app.fixture)
def test_jest_tells_of_each_and_fails_with_the_chat(app: App, tmp_path: Path) -> None:
    project = graft(app, tmp_path)
    if app is LOOM:
        run(["npm", "run", "build"], project, node())
    well = run_jest(project)
    assert well.returncode == 0, well.stderr
    assert len(re.findall("✓ the store: it keeps texts as they are", well.stderr)) == 1
    assert "did not exit" not in well.stderr
    assert "cannot be loaded" not in well.stderr
    (store,) = [file for file in project.rglob("chatkit-store.[mt]*s") if ".chatgraft" not in file.parts]
    made = "Object.assign(database.createStore(), { loadItem: () => Promise.reject(new Error('no item')) })"
    broken = store.read_text().replace("database.createStore()", made)
    store.write_text(broken)
    badly = run_jest(project)
    assert badly.returncode == 1
    assert "● the store: it keeps times in UTC to the microsecond\n\n    no item" in badly.stderr, badly.stderr
    assert "✓ the store: it keeps texts as they are" in badly.stderr


@pytest.mark.parametrize("app", [MILL, LOOM], ids=lambda app: app.fixture)
def test_they_are_taken_out_again(app: App, tmp_path: Path) -> None:
    project = graft(app, tmp_path)
    run([sys.executable, "-m", "chatgraft", "remove", "--yes"], project, node())
    assert subprocess.run(UNTOUCHED, cwd=project, capture_output=True, text=True, check=True).stdout == ""


@pytest.mark.parametrize("major", [18, 22, 24])
def test_they_pass_on_other_versions_of_node(major: int, tmp_path: Path) -> None:
    plain, typed = graft(BREWERY, tmp_path / "plain"), graft(LOOM, tmp_path / "typed")
    run(["node", "--test", "src/chatkit-backend/chatkit-server-test.mjs"], plain, node(major))
    folder = "src/chatkit-backend"
    run(["node", f"{folder}/chatkit-kit/run-typescript.mjs", f"{folder}/chatkit-server-test.ts"], typed, node(major))
