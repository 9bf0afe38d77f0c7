"""A Python project whose packages uv keeps: what the lock file cannot be brought to is put back, all of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.grafts import make
from tests.unit.changes.tree import tree

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
PROJECT = '[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.10"\ndependencies = []\n'
PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make(tmp_path / "shop", {"main.py": APP, "pyproject.toml": PROJECT}, in_git=False)
    run(root, "uv", "lock")
    return root


def run(root: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """No network, and a cache in which there is nothing: uv can lock only what asks for nothing."""
    offline = {"UV_OFFLINE": "1", "UV_CACHE_DIR": str(root.with_name("cache")), "UV_PYTHON": sys.executable}
    path = os.pathsep.join([str(PROGRAMS), os.environ["PATH"]])
    env = {**os.environ, **offline, "PATH": path}
    env.pop("VIRTUAL_ENV", None)
    return subprocess.run(argv, cwd=root, env=env, capture_output=True, text=True, check=False)


def test_a_lock_that_cannot_be_made_leaves_everything_as_it_was(project: Path) -> None:
    before = tree(project)
    assert "uv.lock" in before
    done = run(project, sys.executable, "-m", "chatgraft", "add", ".", "--yes", "--frontend", "none")
    assert done.returncode == 1
    assert "uv sync --inexact failed" in done.stderr
    assert "put back" in done.stderr
    assert tree(project) == before


def test_without_the_install_the_command_is_told(project: Path) -> None:
    words = ("add", ".", "--yes", "--frontend", "none", "--no-install")
    done = run(project, sys.executable, "-m", "chatgraft", *words)
    assert done.returncode == 0, done.stderr
    assert "uv sync --inexact" in done.stdout
    assert '"openai-chatkit>=1.6.5,<1.7",' in (project / "pyproject.toml").read_text()
