"""What a user gets: a wheel that holds every kit file and works in an environment of its own."""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = Path(sys.executable).parent
STARTS = 5


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(ROOT)], ROOT)
    (found,) = made.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def chatgraft(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed as pipx and uvx do: alone in an environment of its own."""
    home = tmp_path_factory.mktemp("environment")
    run([str(PROGRAMS / "uv"), "venv", "--quiet", str(home)], ROOT)
    run([str(PROGRAMS / "uv"), "pip", "install", "--quiet", "--python", str(home / "bin/python"), str(wheel)], ROOT)
    return home / "bin" / "chatgraft"


def run(argv: list[str], folder: Path) -> str:
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    tracked = run(["git", "ls-files", "src/chatgraft"], ROOT).splitlines()
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {file.removeprefix("src/") for file in tracked} <= held


def test_add_and_remove_leave_no_trace(chatgraft: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "src/chatgraft/kits/demo", site)
    run(["git", "init", "--quiet"], site)
    run(["git", "add", "--all"], site)
    run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--message", "x"], site)
    added = json.loads(run([str(chatgraft), "add", ".", "--yes", "--json"], site))
    assert added["exit"] == 0
    assert (site / "backend" / "chatkit_server.py").is_file()
    run([str(chatgraft), "remove", ".", "--yes"], site)
    assert run(["git", "status", "--porcelain"], site) == ""


def test_it_says_its_version_at_once(chatgraft: Path) -> None:
    """0.25 s is the promise on a quiet machine. What it takes of a processor is nearly the same on a busy one."""
    took = []
    for _ in range(STARTS):
        before = processor_seconds()
        assert run([str(chatgraft), "--version"], ROOT).startswith("chatgraft ")
        took.append(processor_seconds() - before)
    assert statistics.median(took) < 0.5


def processor_seconds() -> float:
    """What programs took that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
