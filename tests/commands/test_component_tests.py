"""Which component tests land in which project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatgraft.cli import main
from tests.commands.grafts import make
from tests.unit.changes.tree import tree
from tests.unit.sites import PAGE, Files, docusaurus

ADD = ("--yes", "--no-install")
TEST = "src/components/ChatKitBot/ChatKitBot.test"
NEXT_JEST = "const nextJest = require('next/jest');\nmodule.exports = nextJest({ dir: './' })({});\n"
MAPPED = "module.exports = { moduleNameMapper: { '\\\\.css$': 'identity-obj-proxy' } };\n"


def site(*, typed: bool = False, **fields: Any) -> Files:
    files = {"package.json": docusaurus(**fields), "docusaurus.config.js": "module.exports = {};\n"}
    return files | ({"tsconfig.json": "{}\n"} if typed else {})


def seen(tmp_path: Path, files: Files, *words: str) -> dict[str, str]:
    """What `add` leaves of tests and of their set-up; a second `add` changes nothing, and `remove` takes all back."""
    project = make(tmp_path / "project", files)
    before = tree(project)
    main(["add", str(project), *ADD, *words])
    after = tree(project)
    main(["add", str(project), *ADD])
    assert tree(project) == after
    paths = [*project.rglob("*.test.*"), project / "package.json", *project.glob("vitest.config.*")]
    found = {path.relative_to(project).as_posix(): path.read_text() for path in paths}
    main(["remove", str(project), "--yes"])
    assert tree(project) == before
    return found


@pytest.mark.parametrize("dom", ["jsdom", "happy-dom"])
def test_vitest(tmp_path: Path, dom: str) -> None:
    test = seen(tmp_path, site(devDependencies={"vitest": "4.1.12", dom: "1.0.0"}))[f"{TEST}.jsx"]
    assert f"@vitest-environment {dom}\n" in test
    assert "from 'vitest';" in test
    assert "vi.mock(" in test


@pytest.mark.parametrize(
    ("packages", "config"),
    [
        ({"jest": "30.0.0", "jest-environment-jsdom": "30.0.0"}, NEXT_JEST),
        ({"jest": "30.0.0", "jest-environment-jsdom": "30.0.0"}, MAPPED),
        ({"react-scripts": "5.0.1"}, ""),
    ],
)
def test_jest(tmp_path: Path, packages: dict[str, str], config: str) -> None:
    test = seen(tmp_path, {**site(devDependencies=packages), "jest.config.js": config})[f"{TEST}.jsx"]
    assert "vitest'" not in test
    assert "vi." not in test
    assert "jest.mock('@openai/chatkit-react'" in test


@pytest.mark.parametrize(("types", "imported"), [("@types/jest", False), ("typescript", True)])
def test_jest_in_typescript(tmp_path: Path, types: str, imported: bool) -> None:
    packages = {"jest": "30.0.0", "jest-environment-jsdom": "30.0.0", types: "1.0.0"}
    files = {
        **site(typed=True, devDependencies=packages),
        "jest.config.ts": NEXT_JEST.replace("module.exports =", "export default"),
    }
    test = seen(tmp_path, files)[f"{TEST}.tsx"]
    assert ("import { afterEach, beforeEach, expect, test, jest } from '@jest/globals';" in test) is imported
    assert ('/// <reference types="jest" />\nimport * as React' in test) is not imported
    assert "jest.mock(" in test


@pytest.mark.parametrize(
    ("packages", "config"),
    [
        ({}, ""),
        ({"vitest": "4.1.12"}, ""),  # nothing that stands for a browser
        ({"jest": "30.0.0"}, "module.exports = {};\n"),  # no word on style sheets
        ({"jest": "30.0.0"}, "// next/jest, css\nmodule.exports = { transform: {} };\n"),
        ({"vitest-like": "1.0.0", "@vitest/ui": "1.0.0"}, ""),
    ],
)
def test_without_a_runner_that_can_none_land(tmp_path: Path, packages: dict[str, str], config: str) -> None:
    found = seen(tmp_path, {**site(devDependencies=packages), "jest.config.js": config})
    assert [file for file in found if ".test." in file] == []
    assert json.loads(found["package.json"])["devDependencies"] == packages


def test_asked_for_they_bring_vitest(tmp_path: Path) -> None:
    found = seen(tmp_path, site(scripts={"start": "docusaurus start"}), "--feature", "tests")
    manifest = json.loads(found["package.json"])
    assert manifest["devDependencies"] == {"jsdom": "26.1.0", "vitest": "4.1.12"}
    assert manifest["scripts"] == {"start": "docusaurus start", "test": "vitest run"}
    assert f"{TEST}.jsx" in found
    assert "src/components/ChatKitBot/**" in found["vitest.config.mjs"]


@pytest.mark.parametrize(
    ("scripts", "after"),
    [
        ({"test": 'echo "Error: no test specified" && exit 1'}, {"test": "vitest run"}),
        ({"test": "playwright test"}, {"test": "playwright test", "test:chat": "vitest run"}),
    ],
)
def test_a_test_script_that_is_there(tmp_path: Path, scripts: dict[str, str], after: dict[str, str]) -> None:
    found = seen(tmp_path, site(scripts=scripts), "--feature", "tests")
    assert json.loads(found["package.json"])["scripts"] == after


def test_jest_that_could_not_run_them_is_not_given_company(tmp_path: Path) -> None:
    found = seen(tmp_path, site(devDependencies={"jest": "30.0.0"}), "--feature", "tests")
    assert [file for file in found if ".test." in file] == []
    assert json.loads(found["package.json"])["devDependencies"] == {"jest": "30.0.0"}


def test_jest_of_the_workspace_gets_what_stands_for_a_browser(tmp_path: Path) -> None:
    root = json.dumps({"private": True, "workspaces": ["site"], "devDependencies": {"jest": "30.0.0"}})
    files = {f"site/{file}": text for file, text in {**site(), "jest.config.js": MAPPED}.items()}
    project = make(tmp_path / "project", {"package.json": root, **files})
    assert main(["add", str(project), *ADD, "--feature", "tests"]) == 0
    own = json.loads((project / "site/package.json").read_text())
    assert own["devDependencies"] == {"jest-environment-jsdom": "30.0.0"}
    assert (project / f"site/{TEST}.jsx").exists()


@pytest.mark.parametrize(("words", "told"), [(("--feature", "tests"), True), ((), False)])
def test_a_widget_without_a_test_is_said_where_one_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: bool
) -> None:
    project = make(tmp_path / "project", {"index.html": PAGE})
    main(["add", str(project), *ADD, "--json", *words])
    codes = [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert ("no-component-test" in codes) is told


def test_switched_off(tmp_path: Path) -> None:
    files = site(devDependencies={"vitest": "4.1.12", "jsdom": "26.1.0"})
    assert [file for file in seen(tmp_path, files, "--no-feature", "tests") if ".test." in file] == []


def test_the_runner_of_the_workspace(tmp_path: Path) -> None:
    root = json.dumps(
        {"private": True, "workspaces": ["site"], "devDependencies": {"vitest": "4.0.0", "jsdom": "26.0.0"}}
    )
    files = {"package.json": root, **{f"site/{file}": text for file, text in site().items()}}
    assert f"site/{TEST}.jsx" in seen(tmp_path, files)


@pytest.mark.parametrize("packages", [{"vitest": "4.1.12", "jsdom": "26.1.0"}, {}])
def test_the_documents_tell_of_what_landed(tmp_path: Path, packages: dict[str, str]) -> None:
    project = make(tmp_path / "project", site(devDependencies=packages))
    assert main(["add", str(project), *ADD]) == 0
    assert (f"{TEST}.jsx" in (project / "CHATKIT_SETUP.md").read_text()) is bool(packages)
