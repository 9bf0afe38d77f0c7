"""The component's tests as they land pass in the runners that projects have: Vitest, Create React App's and Next's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from chatgraft.core.changes import Create, Splice, splice
from chatgraft.core.facts import FrontendFact, Mount
from chatgraft.core.project import Project
from chatgraft.frontends import Dev, Landing
from chatgraft.plan.decisions import Plan, Site
from chatgraft.render.component_tests import component_tests
from chatgraft.render.kit import widget_kit
from tests.fixtures.npm import QUIET, install_packages

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    kit: str
    folder: str
    check: tuple[str, ...] = ()


CASES = {
    "vitest": Case("typescript", "src/components/ChatKitBot", ("npx", "tsc", "-p", ".")),
    "react-scripts": Case("javascript", "src/components/ChatKitBot"),
    "next-jest": Case("typescript", "components/ChatKitBot", ("npx", "tsc", "-p", ".")),
}


@pytest.mark.parametrize("name", CASES)
def test_they_pass(tmp_path: Path, name: str) -> None:
    case, project = CASES[name], tmp_path / "project"
    shutil.copytree(HERE / name, project)
    without_vitest(project)
    land(project, case)
    assert json.loads((project / "package.json").read_text()) == json.loads((HERE / name / "package.json").read_text())
    install_packages(HERE / name, project, QUIET)
    tested = ran(project, "npm", "test")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "10 passed" in tested.stdout + tested.stderr
    if case.check:
        checked = ran(project, *case.check)
        assert checked.returncode == 0, checked.stdout


def without_vitest(project: Path) -> None:
    """The project as it was before the tests were asked for."""
    file = project / "package.json"
    manifest = json.loads(file.read_text())
    if manifest.get("scripts", {}).get("test") == "vitest run":
        del manifest["scripts"]
        manifest["devDependencies"] = {
            name: version for name, version in manifest["devDependencies"].items() if name not in {"vitest", "jsdom"}
        }
        file.write_text(json.dumps(manifest, indent=2) + "\n")


def land(root: Path, case: Case) -> None:
    """The widget and its tests, as a graft puts them there."""
    fact = FrontendFact("any", None, ".", None, "npm", (Mount("src/main", exists=True),), 0.9, ())
    site = Site(fact, Landing(case.kit, case.folder), Dev((), 3000))
    plan = Plan(site, None, "auto", frozenset({"tests"}), asked=frozenset({"tests"}))
    for file, data in widget_kit(case.kit).files:
        write(root / case.folder / file, data)
    project = Project(root)
    changes = list(component_tests(project, plan))
    for change in changes:
        if isinstance(change, Create):
            write(root / change.file, change.data)
    edits = tuple(change for change in changes if isinstance(change, Splice))
    for file in {change.file for change in edits}:
        source = project.find_source(file)
        assert source is not None
        write(root / file, splice(source, tuple(change for change in edits if change.file == file)))


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def ran(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **QUIET}
    return subprocess.run(
        words,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )
