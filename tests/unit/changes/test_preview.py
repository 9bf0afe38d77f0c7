"""What an owner reads before saying yes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from chatgraft.changes.apply import apply
from chatgraft.changes.preview import diff, entries
from chatgraft.changes.removal import planned_removal
from chatgraft.core.changes import ChangeSet, FileChange
from tests.unit.changes.tree import RECORD, git, graft, insert, install, make_project, tree, write


def test_an_edit_is_a_unified_diff(project: Path) -> None:
    shown = diff(insert(project, "package.json", (b'"^19.0.0"', b',\n    "a": "1"')))
    assert shown == (
        "--- a/package.json\n+++ b/package.json\n@@ -1,5 +1,6 @@\n {\n"
        '   "dependencies": {\n-    "react": "^19.0.0"\n+    "react": "^19.0.0",\n+    "a": "1"\n   }\n }\n'
    )


def test_git_can_apply_what_is_shown(project: Path, tmp_path: Path) -> None:
    changes = [change for change in graft(project).files if not change.machinery and ".env" not in change.file]
    patch = write(tmp_path, "shown.patch", "".join(diff(change) for change in changes).encode())
    copy = make_project(tmp_path / "copy")
    git(copy, "-c", "core.autocrlf=false", "apply", str(patch))
    assert {change.file: (copy / change.file).read_bytes() for change in changes} == {
        change.file: change.after for change in changes
    }


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (FileChange("kit/a.js", None, b"a\nb\n", machinery=True), "create kit/a.js (2 lines, machinery)\n"),
        (FileChange("kit/a.js", b"a\nb", None, machinery=True), "delete kit/a.js (2 lines, machinery)\n"),
        (FileChange("a.png", None, b"\x89PNG\0\0"), "create a.png (6 bytes, binary)\n"),
        (FileChange("a.txt", b"\xff\xfea\0", b"\xff\xfeb\0"), "edit a.txt (4 bytes, binary)\n"),
        (FileChange("widget.js", None, b"x" * 3000), "create widget.js (1 line, minified)\n"),
        (FileChange("lock", None, b"a line\n" * 40_000), "create lock (40000 lines, large)\n"),
    ],
)
def test_what_nobody_reads_is_summed_up(change: FileChange, line: str) -> None:
    assert diff(change) == line


def test_env_files_show_no_value(project: Path) -> None:
    text = (
        b"OPENAI_API_KEY=sk-one\n# OLD_TOKEN=sk-two\nexport PLAIN=sk-three\n"
        b'PEM="-----BEGIN\nsk-four==\nEND"\nLAST=sk-five'
    )
    write(project, ".env", text)
    edit = insert(project, ".env", (b"sk-five", b"\nCHATKIT_PORT=8001\nCHATKIT_SECRET=sk-six\nANTHROPIC_API_KEY=\n"))
    for change in (edit, FileChange(".env", text, None)):
        assert "sk-" not in diff(change)
    assert "+CHATKIT_PORT=8001\n+CHATKIT_SECRET=********\n+ANTHROPIC_API_KEY=\n" in diff(edit)


# Put together here, so that no text of this file looks like a key to who looks for them.
KEY = "sk-" + "aB3" * 8


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("a.py", f'client = OpenAI(api_key="{KEY}")'),
        ("a.py", 'OPENAI_API_KEY: str = "hunter22"'),
        ("a.py", "key = os.environ.get('OPENAI_API_KEY', 'hunter22')"),
        ("a.py", 'engine = create_engine("postgresql://ann:hunter22@db/site")'),
        ("a.py", f"call('{KEY}')"),
        ("a.ts", "const secret = process.env.JWT_SECRET ?? 'hunter22'"),
        ("a.json", '  "accessToken": "hunter22",'),
        ("a.js", 'const apiKey = "2024.12-hunter22"'),
        ("package.json", '  "token": "1.2-hunter22",'),
        ("a.js", "  password: `hunter22`,"),
        ("a.yml", "  api_key: hunter22"),
        ("a.yml", "  algolia: {apiKey: 'hunter22'}"),
    ],
)
def test_a_key_beside_an_edit_is_not_shown_and_stays_in_the_file(file: str, line: str) -> None:
    before = f"first\n{line}\nlast\n".encode()
    change = FileChange(file, before, before + b"ours\n")
    shown = diff(change)
    assert "hunter22" not in shown
    assert KEY not in shown
    assert "********" in shown
    assert shown.endswith(" last\n+ours\n")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("a.jsx", '<Tab key="overview" type="password" />'),
        ("a.py", 'TOKEN_URL = "/api/login/access"'),
        ("a.py", 'password = request.form["password"]'),
        ("a.py", 'api_key = f"{settings.key}"'),
        ("a.js", "headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' }"),
        ("a.js", "const url = `https://${user}:${password}@example.org`"),
        ("a.yml", "  token: ${TOKEN_OF_CI}"),
        ("package.json", '    "jsonwebtoken": "^8.5.1",'),
        ("package.json", '    "passwd-secret": "~2.0.0-beta.1",'),
    ],
)
def test_what_is_no_secret_is_shown(file: str, line: str) -> None:
    before = f"{line}\n".encode()
    assert f" {line}\n" in diff(FileChange(file, before, before + b"ours\n"))


def test_nothing_in_a_file_reaches_the_terminal_as_a_command() -> None:
    shown = diff(FileChange("a.txt", None, b"\x1b[2Jgone\x07\nright\xe2\x80\xaeleft\n"))
    assert "+\\x1b[2Jgone\\x07\n+right\\x202eleft\n" in shown


def test_json_lists_files_trees_and_commands(project: Path) -> None:
    changes = graft(project, install("true"))
    listed = entries(changes)
    assert [(entry["path"], entry["action"]) for entry in listed] == [
        *((change.file, change.action) for change in changes.files),
        (".", "run"),
    ]
    apply(project, ChangeSet(files=changes.files), RECORD)
    write(project, "backend/.chatkit/a.sqlite3", b"")
    before = tree(project)
    removal = entries(planned_removal(project, purge=True))
    assert {"path": "backend/.chatkit", "action": "delete", "diff": "delete backend/.chatkit\n"} in removal
    assert tree(project) == before


def test_crlf_and_a_missing_final_newline_are_shown_as_git_shows_them(project: Path) -> None:
    edit = insert(project, "src/Root.js", (b"}", b"\r\n// end"))
    assert edit.after is not None
    argv = ["git", "diff", "--no-index", "--no-color", "src/Root.js", "-"]
    gits = subprocess.run(argv, cwd=project, input=edit.after, capture_output=True, check=False).stdout
    hunk = gits[gits.index(b"@@\n") if b"@@\n" in gits else gits.index(b"@@ ") :].split(b"\n", 1)[1]
    assert diff(edit).encode().endswith(hunk.split(b"\n", 1)[1])
