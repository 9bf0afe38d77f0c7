"""What is refused is refused before the first write, with a cure."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from chatgraft.changes.apply import apply, require_ready
from chatgraft.changes.removal import planned_removal
from chatgraft.changes.remove import remove
from chatgraft.changes.transaction import recover
from chatgraft.core.changes import ChangeSet, FileChange
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from tests.unit.changes.tree import RECORD, commit, git, graft, insert, install, make_project, tree, write


def check_refused(project: Path, *changes: FileChange, allow_dirty: bool = True) -> Finding:
    """Both the check before a preview and the run itself refuse, and nothing changes."""
    before = tree(project)
    with pytest.raises(ChatgraftError) as first:
        require_ready(project, ChangeSet(files=changes), allow_dirty=allow_dirty)
    with pytest.raises(ChatgraftError) as second:
        apply(project, ChangeSet(files=changes), RECORD, allow_dirty=allow_dirty)
    assert tree(project) == before
    assert first.value.finding == second.value.finding
    assert second.value.finding.cure
    return second.value.finding


@pytest.mark.parametrize(
    "file", ["../out.txt", "/etc/out.txt", "a/../../out.txt", ".git/hooks/pre-commit", ".", "a\0b"]
)
def test_a_place_outside_the_project(project: Path, file: str) -> None:
    assert check_refused(project, FileChange(file, None, b"x")).code == "outside-project"


def test_a_link_that_leaves_the_project(project: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/page.js", b"theirs")
    (project / "page.js").symlink_to(outside)
    (project / "folder").symlink_to(outside.parent)
    assert check_refused(project, FileChange("page.js", b"theirs", b"ours")).code == "outside-project"
    assert check_refused(project, FileChange("folder/new.js", None, b"ours")).code == "outside-project"
    assert outside.read_bytes() == b"theirs"


def test_our_own_folder_leading_out_of_the_project(project: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (project / ".chatgraft").symlink_to(tmp_path / "outside")
    assert check_refused(project, FileChange("new.js", None, b"ours")).code == "outside-project"
    assert list((tmp_path / "outside").iterdir()) == []


def test_one_file_under_two_names(project: Path) -> None:
    before = (project / "src/Root.js").read_bytes()
    twins = (FileChange(name, before, before + b"ours") for name in ("src/Root.js", "link.js"))
    assert check_refused(project, *twins).code == "same-file"


def test_links_to_nothing_and_in_circles(project: Path) -> None:
    (project / "nothing.js").symlink_to("absent.js")
    (project / "one.js").symlink_to("two.js")
    (project / "two.js").symlink_to("one.js")
    assert check_refused(project, FileChange("nothing.js", None, b"ours")).code == "dangling-link"
    assert check_refused(project, FileChange("one.js", None, b"ours")).code in {"dangling-link", "link-loop"}


def test_a_folder_or_a_file_in_the_way(project: Path) -> None:
    assert check_refused(project, FileChange("src", None, b"ours")).code == "not-a-file"
    assert check_refused(project, FileChange("package.json/new.js", None, b"ours")).code == "not-a-folder"


def test_a_read_only_file_or_folder(project: Path) -> None:
    (project / "src/Root.js").chmod(0o444)
    assert check_refused(project, insert(project, "src/Root.js", (b"return ", b"x"))).cure == "chmod u+w src/Root.js"
    (project / "empty").chmod(0o555)
    assert check_refused(project, FileChange("empty/new.js", None, b"x")).cure == "chmod u+w empty"


def test_a_file_that_has_changed_vanished_or_appeared_since_it_was_read(project: Path) -> None:
    edit = insert(project, "src/Root.js", (b"return ", b"x"))
    write(project, "src/Root.js", b"something else")
    assert check_refused(project, edit).code == "changed-since"
    (project / "src/Root.js").unlink()
    assert check_refused(project, edit).code == "changed-since"
    assert "appeared" in check_refused(project, FileChange("package.json", None, b"x")).what


def test_one_bad_file_among_many_leaves_all_alone(project: Path) -> None:
    good, bad = graft(project).files, FileChange("package-lock.json", None, b"x")
    check_refused(project, *good, bad)


def test_an_uncommitted_change_in_a_file_that_would_be_written(project: Path) -> None:
    write(project, "src/Root.js", b"// mine\nreturn 1")
    write(project, "other.js", b"not touched by us")
    finding = check_refused(project, insert(project, "src/Root.js", (b"return ", b"x")), allow_dirty=False)
    assert finding.code == "dirty"
    assert "src/Root.js" in finding.what
    assert "other.js" not in finding.what
    assert "--allow-dirty" in finding.cure


def test_dirty_is_a_question_and_allow_dirty_the_answer(project: Path) -> None:
    write(project, "new.js", b"return 1")
    changes = ChangeSet(files=(insert(project, "new.js", (b"return ", b"x")),))
    with pytest.raises(ChatgraftError) as refusal:
        apply(project, changes, RECORD)
    assert refusal.value.exit_code is Exit.ASK
    apply(project, changes, RECORD, allow_dirty=True)


def test_what_our_own_uncommitted_graft_wrote_is_not_dirty(project: Path) -> None:
    apply(project, graft(project), RECORD)
    more = ChangeSet(files=(insert(project, "src/Root.js", (b"ChatKitBot/>", b"<More/>")),))
    apply(project, more, RECORD)


def test_ignored_and_deleted_files_are_not_dirty(project: Path) -> None:
    write(project, "node_modules/a.js", b"return 1")
    (project / "run.sh").unlink()
    (project / "package-lock.json").unlink()
    edit = insert(project, "node_modules/a.js", (b"return ", b"x"))
    apply(project, ChangeSet((edit, FileChange("run.sh", None, b"new")), (install("true"),)), RECORD)


def test_a_project_in_a_folder_of_a_larger_checkout_and_with_odd_names(tmp_path: Path) -> None:
    project = make_project(tmp_path / "mono")
    site = project / "sites/ä b"
    page = write(site, "[id]*.js", b"return 1")
    write(site, "id.js", b"return 2")
    commit(project)
    git(project, "status")
    edit = insert(site, "[id]*.js", (b"return ", b"x"))
    write(site, "id.js", b"dirty, but another file")
    require_ready(site, ChangeSet(files=(edit,)))
    page.write_bytes(b"return 3")
    changed = insert(site, "[id]*.js", (b"return ", b"x"))
    assert check_refused(site, changed, allow_dirty=False).code == "dirty"


def test_looking_at_a_project_does_not_touch_gits_index(project: Path) -> None:
    os.utime(project / "src/Root.js", (1, 1))
    index = (project / ".git/index").read_bytes()
    require_ready(project, graft(project))
    assert (project / ".git/index").read_bytes() == index


def test_outside_git_a_copy_of_each_overwritten_file_is_kept(tmp_path: Path) -> None:
    root = tmp_path / "plain"
    write(root, "src/index.html", b"<body></body>")
    write(root, ".env", b"KEY=secret\n")
    before = tree(root)
    edits = insert(root, "src/index.html", (b"<body>", b"<chat>")), insert(root, ".env", (b"secret\n", b"CHAT=1\n"))
    apply(root, ChangeSet(files=edits), RECORD)
    kept = root / ".chatgraft/kept"
    assert (kept / "src/index.html").read_bytes() == b"<body></body>"
    assert not (kept / ".env").exists()
    remove(root, planned_removal(root))
    assert tree(root) == before


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"[]",
        b'{"schema": 1}',
        b'{"schema": 2, "version": "9"}',
        b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
    ],
)
def test_a_broken_manifest_is_named_with_a_cure(project: Path, broken: bytes) -> None:
    write(project, ".chatgraft/manifest.json", broken)
    finding = check_refused(project, FileChange("new.js", None, b"x"))
    assert (finding.code, finding.file) == ("manifest-broken", ".chatgraft/manifest.json")


@pytest.mark.parametrize(
    "change",
    [
        {"keeps": ["../../home"]},
        {"folders": ["/etc"]},
        {"files": [{"path": "../x", "layers": [], "machinery": False}]},
        {"commands": [{"argv": ["rm", "-rf", "/"], "folder": ".", "redo": [], "made": [], "written": []}]},
        {"commands": [{"argv": ["npm", "exec", "evil"], "folder": ".", "redo": [], "made": [], "written": []}]},
        {"commands": [{"argv": ["npm", "install", "evil"], "folder": ".", "redo": [], "made": [], "written": []}]},
        {"commands": [{"argv": [], "folder": ".", "redo": [], "made": ["../other"], "written": []}]},
    ],
)
def test_a_manifest_that_came_with_a_strangers_project_is_held_to_it(project: Path, change: dict[str, Any]) -> None:
    apply(project, graft(project), RECORD)
    path = project / ".chatgraft/manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    before = tree(project)
    with pytest.raises(ChatgraftError):
        planned_removal(project, purge=True)
    assert tree(project) == before


def test_a_journal_that_came_with_a_strangers_project_deletes_nothing_outside(project: Path, tmp_path: Path) -> None:
    theirs = write(tmp_path, "outside.txt", b"theirs")
    nothing: dict[str, list[Any]] = {name: [] for name in ("files", "absent", "folders", "made", "trees", "redo")}
    for hostile in ({"absent": ["../outside.txt"]}, {"redo": [{"argv": ["npm", "ci"], "folder": "../elsewhere"}]}):
        write(project, ".chatgraft/journal/entries.json", json.dumps({**nothing, **hostile}).encode())
        with pytest.raises(ChatgraftError) as refusal:
            recover(project)
        assert refusal.value.finding.code == "outside-project"
    assert theirs.read_bytes() == b"theirs"


def test_a_broken_journal_is_named_with_a_cure(project: Path) -> None:
    write(project, ".chatgraft/journal/entries.json", b"{")
    with pytest.raises(ChatgraftError) as refusal:
        recover(project)
    assert refusal.value.finding.code == "journal-broken"
    assert (project / ".chatgraft/journal").exists()


def test_a_tampered_base_text_is_not_written_back(project: Path) -> None:
    apply(project, graft(project), RECORD)
    for text in (project / ".chatgraft/base").iterdir():
        text.write_bytes(b"not what its name says")
    plan = planned_removal(project)
    assert {finding.code for finding in plan.findings} == {"conflict"}
    assert {change.file for change in plan.files}.isdisjoint({"src/Root.js", "package.json"})
