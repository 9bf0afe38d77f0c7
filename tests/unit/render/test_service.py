"""What the service is told of the site."""

from __future__ import annotations

from pathlib import Path

from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, make_project, package

FLASK = {"app.py": "from flask import Flask\napp = Flask(__name__)\n", "templates/base.html": PAGE}


def told(root: Path, files: Files, assistant: str | None = None) -> tuple[str, list[str]]:
    """The line of the example environment that names the pages, and the codes of what the owner is told."""
    project = make_project(root, files)
    changes = render(project, decide(project, survey(project), Choices(assistant=assistant)))
    (example,) = [change.after or b"" for change in changes.files if change.file.endswith(".env.example")]
    line = next(line for line in example.decode().splitlines() if "SITE_ROOT=" in line)
    return line, [finding.code for finding in changes.findings]


def test_where_the_pages_lie(tmp_path: Path) -> None:
    assert told(tmp_path, {"index.html": PAGE}) == ("SITE_ROOT=..", [])


def test_pages_that_are_shown_without_their_ending(tmp_path: Path) -> None:
    files = {"package.json": package({"next": "16.4.6"}), "app/page.js": "", "content/a.md": ""}
    assert told(tmp_path, files) == ("SITE_ROOT=../.next/server/app=/*,../content", [])


def test_templates_hold_no_pages(tmp_path: Path) -> None:
    assert told(tmp_path, FLASK) == ("#SITE_ROOT=", ["no-pages"])


def test_another_assistant_needs_none(tmp_path: Path) -> None:
    assert told(tmp_path, FLASK, "openai") == ("#SITE_ROOT=", [])
