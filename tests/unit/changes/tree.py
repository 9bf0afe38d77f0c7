"""Projects for these tests, and what a project looks like from outside."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from chatgraft.changes.record import Record
from chatgraft.core.changes import ChangeSet, Command, FileChange, Splice
from chatgraft.core.source import sha256

RECORD = Record("0.1.0", {"frontend": "docusaurus"}, ("backend/.env", "backend/.chatkit"))
PAGE = b"\xef\xbb\xbfimport a from 'a';\r\nexport default function Root() {\r\n\treturn a;\r\n}"


def scratch() -> TemporaryDirectory[str]:
    """In memory where there is such a place: these tests wait for the disk thousands of times."""
    memory = Path("/dev/shm")
    return TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


def tree(root: Path) -> dict[str, tuple[str, int, bytes]]:
    """Every path under `root`, empty folders and links too: its kind, mode and content. Git's own folder apart."""
    found: dict[str, tuple[str, int, bytes]] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != ".git"]
        for name in (*folders, *names):
            path = Path(folder, name)
            mode = stat.S_IMODE(path.lstat().st_mode)
            if path.is_symlink():
                entry = ("link", mode, os.fsencode(path.readlink()))
            else:
                entry = ("folder", mode, b"") if path.is_dir() else ("file", mode, path.read_bytes())
            found[path.relative_to(root).as_posix()] = entry
    return found


def write(root: Path, file: str, data: bytes) -> Path:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def git(root: Path, *arguments: str) -> str:
    argv = ["git", "-C", str(root), "-c", "user.name=Owner", "-c", "user.email=owner@example.org", *arguments]
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "as it is")


def make_project(root: Path) -> Path:
    """A site with an owner's oddities: BOM, CRLF, no final newline, a script, a link, an empty folder."""
    root.mkdir(exist_ok=True)
    write(root, "src/Root.js", PAGE)
    write(root, "package.json", b'{\n  "dependencies": {\n    "react": "^19.0.0"\n  }\n}\n')
    write(root, "package-lock.json", b'{"lock": 1}\n')
    write(root, ".gitignore", b"node_modules")
    write(root, "run.sh", b"#!/bin/sh\nexit 0\n").chmod(0o755)
    (root / "link.js").symlink_to("src/Root.js")
    (root / "empty").mkdir()
    git(root, "init", "-q")
    commit(root)
    return root


def insert(root: Path, file: str, *pairs: tuple[bytes, bytes]) -> FileChange:
    """An edit that puts each second text after the first occurrence of its first."""
    before = (root / file).read_bytes()
    ends = [(before.index(anchor) + len(anchor), new) for anchor, new in pairs]
    splices = tuple(Splice(file, sha256(before), end, end, new) for end, new in sorted(ends))
    after = before
    for item in reversed(splices):
        after = after[: item.start] + item.new + after[item.end :]
    return FileChange(file, before, after, splices)


def graft(root: Path, *commands: Command) -> ChangeSet:
    """What a real graft does: edits, new files in new folders, a script, an env example, ignore lines."""
    wrap = (b"'a';\r\n", b"import ChatKitBot from './ChatKitBot';\r\n"), (b"return ", b"<><ChatKitBot/>")
    return ChangeSet(
        files=(
            insert(root, "src/Root.js", *wrap),
            insert(root, "package.json", (b'"^19.0.0"', b',\n    "@openai/chatkit-react": "1.5.1"')),
            insert(root, ".gitignore", (b"node_modules", b"\nbackend/.env\nbackend/.chatkit/\n")),
            insert(root, "run.sh", (b"#!/bin/sh\n", b"echo chat on\n")),
            FileChange("src/ChatKitBot/index.jsx", None, b"export default function ChatKitBot() {}\n"),
            FileChange("src/ChatKitBot/kit/panel.js", None, b"const a = 1;\n" * 400, machinery=True),
            FileChange("backend/chatkit_server.py", None, b"print('chat')\n", executable=True),
            FileChange("backend/.env.example", None, b"# CHATKIT_SECRET=\nOPENAI_API_KEY=\n"),
        ),
        commands=commands,
    )


def install(script: str, *, redo: tuple[str, ...] = ()) -> Command:
    """An install played by a shell script: it may write package-lock.json and make node_modules."""
    return Command(("sh", "-ec", script), ".", "the widget needs its packages", LOCK, ("node_modules",), redo)


LOCK = ("package-lock.json",)
GOOD_INSTALL = "echo '{\"lock\": 2}' > package-lock.json; mkdir -p node_modules/react; echo 1 > node_modules/react/i.js"
