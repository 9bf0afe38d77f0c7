"""The Python environment that the chat is started in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chatgraft.core.source import sha256
from chatgraft.verbs.environment import STAMP, Wants, python_for

PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"


def test_the_one_of_the_app_is_found_where_the_chat_lies_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    chat, python = tmp_path / "backend/app/chatkit_backend", tmp_path / "backend/.venv" / PYTHON
    for folder in (chat, python.parent):
        folder.mkdir(parents=True)
    python.touch()
    (chat / "requirements.txt").write_text("fastapi\n")
    (tmp_path / "backend/.venv" / STAMP).write_text(sha256(b"fastapi\n"))
    wants = Wants(chat / "requirements.txt", chat / ".venv")
    assert python_for(tmp_path, wants, print, [tmp_path / "backend"]) == python
