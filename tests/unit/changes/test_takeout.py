"""Our splices come out of a file that its owner has edited since; where that is unsure, nothing is touched."""

from __future__ import annotations

import pytest

from chatgraft.changes.takeout import take_out
from tests.unit.changes.splices import spliced

BEFORE = b"""import React from 'react';
import Layout from './Layout';

export default function Root({children}) {
  return <Layout>{children}</Layout>;
}
"""
PARTS = (
    (b"'./Layout';\n", b"import ChatKitBot from './ChatKitBot';\n"),
    (b"return ", b"<>"),
    (b"</Layout>", b"<ChatKitBot /></>"),
)
AFTER, PIECES = spliced(BEFORE, *PARTS)


def check_taken_out(current: bytes, expected: bytes) -> None:
    assert take_out(current, BEFORE, AFTER, PIECES) == expected


def check_unsure(current: bytes) -> None:
    assert take_out(current, BEFORE, AFTER, PIECES) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", b""),
        (b"import React from 'react';", b"// licence\nimport React, {useState} from 'react';"),
        (b"export default function Root", b"const a = 1;\n\nexport default function Wrapper"),
        (b"{children}<", b"<Header/>{children}<"),
        (b"\n}\n", b"\n}\n\nexport const more = 1;\n"),
        (b"./Layout", b"@site/src/Layout"),
    ],
)
def test_edits_around_ours_stay(old: bytes, new: bytes) -> None:
    assert old in AFTER
    check_taken_out(AFTER.replace(old, new, 1), BEFORE.replace(old, new, 1))


def test_line_ends_made_crlf_stay_crlf() -> None:
    check_taken_out(AFTER.replace(b"\n", b"\r\n") + b"// mine\r\n", BEFORE.replace(b"\n", b"\r\n") + b"// mine\r\n")


def test_ours_taken_out_by_hand_is_no_conflict() -> None:
    check_taken_out(BEFORE + b"// mine\n", BEFORE + b"// mine\n")
    check_taken_out(b"export default 1;\n", b"export default 1;\n")


def test_ours_moved_elsewhere_is_still_found_where_it_is_unmistakable() -> None:
    line = b"import ChatKitBot from './ChatKitBot';\n"
    check_taken_out(line + AFTER.replace(line, b""), BEFORE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<ChatKitBot /></>", b"<ChatKitBot colour='red' /></>"),
        (b"import ChatKitBot from './ChatKitBot';\n", b""),
        (b"return <>", b"return <Provider>"),
        (b"import ChatKitBot from", b"import Bot from"),
    ],
)
def test_ours_edited_or_half_taken_out_is_a_conflict(old: bytes, new: bytes) -> None:
    assert old in AFTER
    check_unsure(AFTER.replace(old, new, 1))


def test_ours_standing_twice_is_a_conflict() -> None:
    check_unsure(AFTER + AFTER)


def test_replaced_text_comes_back() -> None:
    before = b"[project]\nname = 'a'\ndependencies = []\n"
    after, pieces = spliced(before, (b"dependencies = ", b"['openai-chatkit']"), replace=2)
    assert take_out(after + b"[tool.mine]\n", before, after, pieces) == before + b"[tool.mine]\n"
    assert take_out(b"[project]\nname = 'a'\n", before, after, pieces) is None
