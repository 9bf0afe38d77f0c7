"""A graft and its removal leave the project byte for byte as it was."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from chatgraft.changes.apply import apply, settled
from chatgraft.changes.record import Record
from chatgraft.changes.removal import conflicts, planned_removal
from chatgraft.changes.remove import remove
from chatgraft.core.changes import ChangeSet, FileChange
from chatgraft.core.errors import ChatgraftError, Exit
from chatgraft.core.source import sha256
from tests.unit.changes.tree import GOOD_INSTALL, RECORD, commit, git, graft, insert, install, tree, write


def take_away(root: Path, *, purge: bool = False, allow_dirty: bool = False) -> ChangeSet:
    plan = planned_removal(root, purge=purge)
    assert remove(root, plan, allow_dirty=allow_dirty) == ()
    return plan


def test_apply_writes_exactly_the_change_set_and_its_record(project: Path) -> None:
    before, changes = tree(project), graft(project)
    apply(project, changes, RECORD)
    after = tree(project)
    for change in changes.files:
        assert after[change.file][2] == change.after
    ours = {change.file for change in changes.files}
    others = {path: entry for path, entry in after.items() if path not in ours and not path.startswith(".chatgraft")}
    made = {"backend", "src/ChatKitBot", "src/ChatKitBot/kit"}
    assert {path: entry for path, entry in others.items() if path not in made} == {
        path: entry for path, entry in before.items() if path not in ours
    }
    assert after["run.sh"][1] == 0o755
    assert after["backend/chatkit_server.py"][1] & 0o111


def test_remove_leaves_what_was_there(project: Path) -> None:
    before = tree(project)
    apply(project, graft(project), RECORD)
    take_away(project)
    assert tree(project) == before
    assert git(project, "status", "--porcelain", "--ignored") == ""


def test_remove_after_an_install_takes_the_lock_and_the_packages_back(project: Path) -> None:
    before = tree(project)
    apply(project, graft(project, install(GOOD_INSTALL)), RECORD)
    assert (project / "node_modules/react/i.js").exists()
    take_away(project)
    assert tree(project) == before


def test_remove_after_the_graft_was_committed(project: Path) -> None:
    before = tree(project)
    apply(project, graft(project), RECORD)
    commit(project)
    take_away(project)
    assert tree(project) == before


def test_a_second_run_writes_nothing(project: Path) -> None:
    apply(project, graft(project), RECORD)
    stamps = {path: path.stat().st_mtime_ns for path in project.rglob("*") if ".git/" not in str(path)}
    again = ChangeSet(files=tuple(replace(change, before=change.after, splices=()) for change in graft_of(project)))
    assert settled(project, again).is_empty
    apply(project, settled(project, again), RECORD)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*") if ".git/" not in str(path)} == stamps


def graft_of(project: Path) -> tuple[FileChange, ...]:
    files = json.loads((project / ".chatgraft/manifest.json").read_text())["files"]
    return tuple(FileChange(file["path"], None, (project / file["path"]).read_bytes()) for file in files)


def test_nothing_to_graft_leaves_no_manifest(project: Path) -> None:
    before = tree(project)
    apply(project, ChangeSet(), RECORD)
    assert tree(project) == before


def test_the_manifest_has_the_same_bytes_in_every_checkout(project: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(project, tmp_path / "elsewhere", symlinks=True)
    apply(project, graft(project), RECORD)
    changes = graft(copy)
    apply(copy, replace(changes, files=tuple(reversed(changes.files))), RECORD)
    assert (copy / ".chatgraft/manifest.json").read_bytes() == (project / ".chatgraft/manifest.json").read_bytes()
    assert (copy / ".chatgraft/manifest.json").read_bytes().endswith(b"}\n")
    assert str(tmp_path) not in (project / ".chatgraft/manifest.json").read_text()


def test_the_manifest_is_written_as_prettier_would(project: Path) -> None:
    choices = {
        "features": ["selection"],
        "deploy": [],
        "other": {},
        "pages": [f"guides/page-{n}.html" for n in (1, 2, 3, 4)],
    }
    apply(project, ChangeSet(files=(FileChange("a.js", None, b"a\n"),)), Record("1.0", choices))
    assert (project / ".chatgraft/manifest.json").read_text() == MANIFEST


MANIFEST = """{
  "choices": {
    "deploy": [],
    "features": ["selection"],
    "other": {},
    "pages": [
      "guides/page-1.html",
      "guides/page-2.html",
      "guides/page-3.html",
      "guides/page-4.html"
    ]
  },
  "commands": [],
  "files": [
    {
      "layers": [
        {
          "after": "SHA-OF-A",
          "before": null,
          "pieces": [],
          "private": false
        }
      ],
      "machinery": false,
      "path": "a.js"
    }
  ],
  "folders": [],
  "keeps": [],
  "schema": 1,
  "version": "1.0"
}
""".replace("SHA-OF-A", sha256(b"a\n"))


def test_a_second_graft_extends_the_first_and_both_are_taken_out(project: Path) -> None:
    before = tree(project)
    apply(project, graft(project, install(GOOD_INSTALL)), RECORD)
    more = ChangeSet(
        files=(
            insert(project, "src/Root.js", (b"ChatKitBot/>", b"<Selection/>")),
            insert(project, "src/ChatKitBot/index.jsx", (b"() {", b" return null; ")),
            FileChange("src/ChatKitBot/more.js", None, b"export const more = 1;\n"),
        )
    )
    apply(project, more, Record("0.2.0", {"feature": "selection"}))
    manifest = json.loads((project / ".chatgraft/manifest.json").read_text())
    assert manifest["version"] == "0.2.0"
    assert manifest["keeps"] == ["backend/.chatkit", "backend/.env"]
    take_away(project)
    assert tree(project) == before


def test_what_the_owner_wrote_between_and_after_two_grafts_stays(project: Path) -> None:
    original = (project / "src/Root.js").read_bytes()
    apply(project, graft(project), RECORD)
    write(project, "src/Root.js", (project / "src/Root.js").read_bytes() + b"\r\n// mine")
    commit(project)
    apply(
        project, ChangeSet(files=(insert(project, "src/Root.js", (b"Bot/>", b"<Selection key='selection'/>")),)), RECORD
    )
    write(project, "src/Root.js", (project / "src/Root.js").read_bytes() + b"\r\n// and mine")
    commit(project)
    take_away(project)
    assert (project / "src/Root.js").read_bytes() == original + b"\r\n// mine\r\n// and mine"


def test_a_link_stays_a_link_and_its_target_is_edited(project: Path) -> None:
    before = tree(project)
    apply(project, ChangeSet(files=(insert(project, "link.js", (b"return ", b"<ChatKitBot/>")),)), RECORD)
    assert (project / "link.js").is_symlink()
    assert b"<ChatKitBot/>" in (project / "src/Root.js").read_bytes()
    take_away(project, allow_dirty=True)
    assert tree(project) == before


def test_a_file_that_the_owner_deleted_stays_deleted(project: Path) -> None:
    apply(project, graft(project), RECORD)
    (project / "src/ChatKitBot/index.jsx").unlink()
    again = ChangeSet(files=(FileChange("src/ChatKitBot/index.jsx", None, b"export {}\n"),))
    left = settled(project, again)
    assert left.files == ()
    assert left.findings[0].code == "stays-deleted"
    (project / "src/Root.js").unlink()
    take_away(project)
    assert not (project / "src/Root.js").exists()


def test_what_the_service_made_stays_and_so_do_the_lines_that_hide_it(project: Path) -> None:
    apply(project, graft(project), RECORD)
    write(project, "backend/.env", b"CHATKIT_SECRET=s3cret\n")
    write(project, "backend/.chatkit/chatkit.sqlite3", b"history")
    plan = take_away(project)
    assert git(project, "status", "--porcelain") == " M .gitignore\n"
    assert (project / "backend/.env").read_bytes() == b"CHATKIT_SECRET=s3cret\n"
    assert {finding.file for finding in plan.findings} == {"backend/.env", "backend/.chatkit", ".gitignore"}


def test_purge_takes_what_the_service_made(project: Path) -> None:
    before = tree(project)
    apply(project, graft(project), RECORD)
    write(project, "backend/.env", b"CHATKIT_SECRET=s3cret\n")
    write(project, "backend/.chatkit/chatkit.sqlite3", b"history")
    write(project, "backend/__pycache__/chatkit_server.cpython-311.pyc", b"compiled")
    take_away(project, purge=True)
    assert tree(project) == before


def test_an_edited_file_of_ours_is_guarded_and_goes_once_committed(project: Path) -> None:
    before = tree(project)
    apply(project, graft(project), RECORD)
    commit(project)
    write(project, "src/ChatKitBot/index.jsx", b"export default () => 'mine';\n")
    edited = tree(project)
    with pytest.raises(ChatgraftError) as refusal:
        remove(project, planned_removal(project))
    assert refusal.value.exit_code is Exit.ASK
    assert "src/ChatKitBot/index.jsx" in refusal.value.finding.what
    assert tree(project) == edited
    commit(project)
    take_away(project)
    assert tree(project) == before


def test_an_edited_file_that_git_ignores_stays(project: Path) -> None:
    write(project, ".gitignore", b"node_modules\nsecret.js\n")
    commit(project)
    apply(project, ChangeSet(files=(FileChange("secret.js", None, b"ours\n"),)), RECORD)
    write(project, "secret.js", b"the owner's\n")
    plan = take_away(project)
    assert [finding.file for finding in plan.findings] == ["secret.js"]
    assert (project / "secret.js").read_bytes() == b"the owner's\n"
    assert not (project / ".chatgraft").exists()


def test_a_conflict_leaves_the_file_and_a_second_removal_finishes(project: Path) -> None:
    apply(project, graft(project), RECORD)
    page = (project / "src/Root.js").read_bytes()
    write(project, "src/Root.js", page.replace(b"<><ChatKitBot/>", b"<><ChatKitBot colour='red'/>"))
    commit(project)
    plan = take_away(project)
    assert conflicts(plan) == {"src/Root.js"}
    assert b"colour='red'" in (project / "src/Root.js").read_bytes()
    assert not (project / "backend").exists()
    write(project, "src/Root.js", page.replace(b"<><ChatKitBot/>", b"").replace(b"import ChatKitBot", b"// import"))
    write(project, "src/Root.js", b"export default 1;\n")
    commit(project)
    take_away(project)
    assert (project / "src/Root.js").read_bytes() == b"export default 1;\n"
    assert not (project / ".chatgraft").exists()


def test_no_text_of_env_files_or_ignored_files_is_kept(project: Path) -> None:
    write(project, ".env.production", b"DATABASE_URL=postgres://u:hunter2@h/d")
    write(project, "local/config.py", b"PASSWORD = 'hunter2'\n")
    write(project, ".gitignore", b"node_modules\nlocal/\n")
    commit(project)
    before = tree(project)
    changes = ChangeSet(
        files=(
            insert(project, ".env.production", (b"hunter2@h/d", b"\nCHATKIT_ENV=production\n")),
            insert(project, "local/config.py", (b"'hunter2'\n", b"CHAT = True\n")),
        )
    )
    apply(project, changes, RECORD)
    assert {path.name for path in (project / ".chatgraft").iterdir()} == {"manifest.json", ".gitattributes"}
    manifest = (project / ".chatgraft/manifest.json").read_text()
    assert "hunter2" not in manifest
    take_away(project)
    assert tree(project) == before


def test_a_file_that_git_begins_or_ceases_to_ignore_between_two_grafts(project: Path) -> None:
    for first, second in ((b"node_modules\n", b"node_modules\nsrc/Root.js\n"), (b"src/Root.js\n", b"node_modules\n")):
        before = tree(project)
        write(project, ".gitignore", first)
        git(project, "rm", "-q", "--cached", "src/Root.js")
        apply(
            project, ChangeSet(files=(insert(project, "src/Root.js", (b"'a';", b" // one")),)), RECORD, allow_dirty=True
        )
        write(project, ".gitignore", second)
        apply(
            project,
            ChangeSet(files=(insert(project, "src/Root.js", (b"return", b" two +")),)),
            RECORD,
            allow_dirty=True,
        )
        take_away(project, allow_dirty=True)
        write(project, ".gitignore", before[".gitignore"][2])
        assert tree(project) == before
        git(project, "add", "-f", "src/Root.js")


def test_a_value_that_the_owner_filled_in_stays(project: Path) -> None:
    write(project, ".env", b"MINE=1\n")
    apply(
        project,
        ChangeSet(files=(insert(project, ".env", (b"1\n", b"OPENAI_API_KEY=\nCHATKIT_ENV=x\n")),)),
        RECORD,
        allow_dirty=True,
    )
    write(project, ".env", b"MINE=2\nOPENAI_API_KEY=sk-1\nCHATKIT_ENV=x\nMORE=3\n")
    take_away(project, allow_dirty=True)
    assert (project / ".env").read_bytes() == b"MINE=2\nOPENAI_API_KEY=sk-1\nMORE=3\n"
