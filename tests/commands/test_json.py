"""`--json`: one document on stdout, whatever happens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import DOCUSAURUS, HTML, make

ENVELOPE = {"schema", "verb", "exit", "summary", "plan", "changes", "findings"}
SURVEY = {"root", "frontends", "backends", "databases", "assistants", "chat_uis"}
FINDING = {"code", "what", "why", "cure", "file", "line"}


@pytest.mark.parametrize("words", [["add", "--dry-run"], ["add", "--yes"], ["remove"], ["doctor"], ["dev"], ["add"]])
def test_every_verb_answers_with_the_envelope(tmp_path: Path, chatgraft: Chatgraft, words: list[str]) -> None:
    verb, *flags = words
    ran = chatgraft(verb, make(tmp_path / "project", HTML), *flags, "--json")
    assert ran.document.keys() == ENVELOPE
    assert (ran.document["schema"], ran.document["verb"], ran.document["exit"]) == (1, verb, ran.exit)
    assert ran.document["summary"]
    for finding in ran.document["findings"]:
        assert finding.keys() == FINDING


def test_a_survey_lies_beside_the_envelope(tmp_path: Path, chatgraft: Chatgraft) -> None:
    found = chatgraft("survey", make(tmp_path / "project", DOCUSAURUS), "--json").document
    assert found.keys() == ENVELOPE | SURVEY
    assert [site["framework"] for site in found["frontends"]] == ["docusaurus"]


def test_the_changes_say_what_where_and_how(tmp_path: Path, chatgraft: Chatgraft) -> None:
    ran = chatgraft("add", make(tmp_path / "project", DOCUSAURUS), "--dry-run", "--json")
    changes = {change["path"]: change for change in ran.document["changes"]}
    assert all(change.keys() == {"path", "action", "diff"} for change in changes.values())
    assert changes["website/package.json"]["action"] == "edit"
    assert '+    "@openai/chatkit-react"' in changes["website/package.json"]["diff"]
    assert changes["backend/chatkit_server.py"]["action"] == "create"
    assert changes["website"] == {"path": "website", "action": "run", "diff": "run npm install --no-audit --no-fund\n"}
    assert ran.document["plan"]["frontend"]["fact"]["framework"] == "docusaurus"


def test_what_is_left_to_do_by_hand_is_told(tmp_path: Path, chatgraft: Chatgraft) -> None:
    page = HTML["index.html"]
    assert isinstance(page, str)
    project = make(tmp_path / "project", {"index.html": page.replace("<head>", '<head><base href="/other/">')})
    ran = chatgraft("add", project, "--yes", "--json")
    assert ran.exit == 4
    (step,) = ran.document["findings"]
    assert (step["code"], step["file"]) == ("by-hand", "index.html")
    assert "widget.js" in step["cure"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonesuch"],
        ["add", "--nonesuch"],
        ["add", "--ui", "nonesuch"],
        ["survey", "a", "b"],
        ["dev", "--port", "many"],
        ["add", "--dry"],
    ],
    ids=" ".join,
)
def test_words_that_do_not_fit(chatgraft: Chatgraft, words: list[str]) -> None:
    ran = chatgraft(*words, "--json")
    assert (ran.exit, ran.document["exit"], ran.codes, ran.err) == (2, 2, ["usage"], "")
    in_text = chatgraft(*words)
    assert (in_text.exit, in_text.out) == (2, "")
    assert "--help" in in_text.err


def test_the_demo_answers_too(chatgraft: Chatgraft, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").write_text("no interpreter")
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = chatgraft("demo", "--check", "--json")
    assert ran.exit == 1
    assert ran.document["verb"] == "demo"


def test_only_the_document_is_on_stdout(tmp_path: Path) -> None:
    project = make(tmp_path / "project", HTML)
    argv = [sys.executable, "-m", "chatgraft", "add", str(project), "--yes", "--json"]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["exit"] == 0
    assert "Plan" in done.stderr
