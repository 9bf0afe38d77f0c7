"""What would change, for an owner to read: unified diffs, machinery and binary files in a line, secrets masked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from chatgraft.changes.masking import lines_of, masked_code, masked_settings
from chatgraft.changes.record import is_env_file
from chatgraft.core.changes import ChangeSet, FileChange

LONGEST_LINE = 2_000
"""Bytes in a line. What has longer ones is minified: nobody reads it."""
LARGEST = 200_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey, and what reverses text, in a file that might be anybody's."""


def entries(changes: ChangeSet) -> list[dict[str, str]]:
    """The `changes` of the `--json` document."""
    files = [{"path": change.file, "action": change.action, "diff": diff(change)} for change in changes.files]
    trees = [{"path": tree, "action": "delete", "diff": f"delete {tree}\n"} for tree in changes.trees]
    commands = [
        {"path": command.folder, "action": "run", "diff": f"run {' '.join(command.argv)}\n"}
        for command in changes.commands
    ]
    return files + trees + commands


def diff(change: FileChange) -> str:
    """A unified diff, as git would take it but for what is masked, or `create src/x.js (120 lines, machinery)`."""
    summary = _summary(change)
    if summary:
        return f"{change.action} {_shown(change.file.encode())} ({summary})\n"
    before, after = change.before or b"", change.after or b""
    if is_env_file(change.file):
        before, after = masked_settings(before, before), masked_settings(after, before)
    elif change.before is not None:
        before, after = (masked_code(change.file, text) for text in (before, after))
    old = b"/dev/null" if change.before is None else b"a/" + change.file.encode("utf-8", "surrogateescape")
    new = b"/dev/null" if change.after is None else b"b/" + change.file.encode("utf-8", "surrogateescape")
    lines = difflib.diff_bytes(difflib.unified_diff, lines_of(before), lines_of(after), old, new)
    return "".join(_printed(lines))


def _summary(change: FileChange) -> str | None:
    """Why a file is not shown line by line; None where it is."""
    texts = [text for text in (change.before, change.after) if text is not None]
    text = texts[-1] if texts else b""
    if any(b"\0" in text or not _is_utf8(text) for text in texts):
        return f"{len(text)} bytes, binary"
    count = text.count(b"\n") + (not text.endswith(b"\n") and bool(text))
    size = f"{count} line" if count == 1 else f"{count} lines"
    if change.machinery and change.action != "edit":
        return f"{size}, machinery"
    if change.action != "edit" and max((len(line) for line in text.split(b"\n")), default=0) > LONGEST_LINE:
        return f"{size}, minified"
    return f"{size}, large" if max(map(len, texts), default=0) > LARGEST and change.action != "edit" else None


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _printed(lines: Iterator[bytes]) -> Iterator[str]:
    for line in lines:
        if line.endswith(b"\n"):
            yield _shown(line)
        else:
            yield f"{_shown(line)}\n\\ No newline at end of file\n"


def _shown(line: bytes) -> str:
    text = line.decode("utf-8", "replace")
    ended = text.endswith("\r\n")
    body = CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text.removesuffix("\n").removesuffix("\r"))
    return body + ("\r\n" if ended else "\n" if text.endswith("\n") else "")
