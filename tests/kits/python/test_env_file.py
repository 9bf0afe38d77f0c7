"""The secret that the first development start makes."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from chatgraft.kits.python.chatkit_kit.env_file import own_values

WORKERS = 4


def started(folder: Path, barrier: Barrier) -> str:
    """The secret that a worker signs with, all of them starting at the same moment."""
    barrier.wait()
    return own_values(folder)["CHATKIT_SECRET"]


def test_workers_that_start_together_sign_with_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHATKIT_SECRET", raising=False)
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(WORKERS, mp_context=spawn) as workers:
        for attempt in range(25):
            folder = tmp_path / str(attempt)
            folder.mkdir()
            (folder / ".env.example").write_text("CHATKIT_PORT=8001\n")
            secrets = set(workers.map(started, [folder] * WORKERS, [manager.Barrier(WORKERS)] * WORKERS))
            assert len(secrets) == 1, f"attempt {attempt}"
            said = (folder / ".env").read_text()
            assert said.count("CHATKIT_SECRET=") == said.count("CHATKIT_PORT=") == 1
            assert (folder / ".env").stat().st_mode & 0o077 == 0
