"""Where Jest looks for tests, by what scripts and configurations say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chatgraft.frontends.jest import Jest, Unread, find_jest
from tests.unit.sites import make_project, package

HERE, SPEC = "src/chat/chat.test.js", "src/chat/chat.spec.ts"
RUNS = {"test": "jest"}


def found(folder: Path, files: dict[str, str] | None = None, **fields: Any) -> Jest | Unread | None:
    fields.setdefault("scripts", RUNS)
    manifest = package({}, devDependencies={"jest": fields.pop("version", "30.0.0")}, **fields)
    project = make_project(folder, {"package.json": manifest, **(files or {})})
    return find_jest(project, project.packages[0])


def finds(folder: Path, file: str, files: dict[str, str] | None = None, **fields: Any) -> bool:
    jest = found(folder, files, **fields)
    assert isinstance(jest, Jest)
    return jest.finds(file)


@pytest.mark.parametrize(
    ("file", "is_found"),
    [
        (HERE, True),
        (SPEC, True),
        ("src/__tests__/chat.js", True),
        ("src/chat/chat-test.mjs", False),
        ("src/chat/chat.test.mjs", False),
        ("src/chat/chat-test.ts", False),
        ("test.js", True),
        ("src/test/chat.js", False),
    ],
)
def test_without_a_configuration_it_goes_by_names(tmp_path: Path, file: str, is_found: bool) -> None:
    assert finds(tmp_path, file) is is_found


@pytest.mark.parametrize(
    ("config", "file", "is_found"),
    [
        ({"roots": ["<rootDir>/tests"]}, HERE, False),
        ({"roots": ["<rootDir>/tests"]}, "tests/chat.test.js", True),
        ({"roots": ["src"]}, HERE, True),
        ({"rootDir": "src"}, HERE, True),
        ({"rootDir": "src"}, "tests/chat.test.js", False),
        ({"testMatch": ["**/*.spec.{js,ts}"]}, HERE, False),
        ({"testMatch": ["**/*.spec.{js,ts}"]}, SPEC, True),
        ({"testMatch": ["<rootDir>/src/**/?(*.)+(spec|test).ts?(x)"]}, SPEC, True),
        ({"testMatch": ["**/*.js", "!**/chat/**"]}, HERE, False),
        ({"testRegex": ".*\\.spec\\.ts$"}, SPEC, True),
        ({"testRegex": ".*\\.spec\\.ts$"}, HERE, False),
        ({"testRegex": "(test|spec)\\.[jt]s$"}, "src/chat/chat-test.ts", True),
        ({"testPathIgnorePatterns": ["<rootDir>/src/chat/"]}, HERE, False),
        ({"modulePathIgnorePatterns": ["chat"]}, HERE, False),
        ({"moduleFileExtensions": ["js", "json"]}, SPEC, False),
    ],
)
def test_a_configuration_says_where(tmp_path: Path, config: dict[str, Any], file: str, is_found: bool) -> None:
    assert finds(tmp_path, file, jest=config) is is_found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jest.config.js", "module.exports = { testRegex: '.*\\\\.spec\\\\.ts$' };"),
        ("jest.config.mjs", "export default async () => ({ testMatch: ['**/*.spec.ts'] });"),
        ("jest.config.ts", "const config: Config = { testMatch: ['**/*.spec.ts'] };\nexport default config;"),
        ("jest.config.js", "module.exports = createJestConfig({ testMatch: ['**/*.spec.ts'] });"),
        ("jest.config.json", '{"testMatch": ["**/*.spec.ts"]}'),
    ],
)
def test_it_is_configured_in_many_files(tmp_path: Path, name: str, text: str) -> None:
    assert finds(tmp_path, SPEC, {name: text})
    assert not finds(tmp_path, HERE, {name: text})


@pytest.mark.parametrize(
    ("script", "is_found"),
    [
        ("NODE_ENV=test jest --coverage --maxWorkers 2 && eslint .", True),
        ("node --experimental-vm-modules node_modules/jest/bin/jest.js", True),
        ("npm run test:unit", True),
        ("jest --runInBand src", True),
        ("jest tests", False),
        ("jest --config config/jest.js", False),
    ],
)
def test_the_script_says_where_as_well(tmp_path: Path, script: str, is_found: bool) -> None:
    files = {"config/jest.js": "module.exports = { rootDir: '../tests' };", "src/a.js": "", "tests/a.js": ""}
    scripts = {"test": script, "test:unit": "jest --silent"}
    assert finds(tmp_path, HERE, files, scripts=scripts) is is_found


@pytest.mark.parametrize("script", ["mocha", "", "npm run test", "vitest && echo jest-like"])
def test_it_is_left_alone_where_no_test_script_runs_it(tmp_path: Path, script: str) -> None:
    assert found(tmp_path, scripts={"test": script}) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "26.6.3"},
        {"jest": {"projects": ["<rootDir>/a"]}},
        {"jest": {"injectGlobals": False}},
        {"jest": {"testRegex": "(?<name>[a-z"}},
        {"jest": {"testMatch": ["**/[z-a]*.js"]}},
        {"scripts": {"test": "jest --config elsewhere.js"}},
    ],
)
def test_what_is_not_understood_is_said(tmp_path: Path, fields: dict[str, Any]) -> None:
    assert isinstance(found(tmp_path, **fields), Unread)


def test_what_only_running_the_configuration_would_tell_is_not_guessed(tmp_path: Path) -> None:
    jest = found(tmp_path, {"jest.config.js": "module.exports = { roots: rootsOf(process.env) };"})
    assert isinstance(jest, Unread)
    assert "jest.config.js" in jest.why
