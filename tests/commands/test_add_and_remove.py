"""What `add` does, a second `add` does not, and `remove` takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import ALL, HTML, OWNERS, PAGE, make
from tests.unit.changes.tree import git, tree
from tests.unit.sites import Files

ADD = ("--yes", "--no-install")


@pytest.mark.parametrize("in_git", [True, False], ids=["in git", "outside git"])
@pytest.mark.parametrize("files", ALL.values(), ids=ALL)
def test_add_twice_and_remove(tmp_path: Path, chatgraft: Chatgraft, files: Files, in_git: bool) -> None:
    project = make(tmp_path / "project", files, in_git=in_git)
    before = tree(project)

    added = chatgraft("add", project, *ADD)
    assert added.exit == 0, added.err
    assert "Done: the chat is grafted." in added.out
    after = tree(project)
    assert after.keys() > before.keys()

    again = chatgraft("add", project, *ADD)
    assert (again.exit, again.out.splitlines()[-1]) == (0, "Nothing to do: the chat is grafted already.")
    assert tree(project) == after

    assert chatgraft("remove", project, "--yes").exit == 0
    assert tree(project) == before
    if in_git:
        assert git(project, "status", "--porcelain", "--ignored") == git_ignored(files)


def git_ignored(files: Files) -> str:
    return "!! backend/.env\n" if "backend/.env" in files else ""


@pytest.mark.parametrize("verb", ["add", "remove"])
def test_a_dry_run_writes_nothing(tmp_path: Path, chatgraft: Chatgraft, verb: str) -> None:
    project = make(tmp_path / "project", HTML)
    if verb == "remove":
        chatgraft("add", project, *ADD)
    before = tree(project)
    ran = chatgraft(verb, project, "--dry-run", "--yes")
    assert (ran.exit, ran.out.splitlines()[-1]) == (0, "A dry run. Nothing was changed.")
    assert "index.html" in ran.out
    assert tree(project) == before


@pytest.mark.parametrize("verb", ["add", "remove"])
def test_without_a_terminal_nobody_says_yes(tmp_path: Path, chatgraft: Chatgraft, verb: str) -> None:
    project = make(tmp_path / "project", HTML)
    if verb == "remove":
        chatgraft("add", project, *ADD)
    before = tree(project)
    ran = chatgraft(verb, project, "--no-install") if verb == "add" else chatgraft(verb, project)
    assert ran.exit == 2
    assert "--yes" in ran.err
    assert tree(project) == before


def test_every_page_gets_the_script_at_its_own_depth(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    assert '"chatkit-widget/widget.js"' in (project / "index.html").read_text()
    assert '"../chatkit-widget/widget.js"' in (project / "trips/rivers.html").read_text()


def test_removing_leaves_what_the_owner_wrote_since(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    page = project / "index.html"
    page.write_text(page.read_text().replace("<h1>Home</h1>", "<h1>Welcome</h1>"))
    assert chatgraft("remove", project, "--yes", "--allow-dirty").exit == 0
    assert page.read_text() == PAGE.format("Home").replace("<h1>Home</h1>", "<h1>Welcome</h1>")


def lived_in(project: Path) -> None:
    """What a first start of the service leaves."""
    example = (project / "backend/.env.example").read_text()
    (project / "backend/.env").write_text(example.replace("#CHATKIT_SECRET=", "CHATKIT_SECRET=0123456789"))
    (project / "backend/.chatkit").mkdir()
    (project / "backend/.chatkit/chatkit.sqlite3").write_bytes(b"chats")


def test_removing_keeps_keys_and_chats_and_says_so(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    lived_in(project)
    removed = chatgraft("remove", project, "--yes")
    assert removed.exit == 0
    for said in ("backend/.env stays", "backend/.chatkit stays", "chatgraft remove --purge"):
        assert said in removed.out
    assert (project / "backend/.chatkit/chatkit.sqlite3").exists()
    assert "!! backend/" in git(project, "status", "--porcelain", "--ignored")


def test_purging_takes_them_too(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    before = tree(project)
    chatgraft("add", project, *ADD)
    lived_in(project)
    assert chatgraft("remove", project, "--yes", "--purge").exit == 0
    assert tree(project) == before


def test_purging_leaves_the_owners_own_keys(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", OWNERS)
    before = tree(project)
    chatgraft("add", project, *ADD)
    assert chatgraft("remove", project, "--yes", "--purge").exit == 0
    assert tree(project) == before


def test_removing_where_nothing_is_grafted(tmp_path: Path, chatgraft: Chatgraft) -> None:
    ran = chatgraft("remove", make(tmp_path / "project", HTML), "--yes")
    assert (ran.exit, ran.out.strip()) == (0, "Nothing to do: nothing is grafted here.")


def test_the_last_lines_name_every_next_step(
    tmp_path: Path, chatgraft: Chatgraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "project", HTML))
    said = chatgraft("add", *ADD).out
    assert said[said.index("Done:") :].splitlines() == [
        "Done: the chat is grafted.",
        "",
        "  Start site and chat service  chatgraft dev",
        "  Start the service alone      pip install -r backend/requirements.txt && python backend/chatkit_server.py",
        "  Looks and words              chatkit-widget/chatkit.config.js",
        "  The answer itself            backend/chatkit_assistant.py",
        "  Look for trouble             chatgraft doctor",
        "  Read next                    CHATKIT_SETUP.md",
        "  Take it out again            chatgraft remove",
    ]
