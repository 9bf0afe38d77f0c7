"""Lists of a Python settings module get one more item, or are left to their owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.python_lists import add_items, add_to_sum, assigned_names, read_list
from tests.unit.edits.checks import check_edited, check_unchanged

ITEM = '("chatkit-widget/widget.js", {"type": "module"})'
SINGLE = ITEM.replace('"', "'")


def edit(source: Source) -> Edit:
    return add_items(source, {"html_js_files": ITEM})


def both(source: Source) -> Edit:
    return add_items(source, {"html_static_path": '"_static"', "html_js_files": ITEM})


EDITED = {
    "absent": ('project = "A"\n', f'project = "A"\n\nhtml_js_files = [{ITEM}]\n'),
    "absent, single quotes": ("project = 'A'\n", f"project = 'A'\n\nhtml_js_files = [{SINGLE}]\n"),
    "a long string first": ('"""A."""\nx = \'a\'\n', f'"""A."""\nx = \'a\'\n\nhtml_js_files = [{SINGLE}]\n'),
    "empty": ("html_js_files = []\n", f"html_js_files = [{ITEM}]\n"),
    "an empty tuple": ("html_js_files = ()  # none\n", f"html_js_files = ({ITEM},)  # none\n"),
    "one line": ('html_js_files = ["a.js"]\n', f'html_js_files = ["a.js", {ITEM}]\n'),
    "a tuple of one": ('html_js_files = ("a.js",)\n', f'html_js_files = ("a.js", {ITEM})\n'),
    "annotated": ('html_js_files: list[str] = ["a.js"]\n', f'html_js_files: list[str] = ["a.js", {ITEM}]\n'),
    "parentheses around an item": ('html_js_files = [("a.js")]\n', f'html_js_files = [("a.js"), {ITEM}]\n'),
    "a bracket in a string": ('html_js_files = ["a]#.js"]\n', f'html_js_files = ["a]#.js", {ITEM}]\n'),
    "characters of several bytes": (
        'title = "ä"; html_js_files = ["ö.js"]\n',
        f'title = "ä"; html_js_files = ["ö.js", {ITEM}]\n',
    ),
    "a list of lines": (
        'html_js_files = [\n  "a.js",\n  "b.js",\n]\n',
        f'html_js_files = [\n  "a.js",\n  "b.js",\n  {ITEM},\n]\n',
    ),
    "no comma at the end": ('html_js_files = [\n  "a.js"\n]\n', f'html_js_files = [\n  "a.js",\n  {ITEM}\n]\n'),
    "a comment at the end": (
        'html_js_files = [\n  "a.js",  # one\n  # all\n]\n',
        f'html_js_files = [\n  "a.js",  # one\n  {ITEM},\n  # all\n]\n',
    ),
    "a comment and no comma": (
        'html_js_files = [\n  "a.js"  # one\n]\n',
        f'html_js_files = [\n  "a.js",  # one\n  {ITEM}\n]\n',
    ),
    "lines that hang": (
        'html_js_files = ["a.js",\n                 "b.js"]\n',
        f'html_js_files = ["a.js",\n                 "b.js", {ITEM}]\n',
    ),
    "only a comment inside": (
        'if x:\n  y = 1\nhtml_js_files = [\n  # "a.js",\n]\n',
        f'if x:\n  y = 1\nhtml_js_files = [\n  {ITEM},\n  # "a.js",\n]\n',
    ),
    "added to later": (
        'html_js_files = ["a.js"]\nhtml_js_files += more()\n',
        f'html_js_files = ["a.js", {ITEM}]\nhtml_js_files += more()\n',
    ),
    "a local name in a function": (
        "def setup(app):\n  html_js_files = None\n",
        f"def setup(app):\n  html_js_files = None\n\nhtml_js_files = [{ITEM}]\n",
    ),
    "a comment that names it": ("# html_js_files = []\n", f"# html_js_files = []\n\nhtml_js_files = [{ITEM}]\n"),
    "others in it by name": ("html_js_files = [first, *rest]\n", f"html_js_files = [first, *rest, {ITEM}]\n"),
}


@pytest.mark.parametrize("name", EDITED)
def test_adds_an_item(name: str) -> None:
    check_edited(edit, "conf.py", *EDITED[name])


def test_an_empty_file() -> None:
    check_edited(edit, "conf.py", "", f"html_js_files = [{ITEM}]\n", ["as written", "BOM"])


def test_several_lists() -> None:
    after = f'html_static_path = ["_static"]\nhtml_js_files = [{ITEM}]\n'
    check_edited(both, "conf.py", 'project = "A"\n', f'project = "A"\n\n{after}')
    check_edited(both, "conf.py", after.replace(ITEM, ""), after)
    check_edited(
        both, "conf.py", "html_static_path = []\nx = 1\n", f'html_static_path = ["_static"]\nx = 1\n\n{after[31:]}'
    )


@pytest.mark.parametrize(
    "text",
    [
        f"html_js_files = [{ITEM}]\n",
        f"html_js_files = [{SINGLE}]\n",
        f'html_js_files = [\n  "a.js",\n  {ITEM},\n  "b.js",\n]\n',
        "html_js_files = (('chatkit-widget/widget.js', dict(type='module')), " + SINGLE + ")\n",
    ],
)
def test_what_is_there_is_left(text: str) -> None:
    check_unchanged(edit, "conf.py", text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("html_js_files = make()\n", "not a list that is written out"),
        ('html_js_files = ["a"] + more\n', "not a list that is written out"),
        ("html_js_files = other = None\n", "not a list that is written out"),
        ('html_js_files = "a.js", "b.js"\n', "without parentheses"),
        ("html_js_files = []\nhtml_js_files = [1]\n", "more than once"),
        ("if x:\n  html_js_files = []\nelse:\n  html_js_files = [1]\n", "more than once"),
        ("if x:\n  html_js_files = []\n", "under a condition"),
        ("for html_js_files in x:\n  pass\n", "under a condition"),
        ("html_js_files, b = [], []\n", "under a condition"),
        ("from shared import *\n", "imports with `*`"),
        ("html_js_files = [\n", "does not parse"),
        ("<<<<<<< HEAD\nhtml_js_files = []\n", "merge conflict"),
    ],
)
def test_what_is_not_plain_is_handed_over(text: str, why: str) -> None:
    check_unchanged(edit, "conf.py", text, why)


def test_another_encoding_is_handed_over() -> None:
    (change,) = edit(Source("conf.py", "# coding: latin-1\nproject = 'ä'\n".encode("latin-1")))
    assert "not UTF-8" in getattr(change, "why", "")


def test_reads_what_is_written_out() -> None:
    source = Source("conf.py", b"a = ['x', ('y', {'z': 1})]\nb = [f()]\nc = 1\nif d:\n  e = (1,)\n")
    assert read_list(source, "a") == ("x", ("y", {"z": 1}))
    assert [read_list(source, name) for name in "bcde"] == [None] * 4
    assert assigned_names(source) == {"a": 1, "b": 2, "c": 3, "e": 5}


def to_sum(source: Source) -> Edit:
    return add_to_sum(source, "APPS", '"chat"')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('APPS = ["a"]\n', 'APPS = ["a", "chat"]\n'),
        ('APPS = ["a"]\nAPPS += ["b"]\n', 'APPS = ["a", "chat"]\nAPPS += ["b"]\n'),
        ('APPS = ["a"]\nAPPS = ["b"] + APPS\n', 'APPS = ["a", "chat"]\nAPPS = ["b"] + APPS\n'),
        ('APPS = ["a"]\nif x:\n  APPS.append("b")\n', 'APPS = ["a", "chat"]\nif x:\n  APPS.append("b")\n'),
        ('A = ["a"]\nB = ["b"]\nAPPS = A + B\n', 'A = ["a"]\nB = ["b", "chat"]\nAPPS = A + B\n'),
        ('B = (\n  "b",\n)\nAPPS = ("a",) + B\n', 'B = (\n  "b",\n  "chat",\n)\nAPPS = ("a",) + B\n'),
        ('APPS = ["a"] + more()\n', 'APPS = ["a", "chat"] + more()\n'),
    ],
)
def test_a_sum_of_lists(before: str, after: str) -> None:
    check_edited(to_sum, "settings.py", before, after)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('A = ["chat"]\nB = ["b"]\nAPPS = A + B\n', None),
        ("APPS = more()\n", "not a list that is written out"),
        ("APPS = APPS + BPPS\n", "begun in another module"),
        ('APPS = ["a"]\nAPPS = ["b"]\n', "more than once"),
        ("x = 1\n", "not a list that is written out"),
    ],
)
def test_a_sum_that_is_left(text: str, why: str | None) -> None:
    check_unchanged(to_sum, "settings.py", text, why)
