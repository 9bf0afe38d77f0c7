"""What really keeps a Python project's packages brings its lock file in line with the chat, and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pip._internal.models.index import PyPI

from tests.commands.grafts import make
from tests.fixtures.python_programs import path_of
from tests.unit.changes.tree import git

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
LISTED = """[project]
name = "shop"
version = "1.0"
requires-python = ">=3.10"
dependencies = [
    "fastapi>=0.100",
    "iniconfig{held}",
]
"""
# The index is named, as for Poetry the usual one is an interface that mirrors do not have.
KEYS = """[tool.poetry]
name = "shop"
version = "1.0"
description = ""
authors = []
package-mode = false

[tool.poetry.dependencies]
python = "^3.10"
fastapi = ">=0.100"
iniconfig = "{held}"

[[tool.poetry.source]]
name = "index"
url = "{index}"
priority = "primary"
"""
OLD = "<2.1"
"""Of a package that has been locked and stays as it is, though a newer release may be had."""
# By name: the manifest's text, the lock file, how it is made, and how it is made again with all that it has.
PROJECTS = {
    "pdm": (LISTED, "pdm.lock", "pdm lock", "pdm lock --update-reuse"),
    "poetry": (KEYS, "poetry.lock", "poetry lock", "poetry lock"),
    "poetry 1": (KEYS, "poetry.lock", "poetry lock", "poetry lock --no-update"),
}
HOME = {"POETRY_VIRTUALENVS_IN_PROJECT": "1", "PDM_CHECK_UPDATE": "0", "PDM_IGNORE_ACTIVE_VENV": "1"}


@pytest.fixture(params=PROJECTS)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, str], str]:
    """Locked with an old release that it is not held to any more; with the environment to work in and its lock."""
    text, lock, made, again = PROJECTS[request.param]
    environ = {**os.environ, **HOME, "PATH": path_of(request.param)}
    environ.pop("VIRTUAL_ENV", None)
    root = make(tmp_path / "shop", {"main.py": APP, ".gitignore": "/.venv\n.pdm-python\n__pycache__\n"})
    for held, command in ((OLD, made), (">=2", again)):
        (root / "pyproject.toml").write_text(text.replace("{held}", held).replace("{index}", PyPI.simple_url))
        run(root, environ, *command.split())
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "locked")
    return root, environ, lock


def run(root: Path, environ: dict[str, str], *argv: str) -> None:
    done = subprocess.run(argv, cwd=root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{argv}\n{done.stdout}\n{done.stderr}"


def test_the_lock_gets_the_chat_and_what_was_locked_stays(project: tuple[Path, dict[str, str], str]) -> None:
    root, environ, lock = project
    run(root, environ, sys.executable, "-m", "chatgraft", "add", ".", "--yes", "--frontend", "none")
    after = (root / lock).read_text()
    assert 'name = "openai-chatkit"' in after
    assert 'name = "iniconfig"\nversion = "2.0.0"' in after
    # Tables are made: SQLAlchemy and Alembic fit each other.
    run(root, environ, str(root / ".venv/bin/python"), "-m", "chatkit_backend.chatkit_server", "migrate")
    run(root, environ, sys.executable, "-m", "chatgraft", "remove", ".", "--yes", "--purge")
    assert git(root, "status", "--porcelain") == ""
