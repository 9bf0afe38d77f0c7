"""What keeps an app from carrying the chat is read from what the project is held to, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.python_needs import Version, is_below, lacking, route_at
from tests.unit.sites import Files, make_project

NEEDS = {"fastapi": (0, 100), "pydantic": (2, 9)}


@pytest.mark.parametrize(
    ("text", "oldest", "below"),
    [
        ("1.10.13", (2, 9), True),
        ("==1.10.13", (2, 9), True),
        ("<2", (2, 9), True),
        (">=1.10,<2.0", (2, 9), True),
        ("~=1.10", (2, 9), True),
        ("^1.10", (2, 9), True),
        ("~2.5", (2, 9), True),
        ("^0.95", (0, 100), True),
        ("==2.5.*", (2, 9), True),
        ("3.9", (3, 10), True),
        (">=3.8,<3.10", (3, 10), True),
        ("", (2, 9), False),
        (">=1.10", (2, 9), False),
        ("<3", (2, 9), False),
        ("2", (2, 9), False),
        ("==2.*", (2, 9), False),
        ("^2.1", (2, 9), False),
        ("~=2.1", (2, 9), False),
        ("2.12.1", (2, 9), False),
        ("^0.115.0", (0, 100), False),
        (">=3.8", (3, 10), False),
        ("!=1.8", (2, 9), False),
    ],
)
def test_what_a_range_leaves_out(text: str, oldest: Version, below: bool) -> None:
    assert is_below(text, oldest) is below


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"requirements.txt": "fastapi==0.95.2\n"}, "fastapi 0.100 or newer, and requirements.txt has ==0.95.2"),
        ({"requirements.txt": "fastapi\npydantic[email]<2  # old\n"}, "requirements.txt has <2"),
        ({"pyproject.toml": '[project]\ndependencies = ["fastapi", "pydantic~=1.10"]\n'}, "pyproject.toml has ~=1.10"),
        ({"pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.11"\npydantic = "^1.10"\n'}, "has ^1.10"),
        (
            {"pyproject.toml": '[tool.poetry.dependencies]\npydantic = { version = "1.10.2", extras = ["email"] }\n'},
            "has 1.10.2",
        ),
        ({"Pipfile": '[packages]\npydantic = "==1.10.2"\n'}, "Pipfile has ==1.10.2"),
        (
            {"requirements.txt": "fastapi\n", "uv.lock": '[[package]]\nname = "pydantic"\nversion = "1.10.13"\n'},
            "uv.lock has 1.10.13",
        ),
        (
            {"Pipfile.lock": '{\n  "default": {\n    "pydantic": {\n  "hashes": [],\n  "version": "==1.9.0"\n }\n}}\n'},
            "Pipfile.lock has 1.9.0",
        ),
        ({".python-version": "3.9.18\n"}, "Python 3.10 or newer, and .python-version has 3.9"),
        ({"runtime.txt": "python-3.8.10\n"}, "runtime.txt has 3.8"),
        ({"Dockerfile": "FROM python:3.9-slim\nRUN pip install\n"}, "Dockerfile has 3.9"),
        ({"pyproject.toml": '[project]\nrequires-python = ">=3.8,<3.10"\n'}, "has >=3.8,<3.10"),
    ],
)
def test_what_is_too_old_is_said_with_its_place(tmp_path: Path, files: Files, words: str) -> None:
    said = lacking(make_project(tmp_path, {"main.py": "", **files}), ".", NEEDS, (3, 10))
    assert said is not None
    assert words in said


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"requirements.txt": "fastapi>=0.68\npydantic>=1.10\npydantic-settings==1.0\n# pydantic<2\n"},
        {"requirements.txt": "fastapi==0.115.4\npydantic==2.9.2\n", ".python-version": "3.12\n"},
        {"pyproject.toml": '[project]\nname = "pydantic"\nversion = "1.0"\nrequires-python = ">=3.9"\n'},
        {"uv.lock": '[[package]]\nname = "pydantic-core"\nversion = "1.10.13"\n'},
        {"pyproject.toml": "not toml ["},
        {"other/requirements.txt": "pydantic<2\n", "requirements.txt": "fastapi\n"},
    ],
)
def test_what_leaves_room_is_no_obstacle(tmp_path: Path, files: Files) -> None:
    root = "api" if "other/requirements.txt" in files else "."
    project = make_project(tmp_path, {"api/main.py": "", **files})
    assert lacking(project, root, NEEDS, (3, 10)) is None


def test_a_route_that_is_there_keeps_its_path(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"main.py": "@app.post('/chatkit')\nasync def chat(): ...\n"})
    assert route_at(project, ".", "/chatkit") == "it has a route at /chatkit of its own (main.py:1)"


@pytest.mark.parametrize("text", ["# '/chatkit'\n", "NAME = '/chatkit'\n", "app.get('/chatkitchen')\n"])
def test_what_is_no_route(tmp_path: Path, text: str) -> None:
    assert route_at(make_project(tmp_path, {"main.py": text}), ".", "/chatkit") is None
