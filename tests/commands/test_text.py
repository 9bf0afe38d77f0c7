"""What a person reads."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import DOCUSAURUS, HTML, WITH_API, make


def test_a_survey_shows_every_place(tmp_path: Path, chatgraft: Chatgraft) -> None:
    files = {**DOCUSAURUS, "api/main.py": WITH_API["backend/main.py"], "api/requirements.txt": "fastapi\nopenai\n"}
    assert chatgraft("survey", make(tmp_path / "project", files)).out.splitlines() == [
        "",
        "Found",
        "  docusaurus 3.8.1  website          website/package.json:8  depends on @docusaurus/core",
        "                                     website/docusaurus.config.js:1  the site's config",
        "  fastapi           api/main.py:app  api/main.py:3  app is a FastAPI app",
        "  openai                             api/requirements.txt:2  requires openai",
        "",
        "Found 1 frontend, 1 backend, 1 AI source.",
    ]


def test_with_debug_a_survey_says_how_much_it_has_looked_at(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**DOCUSAURUS, **WITH_API})
    said = chatgraft("survey", project, "--debug").err
    assert re.fullmatch(r"Survey: 9 files, [1-9] read, 1 parsed\n", said)
    assert "Survey:" not in chatgraft("survey", project).err
    assert chatgraft("survey", project, "--json", "--debug").document["exit"] == 0


def test_a_survey_of_nothing(tmp_path: Path, chatgraft: Chatgraft) -> None:
    ran = chatgraft("survey", make(tmp_path / "project", {"main.c": "int main(void) {}\n"}))
    assert (ran.exit, ran.out.strip()) == (0, "Found nothing that Chatgraft knows.")


def test_a_page_sums_the_change_up_before_every_line_is_shown(tmp_path: Path, chatgraft: Chatgraft) -> None:
    said = chatgraft("add", make(tmp_path / "project", HTML), "--dry-run").out
    heads = ["Found", "Plan", "Changes: 2 files edited, ", "Every line", "A dry run."]
    places = [said.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    page = said[places[2] : places[3]].splitlines()
    assert len(page) < 30
    assert any(line.split() == ["edit", "index.html", "+1"] for line in page)
    (machinery,) = (line for line in page if "backend/chatkit_kit/ " in line)
    assert "lines of machinery" in machinery
    lines = said[places[3] :]
    assert '+<script type="module" src="chatkit-widget/widget.js"></script>' in lines
    assert "+++ b/backend/chatkit_assistant.py" in lines
    assert "+++ b/backend/chatkit_kit/" not in lines


def test_nothing_is_coloured_where_nobody_looks(tmp_path: Path, chatgraft: Chatgraft) -> None:
    assert "\x1b" not in chatgraft("add", make(tmp_path / "project", HTML), "--dry-run").out


def test_no_secret_is_shown(tmp_path: Path, chatgraft: Chatgraft) -> None:
    files = {**WITH_API, "backend/.env": "OPENAI_API_KEY=sk-owner-0123456789\nSTRIPE=live-1\n", ".gitignore": ".env\n"}
    project = make(tmp_path / "project", files)
    for words in (("add", "--dry-run"), ("add", "--yes"), ("doctor",), ("survey",), ("remove", "--yes")):
        for flags in ((), ("--json",)):
            ran = chatgraft(words[0], project, *words[1:], *flags)
            assert "owner-0123" not in ran.out + ran.err
            assert "live-1" not in ran.out + ran.err
