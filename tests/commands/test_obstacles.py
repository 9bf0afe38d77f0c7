"""Both `add` and `doctor` say what keeps the chat's requests from arriving."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import HTML, make
from tests.unit.changes.tree import write

ADD = ("--yes", "--no-install", "--json")
RULE = "/*  /index.html  200\n"


def test_said_by_add_and_by_doctor_until_it_is_cured(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**HTML, "_redirects": RULE})
    added = chatgraft("add", project, *ADD)
    assert (added.exit, added.codes) == (0, ["catch-all"])
    found = chatgraft("doctor", project, "--json")
    assert (found.exit, found.codes) == (1, ["catch-all"])
    write(project, "_redirects", f"/chatkit https://chat.example.org/chatkit 200\n{RULE}".encode())
    assert "catch-all" not in chatgraft("doctor", project, "--json").codes


def test_a_chat_with_an_origin_of_its_own_meets_none(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**HTML, "_redirects": RULE})
    words = ("--backend", "none", "--api-url", "https://chat.example.org/chatkit")
    assert chatgraft("add", project, *ADD, *words).codes == []
