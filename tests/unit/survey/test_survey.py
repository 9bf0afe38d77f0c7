"""What a survey says of whole projects, and how fast."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatgraft.survey import findings, survey, to_json
from tests.unit.sites import PAGE, Files, docusaurus, make_project

SITE = {"website/package.json": docusaurus(), "website/docusaurus.config.js": "export default {};\n"}


def test_the_json_of_a_survey_is_the_contract(tmp_path: Path) -> None:
    data = json.loads(json.dumps(to_json(survey(make_project(tmp_path, SITE)))))
    assert data.keys() == {"root", "frontends", "backends", "databases", "assistants", "chat_uis"}
    assert data["frontends"] == [
        {
            "framework": "docusaurus",
            "version": "3.8.1",
            "root": "website",
            "language": "javascript",
            "package_manager": "npm",
            "workspace": None,
            "router": None,
            "mount": "src/theme/Root.js",
            "mount_exists": False,
            "mounts": [{"file": "src/theme/Root.js", "exists": False}],
            "react_version": "^19.0.0",
            "csp": None,
            "chat_endpoints": [],
            "confidence": 0.95,
            "evidence": [
                {"file": "website/package.json", "line": 4, "why": "depends on @docusaurus/core"},
                {"file": "website/docusaurus.config.js", "line": 1, "why": "the site's config"},
            ],
        }
    ]


def test_the_best_frontend_comes_first(tmp_path: Path) -> None:
    examples = {f"examples/{name}": text for name, text in SITE.items()}
    found = survey(make_project(tmp_path, {**examples, **SITE, "landing/index.html": PAGE}))
    assert [fact.root for fact in found.frontends] == ["website", "landing", "examples/website"]


def test_the_policy_of_the_site_is_told(tmp_path: Path) -> None:
    meta = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'self'\">"
    found = survey(make_project(tmp_path, {"index.html": PAGE.replace("<body>", f"<head>{meta}</head><body>")}))
    assert found.frontends[0].csp == "default-src 'self'"


def test_an_empty_project(tmp_path: Path) -> None:
    found = survey(make_project(tmp_path, {"README.md": "We may use Docusaurus, FastAPI and PostgreSQL one day.\n"}))
    assert to_json(found) == {
        "root": ".",
        "frontends": (),
        "backends": (),
        "databases": (),
        "assistants": (),
        "chat_uis": (),
    }


@pytest.mark.parametrize("git", [False, True])
@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"package.json": '{\n  "name": "x",\n}\n'}, ("broken-json", "package.json", 3)),
        ({"a/package.json": "[]"}, ("broken-json", "a/package.json", 1)),
        ({"package.json": "{\n<<<<<<< HEAD\n}\n"}, ("merge-conflict", "package.json", 2)),
        ({"index.html": "<html>\n\n<<<<<<< HEAD\n"}, ("merge-conflict", "index.html", 3)),
        ({"index.html": PAGE.encode("utf-16")}, ("utf-16", "index.html", None)),
        ({"package.json": "{}".encode("utf-16")}, ("utf-16", "package.json", None)),
        ({"package.json": b'{"name": "\xe9"}'}, ("broken-json", "package.json", 1)),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, files: Files, expected: tuple[str, str, int | None], git: bool
) -> None:
    project = make_project(tmp_path, files, git=git)
    survey(project)
    (finding,) = findings(project)
    assert (finding.code, finding.file, finding.line) == expected
    assert finding.cure


@pytest.mark.parametrize("git", [False, True])
def test_a_link_that_leads_to_itself(tmp_path: Path, git: bool) -> None:
    make_project(tmp_path, SITE)
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop/again").symlink_to("../loop")
    (tmp_path / "self.html").symlink_to("self.html")
    project = make_project(tmp_path, {}, git=git)
    assert [fact.root for fact in survey(project).frontends] == ["website"]
    (finding,) = findings(project)
    assert (finding.code, finding.file) == ("unreadable", "self.html")


def test_a_file_that_vanished_is_no_finding(tmp_path: Path) -> None:
    project = make_project(tmp_path, SITE, git=True)
    (tmp_path / "website/docusaurus.config.js").unlink()
    assert survey(project).frontends == ()
    assert list(findings(project)) == []
