"""JSON files: a value is put in its place, all else stays as it is written."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.json import set_in
from tests.unit.edits.checks import check_edited, check_unchanged


def edit(source: Source) -> Edit:
    return set_in(source, ("serve", "options", "proxyConfig"), "proxy.conf.json")


SERVE = """{
  "version": 1,
  "serve": {
    "builder": "x",
    "configurations": {
      "a": {}
    }
  }
}
"""
OPTIONS = """,
    "options": {
      "proxyConfig": "proxy.conf.json"
    }
  }
}
"""
EDITED = {
    "an object that is not there": (SERVE, SERVE.replace("\n  }\n}\n", OPTIONS)),
    "an object that is there": (
        '{\n  "serve": {\n    "options": {\n      "port": 1\n    }\n  }\n}\n',
        '{\n  "serve": {\n    "options": {\n      "port": 1,\n      "proxyConfig": "proxy.conf.json"\n    }\n  }\n}\n',
    ),
    "an empty object": (
        '{\n  "serve": {\n    "options": {}\n  }\n}\n',
        '{\n  "serve": {\n    "options": {\n      "proxyConfig": "proxy.conf.json"\n    }\n  }\n}\n',
    ),
    "one line": (
        '{"serve": {"options": {"port": 1}}}\n',
        '{"serve": {"options": {"port": 1, "proxyConfig": "proxy.conf.json"}}}\n',
    ),
    "one line, an object that is not there": (
        '{"serve":{"builder":"\u00e4"}}\n',
        '{"serve":{"builder":"\u00e4", "options":{"proxyConfig": "proxy.conf.json"}}}\n',
    ),
}


@pytest.mark.parametrize("name", EDITED)
def test_puts_a_value_in_its_place(name: str) -> None:
    check_edited(edit, "angular.json", *EDITED[name])


def test_an_empty_file() -> None:
    after = '{\n  "serve": {\n    "options": {\n      "proxyConfig": "proxy.conf.json"\n    }\n  }\n}\n'
    check_edited(edit, "angular.json", "{}\n", after, ["as written", "CRLF", "BOM", "no final newline"])


def test_a_value_that_stands_there_is_left() -> None:
    check_unchanged(edit, "angular.json", '{"serve": {"options": {"proxyConfig": "proxy.conf.json"}}}\n')


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"serve": {"options": {"proxyConfig": "other.json"}}}\n', "is set already"),
        ('{"serve": {"options": []}}\n', "not a JSON object"),
        ('{"serve": 1}\n', "not a JSON object"),
        ("[]\n", "not a JSON object"),
        ("", "not a JSON object"),
        ('{"serve": {} /* no */}\n', "not a JSON object"),
        ('{"serve": {},}\n', "not a JSON object"),
        ('{"serve": {}, "serve": {}}\n', "stands twice"),
        ('<<<<<<< HEAD\n{"serve": {}}\n', "merge conflict"),
    ],
)
def test_what_is_not_plain_is_handed_over(text: str, why: str) -> None:
    check_unchanged(edit, "angular.json", text, why)
