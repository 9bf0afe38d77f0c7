"""What the Python finders read from a project, and what they leave alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from chatgraft.core.project import Project
from chatgraft.core.python_project import env_names, find_wanted_version, imports, requirements
from chatgraft.core.source import Source


def project(root: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Project(root)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("fastapi", "fastapi"),
        ("FastAPI[standard]>=0.100,<1  # web", "fastapi"),
        ("Flask_SQLAlchemy==3.1 ; python_version < '3.12'", "flask-sqlalchemy"),
        ("zope.interface (>=5)", "zope-interface"),
        ("asyncpg @ https://example.org/asyncpg.whl", "asyncpg"),
        ("fastapi==0.115.0 --hash=sha256:00", "fastapi"),
        ("-e git+https://example.org/x.git#egg=my_lib", "my-lib"),
    ],
)
def test_requirement_files_name_their_packages(tmp_path: Path, line: str, name: str) -> None:
    found = list(requirements(project(tmp_path, {"backend/requirements.txt": f"# first\n{line}\n"})))
    assert found == [(name, "backend/requirements.txt", 2)]


@pytest.mark.parametrize(
    "line", ["# fastapi", "-r base.txt", "--index-url https://example.org", "./wheels/fastapi.whl", "", "see fastapi"]
)
def test_lines_that_name_no_package(tmp_path: Path, line: str) -> None:
    assert list(requirements(project(tmp_path, {"requirements.txt": line}))) == []


@pytest.mark.parametrize("file", ["requirements-dev.txt", "requirements/base.txt", "api/requirements.in"])
def test_requirement_files_under_their_usual_names(tmp_path: Path, file: str) -> None:
    assert list(requirements(project(tmp_path, {file: "fastapi\n"}))) == [("fastapi", file, 1)]


@pytest.mark.parametrize("file", ["README.txt", "poetry.lock", "uv.lock", "docs/requirements.md"])
def test_other_files_ask_for_nothing(tmp_path: Path, file: str) -> None:
    assert list(requirements(project(tmp_path, {file: "fastapi\n"}))) == []


def test_pyproject_of_every_kind(tmp_path: Path) -> None:
    text = """[project]
name = "fastapi"
dependencies = [
  "fastapi[standard]>=0.1",
]
[project.optional-dependencies]
db = ["Asyncpg"]
[dependency-groups]
dev = [{include-group = "x"}, "pytest"]
[tool.poetry.dependencies]
python = "^3.11"
uvicorn = "^0.30"
[tool.poetry.group.ai.dependencies]
openai = {version = "^1"}
"""
    found = [(name, line) for name, _, line in requirements(project(tmp_path, {"pyproject.toml": text}))]
    assert found == [("fastapi", 4), ("asyncpg", 7), ("pytest", 9), ("uvicorn", 12), ("openai", 14)]


def test_pipfile(tmp_path: Path) -> None:
    text = '[packages]\nflask = "*"\n[dev-packages]\npytest = "*"\n'
    found = list(requirements(project(tmp_path, {"Pipfile": text})))
    assert found == [("flask", "Pipfile", 2), ("pytest", "Pipfile", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "[project\n",
        "[project]\ndependencies = 'fastapi'\n",
        "project = 1\n",
        "<<<<<<< HEAD\n[tool.poetry.dependencies]\n",
    ],
)
def test_a_broken_pyproject_asks_for_nothing(tmp_path: Path, text: str) -> None:
    assert list(requirements(project(tmp_path, {"pyproject.toml": text}))) == []


def test_imports_with_their_lines() -> None:
    source = Source(
        "main.py",
        b'"""import flask"""\nimport os, sys as s\nfrom fastapi import FastAPI\ndef f():\n    from ..a import b\n',
    )
    assert imports(source) == [("os", 2), ("sys", 2), ("fastapi", 3), ("..a", 5)]


@pytest.mark.parametrize("data", [b"import (", b"\0", b"# import fastapi", b"x = 'import fastapi'", b"\xff\xfe"])
def test_no_imports(data: bytes) -> None:
    assert imports(Source("main.py", data)) == []


def test_imports_of_a_file_that_python_would_warn_about() -> None:
    assert imports(Source("main.py", b"import os\nx = '\\d'\n")) == [("os", 1)]


def test_env_names_and_never_values(tmp_path: Path) -> None:
    text = "\ufeff# comment\n\nexport DATABASE_URL=postgres://u:secret@h/d\n# COMMENTED=1\n"
    text += 'OPENAI_API_KEY="sk\nX=1"\nLAST=\nBARE\n'
    found = list(env_names(project(tmp_path, {"backend/.env.example": text, "main.py": "NOT=1"})))
    assert [(name, line) for name, _, line in found] == [("DATABASE_URL", 3), ("OPENAI_API_KEY", 5), ("LAST", 7)]
    assert "secret" not in repr(found)


def test_env_files_that_git_ignores_are_read_too(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    found = project(
        tmp_path, {".gitignore": ".env*\n", "api/main.py": "", "api/.env": "A=1\n", "api/.env.local": "B=1\n"}
    )
    assert list(env_names(found)) == [("A", "api/.env", 1), ("B", "api/.env.local", 1)]


@pytest.mark.parametrize(
    ("file", "text", "version"),
    [
        ("requirements.txt", "mkdocs-material==9.6\nmkdocs==1.6.1\n", "1.6.1"),
        ("requirements.txt", "mkdocs[i18n]>=1.5,<2 # docs\n", "1.5"),
        ("requirements.txt", "mkdocs\n", None),
        ("requirements.txt", "mkdocs<2\n", None),
        ("pyproject.toml", '[project]\ndependencies = ["mkdocs ~= 1.6"]\n', "1.6"),
        ("pyproject.toml", '[tool.poetry.dependencies]\nmkdocs = "^1.6"\n', "1.6"),
        ("Pipfile", '[packages]\nmkdocs = "==1.6.1"\n', "1.6.1"),
    ],
)
def test_the_version_that_is_asked_for(tmp_path: Path, file: str, text: str, version: str | None) -> None:
    assert find_wanted_version(project(tmp_path, {file: text}), "mkdocs") == version
