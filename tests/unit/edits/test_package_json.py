"""package.json gets packages and keeps everything else."""

from __future__ import annotations

import json

import pytest

from chatgraft.core.changes import ByHand
from chatgraft.core.source import Source
from chatgraft.edits import Edit, applied
from chatgraft.edits.package_json import add_dependencies
from tests.unit.edits.checks import check_edited, check_unchanged

WANTED = {"@openai/chatkit-react": "^1.6.1", "lit": "^3.3.1"}


def add(source: Source) -> Edit:
    return add_dependencies(source, WANTED)


IN_ORDER = """{
  "name": "日本語",
  "dependencies": {
    "@docusaurus/core": "3.8.1",
    "@openai/chatkit-react": "^1.6.1",
    "lit": "^3.3.1",
    "react": "^19.0.0"
  }
}
"""
AT_THE_END = """{
  "dependencies": {
    "z": "1",
    "a": "1",
    "@openai/chatkit-react": "^1.6.1",
    "lit": "^3.3.1"
  }
}
"""
ABOVE = """{
  "name": "x",
  "dependencies": {
    "@openai/chatkit-react": "^1.6.1"
  },
  "devDependencies": {
    "lit": "^2"
  }
}
"""
ALONE = """{
  "private": true,
  "dependencies": {
    "@openai/chatkit-react": "^1.6.1",
    "lit": "^3.3.1"
  }
}
"""
CHATKIT, LIT = '    "@openai/chatkit-react": "^1.6.1",\n', '    "lit": "^3.3.1",\n'
INNER = ALONE[ALONE.index(": {\n") + 2 : -3]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (IN_ORDER.replace(CHATKIT, "").replace(LIT, ""), IN_ORDER),
        (IN_ORDER.replace(LIT, ""), IN_ORDER),
        ('{\n  "dependencies": {\n    "z": "1",\n    "a": "1"\n  }\n}\n', AT_THE_END),
        ('{\n  "name": "x",\n  "devDependencies": {\n    "lit": "^2"\n  }\n}\n', ABOVE),
        ('{\n  "private": true\n}\n', ALONE),
        (ALONE.replace(INNER, "{}"), ALONE),
        (
            '{"name":"x","dependencies":{"a":"1","z":"2"}}\n',
            '{"name":"x","dependencies":{"@openai/chatkit-react":"^1.6.1","a":"1","lit":"^3.3.1","z":"2"}}\n',
        ),
        ('{"name": "x"}\n', '{"name": "x", "dependencies": {"@openai/chatkit-react": "^1.6.1", "lit": "^3.3.1"}}\n'),
    ],
)
def test_adds_what_is_missing(before: str, after: str) -> None:
    check_edited(add, "package.json", before, after)
    assert json.loads(after)


def test_an_empty_object() -> None:
    made = applied(Source("package.json", b"{}"), add(Source("package.json", b"{}")))
    assert json.loads(made.data) == {"dependencies": WANTED}


@pytest.mark.parametrize("section", ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"])
def test_a_package_that_is_wanted_already_keeps_its_version(section: str) -> None:
    check_unchanged(add, "package.json", json.dumps({section: {"lit": "*", "@openai/chatkit-react": "1.0.0"}}) + "\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not a JSON object"),
        ("[]", "not a JSON object"),
        ('{"name": "x",}\n', "not a JSON object"),
        ('{"name": "x"} // note\n', "not a JSON object"),
        ('{"dependencies": ["a"]}\n', "not a JSON object"),
        ('{"dependencies": {"a": "1"}, "dependencies": {}}\n', "stands twice"),
        ('{\n<<<<<<< HEAD\n  "name": "x"\n=======\n>>>>>>> b\n}\n', "merge conflict"),
        ("[" * 20_000, "not a JSON object"),
    ],
)
def test_a_broken_manifest_is_handed_over(text: str, why: str) -> None:
    check_unchanged(add, "package.json", text, why)


def test_utf_16_is_handed_over() -> None:
    (by_hand,) = add(Source("package.json", '{"a": 1}'.encode("utf-16")))
    assert isinstance(by_hand, ByHand)
    assert "UTF-16" in by_hand.why
