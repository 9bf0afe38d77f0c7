"""Ignore files, env files and requirements get what they lack, and keep what they have."""

from __future__ import annotations

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.core.source import Source
from chatgraft.edits import Edit, applied
from chatgraft.edits.lines import append_lines
from tests.unit.edits.checks import check_edited, check_unchanged


@pytest.mark.parametrize(
    ("file", "before", "lines", "after"),
    [
        (".gitignore", "node_modules/\n", ["/backend/.env"], "node_modules/\n/backend/.env\n"),
        (".gitignore", "# /backend/.env\n", ["/backend/.env"], "# /backend/.env\n/backend/.env\n"),
        (".gitignore", "a\n", ["b", "a", "c"], "a\nb\nc\n"),
        ("backend/.env.example", "A=1\n", ["# why", "B=2", "", "# other", "A=3"], "A=1\n# why\nB=2\n"),
        ("backend/.env.example", "A=1\n", ["", "# secret", "# B="], "A=1\n\n# secret\n# B=\n"),
        (".env", "# see B = the second\n", ["B=2"], "# see B = the second\nB=2\n"),
        ("requirements.txt", "flask==3.0\n", ["openai-chatkit>=1.6", "Flask"], "flask==3.0\nopenai-chatkit>=1.6\n"),
        ("requirements.txt", "fastapi-users\n# fastapi\n", ["fastapi"], "fastapi-users\n# fastapi\nfastapi\n"),
        ("NOTES", "a\n", ["b"], "a\nb\n"),
    ],
)
def test_adds_what_is_missing_at_the_end(file: str, before: str, lines: list[str], after: str) -> None:
    check_edited(lambda source: append_lines(source, lines), file, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n", "a\n\n# Chat\nb\n"),
        ("a\n\n", "a\n\n# Chat\nb\n"),
        ("a", "a\n\n# Chat\nb"),
        ("", "# Chat\nb\n"),
        ("a\r\n", "a\r\n\r\n# Chat\r\nb\r\n"),
    ],
)
def test_a_heading_stands_apart(before: str, after: str) -> None:
    source = Source(".gitignore", before.encode())
    assert applied(source, append_lines(source, ["b"], "# Chat")).data == after.encode()


@pytest.mark.parametrize(
    ("file", "text", "lines"),
    [
        (".gitignore", "backend/.env\n", ["/backend/.env"]),
        (".gitignore", "/backend/.env  \n", ["backend/.env"]),
        (".env", "CHATKIT_ENV=production\n", ["CHATKIT_ENV=development"]),
        (".env", "export CHATKIT_ENV = production\n", ["CHATKIT_ENV=development"]),
        (".env.example", "#CHATKIT_SECRET=\n", ["# a secret", "CHATKIT_SECRET=x"]),
        ("requirements.txt", "Flask_SQLAlchemy[x]>=3 ; python_version>'3'\n", ["flask-sqlalchemy==3.1"]),
        ("requirements/base.txt", "fastapi @ https://example.org/f.whl\n", ["fastapi"]),
        ("requirements.txt", "x\n", []),
        ("requirements.txt", "x\n", ["# only a comment", ""]),
    ],
)
def test_leaves_what_is_there_in_meaning(file: str, text: str, lines: list[str]) -> None:
    def edit(source: Source) -> Edit:
        return append_lines(source, lines, "# Chat")

    check_unchanged(edit, file, text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("a\n".encode("utf-16"), "UTF-16"),
        (b"caf\xe9\n", "not UTF-8"),
        (b"<<<<<<< HEAD\na\n", "merge conflict"),
    ],
)
def test_hands_over_what_it_cannot_read(data: bytes, why: str) -> None:
    (by_hand,) = append_lines(Source(".gitignore", data), ["b"])
    assert isinstance(by_hand, ByHand)
    assert why in by_hand.why
    assert by_hand.snippet == "b"
