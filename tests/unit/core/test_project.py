"""What counts as a project's own files, and how they are read."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from chatgraft.core.globs import matches
from chatgraft.core.project import Project
from chatgraft.core.source import BOM, Source
from tests.unit.sites import make_project


@pytest.mark.parametrize("git", [False, True])
def test_folders_that_are_not_the_owners_own_work(tmp_path: Path, git: bool) -> None:
    made = ("node_modules/a/x.js", "build/x.html", "a/dist/x.js", ".venv/x.py", "env/lib/x.py", ".docusaurus/x.js")
    files = dict.fromkeys(("a/x.js", "builder/x.js", *made), "") | {"env/pyvenv.cfg": ""}
    if git:
        files[".gitignore"] = "env/\n"
    assert make_project(tmp_path, files, git=git).files - {".gitignore"} == {"a/x.js", "builder/x.js"}


def test_in_git_ignored_files_are_no_part_and_untracked_ones_are(tmp_path: Path) -> None:
    make_project(tmp_path, {".gitignore": "*.log\n", "a.txt": ""}, git=True)
    project = make_project(tmp_path, {"b.txt": "", "x.log": ""})
    assert project.in_git
    assert project.files == {".gitignore", "a.txt", "b.txt"}
    assert project.exists("x.log")


def test_a_checkout_is_one_without_git_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the secrets that a service makes would not be ignored, and the owner's next commit would hold them."""
    make_project(tmp_path, {"site/a.html": "a"}, git=True)
    monkeypatch.setenv("PATH", "")
    project = Project(tmp_path / "site")
    assert (project.in_git, project.git_is_silent, set(project.files)) == (True, True, {"a.html"})


def test_a_folder_inside_of_a_checkout(tmp_path: Path) -> None:
    make_project(tmp_path, {"a.txt": "", "site/index.html": "", "site/ü b.html": ""}, git=True)
    assert Project(tmp_path / "site").files == {"index.html", "ü b.html"}


def test_what_an_earlier_graft_made_is_no_part(tmp_path: Path) -> None:
    make_project(tmp_path, {"a.txt": "", "b.txt": ""})
    assert Project(tmp_path, {"b.txt": "sha"}).files == {"a.txt"}


def test_a_program_that_the_checkout_names_is_not_run(tmp_path: Path) -> None:
    """git would start `core.fsmonitor`, and whoever made the checkout chose it."""
    make_project(tmp_path, {"a.txt": "", "run.sh": f"#!/bin/sh\ntouch {tmp_path}/was-run\n"}, git=True)
    (tmp_path / "run.sh").chmod(0o755)
    subprocess.run(["git", "-C", str(tmp_path), "config", "core.fsmonitor", str(tmp_path / "run.sh")], check=True)
    assert Project(tmp_path).files == {"a.txt", "run.sh"}
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize("git", [False, True])
def test_a_name_that_is_not_utf_8_is_told_and_left_out(tmp_path: Path, git: bool) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.html")).write_bytes(b"a")
    project = make_project(tmp_path, {"a b.html": "a", "\u00fc\n.html": "a"}, git=git)
    assert project.files == {"a b.html", "\u00fc\n.html"}
    assert project.unreadable == {"caf?.html": "its name is not UTF-8"}


def test_a_file_that_is_larger_than_any_source_is_not_read(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.js": b"x" * 2_000_001, "b.js": b"x"})
    assert project.find_source("a.js") is None
    assert project.find_source("c.js") is None
    assert project.find_source("b.js") is not None
    assert [source.file for source in project.read] == ["b.js"]


def test_only_files_that_hold_a_word_are_handed_out(tmp_path: Path) -> None:
    files = {"b/deep.js": "uses chat", "a.js": "chat", "c.TS": "my talk", "d.js": "nothing", "e.md": "chat"}
    project = make_project(tmp_path, files)
    found = project.holding((".js", ".ts"), b"chat", b"talk")
    assert [source.file for source in found] == ["a.js", "c.TS", "b/deep.js"]
    assert [source.file for source in project.read] == ["a.js", "b/deep.js", "c.TS", "d.js"]


def test_a_file_is_parsed_once(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"a.js": "1"})
    calls = []

    def parse(source: Source) -> str:
        calls.append(source.file)
        return source.text

    for _ in range(2):
        (source,) = project.holding((".js",), b"1")
        assert source.parsed(parse) == "1"
    assert (calls, source.is_parsed) == (["a.js"], True)


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("a.html", "*.html", True),
        ("a/b.html", "*.html", False),
        ("a/b.html", "**/*.html", True),
        ("a.html", "**/*.html", True),
        ("a/b/c.html", "a/**", True),
        ("packages/web", "./packages/*/", True),
        ("packages/web/x", "packages/*", False),
        ("a1.html", "a?.html", True),
        ("axhtml", "a.html", False),
        ("a", "[ab]", False),
        ("packages/web", "{apps,packages}/*", True),
        ("tools/web", "{apps,packages}/*", False),
        ("a/b/page.htm", "**/*.{html,htm}", True),
    ],
)
def test_globs(path: str, pattern: str, fits: bool) -> None:
    assert matches(path, pattern) is fits


@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize(
    ("data", "conflict"),
    [
        (b"<<<<<<< HEAD\na", True),
        (b"a\r\n>>>>>>> b\r\n", True),
        (b"a <<<<<<< HEAD", False),
        (b"a\n=======\nb", False),
        (b"<<<<<<<<<", False),
    ],
)
def test_conflict_markers(mark: bytes, data: bytes, conflict: bool) -> None:
    assert Source("a", mark + data).has_conflict_markers is conflict


@pytest.mark.parametrize("file", ["../a.txt", "b/../../a.txt", "/etc/hosts"])
def test_nothing_is_read_outside_the_project(tmp_path: Path, file: str) -> None:
    make_project(tmp_path, {"a.txt": "a", "site/b/c.txt": ""})
    project = Project(tmp_path / "site")
    assert project.find_source(file) is None
    assert not project.exists(file)
