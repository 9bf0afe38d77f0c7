"""The service as it lands: it compiles, lints, imports, and passes the tests that it ships with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chatgraft.cli import main
from tests.commands.grafts import HTML, PACKAGE, TAKEN, WITH_API, make
from tests.unit.sites import Files

TAKEN_SERVER: Files = {**WITH_API, "backend/chatkit_server.py": "app = None\n"}
PLACES: dict[str, tuple[Files, str, str]] = {
    "flat": (HTML, "backend", "chatkit_server"),
    "beside an API": (WITH_API, "backend", "chatkit_server"),
    "a name is taken": (TAKEN, "backend", "chatkit_backend.chatkit_server"),
    "the server's name is taken": (TAKEN_SERVER, "backend", "chatkit_backend.chatkit_server"),
    "in a package": (PACKAGE, "api", "chatkit_backend.chatkit_server"),
}
LINT = ("--isolated", "--no-cache", "--line-length=120", "--target-version=py310", "--select=E4,E7,E9,F,B,UP")
"""What most projects hold their code to, whatever their own configuration says."""
OFF_LINE = {"OPENAI_API_KEY": "", "DATABASE_URL": "", "CHATKIT_SECRET": "a secret of these tests that is long enough"}


def landed(folder: Path, files: Files, assistant: str) -> Path:
    project = make(folder / "project", files)
    assert main(["add", str(project), "--yes", "--no-install", "--wire", "service", "--assistant", assistant]) == 0
    return project


def python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **OFF_LINE, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.parametrize("assistant", ["site", "openai"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_it_lints_and_imports(tmp_path: Path, place: tuple[Files, str, str], assistant: str) -> None:
    files, root, module = place
    project = landed(tmp_path, files, assistant)
    ours = [path for path in (project / root).rglob("chatkit*") if path.suffix in {"", ".py"}]
    linted = python(project, "-m", "ruff", "check", *LINT, *map(str, ours))
    assert linted.returncode == 0, linted.stdout
    imported = python(project / root, "-W", "error", "-c", f"import {module} as server; print(server.main.__name__)")
    assert (imported.returncode, imported.stdout) == (0, "main\n"), imported.stderr


@pytest.mark.parametrize("place", ["flat", "a name is taken", "in a package"])
def test_the_tests_that_it_ships_with_pass(tmp_path: Path, place: str) -> None:
    files, root, _ = PLACES[place]
    project = landed(tmp_path, files, "site")
    tested = python(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", root)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "passed" in tested.stdout
    assert "skipped" not in tested.stdout


@pytest.mark.parametrize(
    ("place", "launcher"), [("flat", "chatkit_server.py"), ("the server's name is taken", "chatkit_service.py")]
)
def test_the_launcher_starts_it(tmp_path: Path, place: str, launcher: str) -> None:
    files, root, _ = PLACES[place]
    project = landed(tmp_path, files, "site")
    migrated = python(project, f"{root}/{launcher}", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    assert (project / root / ".chatkit/chatkit.sqlite3").exists()
