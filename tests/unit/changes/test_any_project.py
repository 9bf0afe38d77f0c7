"""For any bytes and any edits: apply and remove together change nothing, and a failure changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatgraft.changes.apply import apply
from chatgraft.changes.removal import conflicts, planned_removal
from chatgraft.changes.remove import remove
from chatgraft.changes.takeout import take_out
from chatgraft.core.changes import ChangeSet, FileChange, Splice, splice
from chatgraft.core.errors import ChatgraftError
from chatgraft.core.source import Source
from tests.unit.changes.splices import spliced
from tests.unit.changes.tree import RECORD, install, scratch, tree, write

NAMES = st.sampled_from(["a.js", "src/a.js", "src/deep/b.html", ".env", "src/.gitignore", "ü/ä b.css"])
TEXTS = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from([b"line\n", b"line\r\n", b"\xef\xbb\xbf", b"\t<p>", b"\0", b"end"]), max_size=12).map(
        b"".join
    ),
)
EDITS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5), st.binary(min_size=1, max_size=40)), max_size=4)


def edited(file: str, before: bytes, edits: list[tuple[int, int, bytes]]) -> FileChange:
    source, splices, last = Source(file, before), [], 0
    for at, length, new in sorted(edits):
        start = max(last, min(at, len(before)))
        last = min(start + (0 if file == ".env" else length), len(before))
        splices.append(Splice(file, source.sha, start, last, new))
        if last == len(before):
            break
        last += 1
    return FileChange(file, before, splice(source, tuple(splices)), tuple(splices))


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(NAMES, st.tuples(TEXTS, EDITS), max_size=5), st.dictionaries(NAMES, TEXTS, max_size=4))
def test_apply_then_remove_is_nothing(
    old: dict[str, tuple[bytes, list[tuple[int, int, bytes]]]], new: dict[str, bytes]
) -> None:
    with scratch() as name:
        root = Path(name)
        for file, (text, _) in old.items():
            write(root, file, text)
        (root / "empty").mkdir()
        before = tree(root)
        edits = [edited(file, text, edits) for file, (text, edits) in old.items() if edits]
        made = [FileChange(file, None, text) for file, text in new.items() if file not in old]
        changes = ChangeSet(files=tuple(change for change in (*edits, *made) if change.before != change.after))
        failing = ChangeSet(files=changes.files, commands=(install("mkdir node_modules; exit 1"),))
        with pytest.raises(ChatgraftError):
            apply(root, failing, RECORD)
        assert tree(root) == before
        apply(root, changes, RECORD)
        plan = planned_removal(root)
        assert not conflicts(plan)
        remove(root, plan)
        assert tree(root) == before


@given(st.lists(st.sampled_from([b"one one\n", b"two two\n", b"three three\n", b"\n"]), max_size=6).map(b"".join))
def test_what_an_owner_adds_at_either_end_is_all_that_differs(mine: bytes) -> None:
    before = b"".join(b"line number %d of the file\n" % number for number in range(30))
    after, pieces = spliced(
        before, (b"line number 15 of the file\n", b"<script src='chatkit-widget/widget.js'></script>\n")
    )
    assert take_out(mine + after, before, after, pieces) == mine + before
    assert take_out(after + mine, before, after, pieces) == before + mine
