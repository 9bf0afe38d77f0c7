"""Python packages are added to TOML where it is written out, and what is not seen through is told."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.toml import append_items, append_keys
from tests.unit.edits.checks import check_edited, check_unchanged

NO_TABS = ("as written", "CRLF", "no final newline")
"""Tabs would be taken over as they are, and a byte order mark is no TOML."""


def items(source: Source) -> Edit:
    there = b"greeting" in source.data
    return () if there else append_items(source, "project", "dependencies", ["greeting>=1,<2", "nod"])


def keys(source: Source) -> Edit:
    there = b"greeting" in source.data
    return () if there else append_keys(source, "tool.poetry.dependencies", {"greeting": '">=1,<2"'})


ITEMS = {
    "lines": (
        '[project]\nname = "x"\ndependencies = [\n  "fastapi",  # the web]\n  "uvicorn",\n]\n[x]\n',
        (
            '[project]\nname = "x"\ndependencies = [\n  "fastapi",  # the web]\n  "uvicorn",\n  "greeting>=1,<2",\n'
            '  "nod",\n]\n[x]\n'
        ),
    ),
    "no comma at the end": (
        '[project]\ndependencies = [\n    "fastapi[all]"  # "x"\n]\n',
        '[project]\ndependencies = [\n    "fastapi[all]",  # "x"\n    "greeting>=1,<2",\n    "nod",\n]\n',
    ),
    "one line": (
        '[project]\ndependencies = ["fastapi"]\nscripts = { x = "[project]" }\n',
        '[project]\ndependencies = ["fastapi",\n    "greeting>=1,<2",\n    "nod",\n]\nscripts = { x = "[project]" }\n',
    ),
    "no list yet": (
        '[project]\nname = "x"  # mine\n\n[tool.x]\n',
        '[project]\nname = "x"  # mine\ndependencies = [\n    "greeting>=1,<2",\n    "nod",\n]\n\n[tool.x]\n',
    ),
    "only in a text": (
        '[project]\nx = """\ndependencies = [\n"""\n',
        '[project]\nx = """\ndependencies = [\n"""\ndependencies = [\n    "greeting>=1,<2",\n    "nod",\n]\n',
    ),
    "empty": (
        "[project]\ndependencies = []\n",
        '[project]\ndependencies = [\n    "greeting>=1,<2",\n    "nod",\n]\n',
    ),
}
KEYS = {
    "in the middle": (
        '[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = "*"  # web\n\n[tool.x]\n',
        '[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = "*"  # web\ngreeting = ">=1,<2"\n\n[tool.x]\n',
    ),
    "spaces in the header": (
        '[ tool . poetry.dependencies ] # these\na = "1"\n[z]\n',
        '[ tool . poetry.dependencies ] # these\na = "1"\ngreeting = ">=1,<2"\n[z]\n',
    ),
}


@pytest.mark.parametrize("case", ITEMS)
def test_items_go_to_the_end_of_a_list(case: str) -> None:
    check_edited(items, "pyproject.toml", *ITEMS[case], layouts=NO_TABS)


@pytest.mark.parametrize("case", KEYS)
def test_keys_go_to_the_end_of_a_table(case: str) -> None:
    check_edited(keys, "pyproject.toml", *KEYS[case], layouts=NO_TABS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('project.dependencies = ["fastapi"]\n', "not written out"),
        ('[project]\ndependencies = "fastapi"\n', "not written out"),
        ("[project]\ndependencies = [\n", "does not parse"),
        ('[project]\n"dependencies" = ["fastapi"]\n', "not written out"),
        ('a = """\n[project]\ndependencies = [\n"""\n', "not written out"),
    ],
)
def test_what_is_laid_out_otherwise_is_told(text: str, why: str) -> None:
    check_unchanged(items, "pyproject.toml", text, why, layouts=("as written", "CRLF"))
