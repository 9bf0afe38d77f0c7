"""YAML keeps its comments, its order and its tags; what is not understood is handed over."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits.yaml import add_item, read_value
from tests.unit.edits.checks import check_edited, check_unchanged

ENTRY = {"path": "chat/widget.js", "type": "module"}
ITEM = "  - path: chat/widget.js\n    type: module\n"
INDENTED = ("as written", "CRLF", "BOM", "no final newline")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("site_name: x\n", f"site_name: x\nscripts:\n{ITEM}"),
        ("scripts:\n  - a.js\n", f"scripts:\n  - a.js\n{ITEM}"),
        ("scripts:\n- a.js\nnav: []\n", "scripts:\n- a.js\n- path: chat/widget.js\n  type: module\nnav: []\n"),
        ("scripts:\n  - a.js  # why\n\n# next\nnav: []\n", f"scripts:\n  - a.js  # why\n{ITEM}\n# next\nnav: []\n"),
        (
            "scripts:\n  - path: a.js\n    async: true\nb: 1\n",
            f"scripts:\n  - path: a.js\n    async: true\n{ITEM}b: 1\n",
        ),
        ("scripts: []\n", "scripts: [{path: chat/widget.js, type: module}]\n"),
        ("scripts: [a.js]\nb: 1\n", "scripts: [a.js, {path: chat/widget.js, type: module}]\nb: 1\n"),
        ("scripts:\nb: 1\n", f"scripts:\n{ITEM}b: 1\n"),
        ("é: 'ü'\nscripts:\n  - é.js\nb: 1\n", f"é: 'ü'\nscripts:\n  - é.js\n{ITEM}b: 1\n"),
        ("a: !!python/name:m.x ''\nb: !ENV [X, 1]\n", f"a: !!python/name:m.x ''\nb: !ENV [X, 1]\nscripts:\n{ITEM}"),
    ],
)
def test_adds_an_item(before: str, after: str) -> None:
    check_edited(lambda source: add_item(source, "scripts", ENTRY), "mkdocs.yml", before, after, INDENTED)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"scripts:\n{ITEM}", None),
        ("scripts: [{path: chat/widget.js, type: module}]\n", None),
        ("scripts:\n  - chat/widget.js\n", None),
        ("scripts: a.js\n", "not a list"),
        ("scripts: {a: b}\n", "not a list"),
        ("scripts: &shared\n  - a.js\nb: *shared\n", "anchor"),
        ("scripts: [a]\nscripts: [b]\n", "twice"),
        ("- a\n- b\n", "one mapping"),
        ("{a: 1}\n", "one mapping"),
        ("a: 1\n---\nb: 2\n", "one mapping"),
        ("a: [1\n", "not YAML"),
        ("<<<<<<< ours\na: 1\n>>>>>>> theirs\n", "conflicts"),
    ],
)
def test_leaves_what_is_there_or_not_understood(text: str, why: str | None) -> None:
    check_unchanged(lambda source: add_item(source, "scripts", ENTRY), "mkdocs.yml", text, why, INDENTED)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("docs_dir: pages\n", "pages"),
        ("docs_dir: 'my pages'\n", "my pages"),
        ("a: 1\n", None),
        ("docs_dir: [a]\n", None),
    ],
)
def test_reads_a_value(text: str, value: str | None) -> None:
    assert read_value(Source("mkdocs.yml", text.encode()), "docs_dir") == value
