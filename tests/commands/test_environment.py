"""The Python environment that the chat is started in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chatgraft.cli import main
from chatgraft.core.environments import MADE
from chatgraft.core.source import sha256
from chatgraft.verbs.environment import STAMP, Wants, python_for
from tests.commands.grafts import HTML, make

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


def test_that_of_an_app_whose_packages_do_not_go_with_the_chats_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, apps = tmp_path / "chat/.venv" / PYTHON, tmp_path / "app/.venv" / PYTHON
    for python in (own, apps):
        python.parent.mkdir(parents=True)
        python.touch()
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "app/.venv"))
    (tmp_path / "chat/requirements.txt").write_text("fastapi\n")
    (tmp_path / "chat/.venv" / STAMP).write_text(sha256(b"fastapi\n"))
    wants = Wants(tmp_path / "chat/requirements.txt", tmp_path / "chat/.venv", alone=True)
    assert python_for(tmp_path, wants, print, [tmp_path / "app"]) == own


@pytest.mark.parametrize("ours", [True, False])
def test_the_one_that_was_made_for_the_chat_goes_with_it_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, ours: bool
) -> None:
    root = make(tmp_path / "site", HTML)
    assert main(["add", str(root), "--yes", "--no-install"]) == 0
    environment = root / "backend/.venv"
    environment.mkdir()
    (environment / (MADE if ours else "pyvenv.cfg")).touch()
    assert main(["remove", str(root), "--yes", "--purge"]) == 0
    assert environment.exists() is not ours
    capsys.readouterr()
