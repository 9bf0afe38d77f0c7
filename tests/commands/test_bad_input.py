"""Bad input gets the file, the fact, the cure, the right exit code and an unchanged tree."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import DOCUSAURUS, HTML, PAGE, WITH_API, make
from tests.unit.changes.tree import tree
from tests.unit.sites import Files

ADD = ("--yes", "--no-install")
PACKAGE = "website/package.json"
TWO_SITES: Files = {**DOCUSAURUS, **{f"second/{name}": text for name, text in DOCUSAURUS.items()}}
TWO_APIS: Files = {**WITH_API, "api/main.py": WITH_API["backend/main.py"], "api/requirements.txt": "fastapi\n"}

REFUSED: Mapping[str, tuple[Files, int, str, str]] = {
    "a broken package.json": ({**DOCUSAURUS, PACKAGE: '{\n  "name": "x",\n}\n'}, 1, "broken-json", f"{PACKAGE}:3"),
    "conflict markers": ({**DOCUSAURUS, PACKAGE: "{\n<<<<<<< HEAD\n}\n"}, 1, "merge-conflict", f"{PACKAGE}:2"),
    "UTF-16": ({"index.html": PAGE.encode("utf-16")}, 1, "utf-16", "index.html"),
    "no web project": ({"main.c": "int main(void) {}\n"}, 2, "no-frontend", "--frontend none"),
    "only an example": (
        {f"examples/{name}": text for name, text in DOCUSAURUS.items()},
        2,
        "no-frontend",
        "--frontend-root examples/website",
    ),
    "two sites": (TWO_SITES, 2, "several-frontends", "--frontend-root website"),
    "two APIs": (TWO_APIS, 2, "several-backends", "--backend-root"),
    "a file in the service's folder": (
        {**HTML, "backend/chatkit_kit/runs.py": "", "backend/chatkit_backend/chatkit_server.py": ""},
        2,
        "name-taken",
        "--backend-root DIR",
    ),
    "a file in the widget's folder": (
        {**HTML, "chatkit-widget/widget.js": ""},
        2,
        "name-taken",
        "Give chatkit-widget another name",
    ),
    "a name of ours": ({**HTML, "CHATKIT_SETUP.md": "Ours.\n"}, 2, "name-taken", "CHATKIT_SETUP.md"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_project_that_cannot_be_grafted(
    tmp_path: Path, chatgraft: Chatgraft, case: tuple[Files, int, str, str]
) -> None:
    files, code, finding, said = case
    project = make(tmp_path / "project", files)
    before = tree(project)
    ran = chatgraft("add", project, *ADD)
    assert (ran.exit, tree(project)) == (code, before)
    assert said in ran.err
    assert "Next: " in ran.err
    as_json = chatgraft("add", project, *ADD, "--json")
    assert (as_json.exit, as_json.codes[0]) == (code, finding)


def test_several_apps_are_all_listed_and_one_can_be_named(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", TWO_SITES)
    said = chatgraft("add", project, *ADD).err
    assert "docusaurus in website  (website/package.json:" in said
    assert "docusaurus in second/website  (second/website/package.json:" in said
    assert chatgraft("add", project, *ADD, "--frontend-root", "./second/website/").exit == 0
    assert not (project / "website/src").exists()


@pytest.mark.parametrize("verb", ["survey", "add", "remove", "doctor", "dev"])
@pytest.mark.parametrize("missing", [True, False], ids=["no folder", "a file"])
def test_a_path_that_is_no_folder(tmp_path: Path, chatgraft: Chatgraft, verb: str, missing: bool) -> None:
    path = tmp_path / "nowhere"
    if not missing:
        path.write_text("a file")
    ran = chatgraft(verb, path)
    assert ran.exit == 2
    assert str(path) in ran.err
    assert path.exists() is not missing


def test_an_empty_folder(tmp_path: Path, chatgraft: Chatgraft) -> None:
    ran = chatgraft("add", tmp_path, "--yes")
    assert ran.exit == 2
    assert "holds no files" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_uncommitted_changes_are_not_written_over(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    (project / "index.html").write_text(PAGE.format("Draft"))
    before = tree(project)
    ran = chatgraft("add", project, *ADD)
    assert (ran.exit, tree(project)) == (2, before)
    assert "index.html" in ran.err
    assert "--allow-dirty" in ran.err
    assert "Every line" not in ran.out, "a refusal is no place for a long diff"
    assert chatgraft("add", project, *ADD, "--allow-dirty").exit == 0


def _read_only(project: Path) -> str:
    (project / "index.html").chmod(0o444)
    return "chmod u+w index.html"


def _outside(project: Path) -> str:
    outside = project.parent / "outside.html"
    outside.write_text(PAGE.format("Outside"))
    (project / "index.html").unlink()
    (project / "index.html").symlink_to(outside)
    return "index.html"


@pytest.mark.parametrize("spoil", [_read_only, _outside], ids=["read-only", "a link out of the project"])
def test_a_file_that_may_not_be_written(tmp_path: Path, chatgraft: Chatgraft, spoil: Callable[[Path], str]) -> None:
    project = make(tmp_path / "project", HTML, in_git=False)
    said = spoil(project)
    before = tree(project)
    ran = chatgraft("add", project, *ADD)
    assert (ran.exit, tree(project)) == (1, before)
    assert said in ran.err


def test_a_circle_of_links_is_left_alone(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML, in_git=False)
    (project / "loop").symlink_to("loop")
    (project / "up").symlink_to(".")
    before = tree(project)
    assert chatgraft("add", project, *ADD).exit == 0
    assert chatgraft("remove", project, "--yes").exit == 0
    assert tree(project) == before


def test_a_page_with_conflict_markers_is_left_to_the_owner(tmp_path: Path, chatgraft: Chatgraft) -> None:
    spoiled = PAGE.format("Rivers").replace("<h1>", "<<<<<<< HEAD\n<h1>")
    project = make(tmp_path / "project", {**HTML, "trips/rivers.html": spoiled})
    ran = chatgraft("add", project, *ADD)
    assert ran.exit == 4
    assert (project / "trips/rivers.html").read_text() == spoiled
    assert '<script type="module" src="../chatkit-widget/widget.js"></script>' in ran.out
    assert "Done, but for what is left to do by hand." in ran.out


def test_a_full_disk_in_the_middle(tmp_path: Path) -> None:
    """A limit on the size of files is what a full disk looks like to a program."""
    project = make(tmp_path / "project", HTML)
    before = tree(project)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    argv = [sys.executable, "-m", "chatgraft", "add", str(project), *ADD]
    done = subprocess.run(
        argv,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, tree(project)) == (1, before)
    assert "disk" in done.stderr
    assert "Next: " in done.stderr
    assert "Traceback" not in done.stderr
