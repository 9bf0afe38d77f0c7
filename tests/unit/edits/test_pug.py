"""Pug templates get one more child of the body, or are left to their owner."""

from __future__ import annotations

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.pug import PUG
from chatgraft.edits.templates import Reference
from tests.unit.edits.checks import check_edited, check_unchanged

TAG = 'script(type="module" src="/chatkit-widget/widget.js")'


def edit(source: Source) -> Edit:
    return PUG.insert(source, '<script type="module" src="/chatkit-widget/widget.js"></script>')


EDITED = {
    "a layout": (
        "doctype html\nhtml\n  head\n    title= title\n  body\n    block content\n",
        f"doctype html\nhtml\n  head\n    title= title\n  body\n    block content\n    {TAG}\n",
    ),
    "with something behind": (
        "html\n  body\n    p a\n      b c\n\n  //- the end\n",
        f"html\n  body\n    p a\n      b c\n    {TAG}\n\n  //- the end\n",
    ),
    "an empty body": ("html\n  body\n", f"html\n  body\n    {TAG}\n"),
    "text in the line": ("html\n  body Hello\n", f"html\n  body Hello\n    {TAG}\n"),
    "a body with a class": ("body.dark#top\n  p a\n", f"body.dark#top\n  p a\n  {TAG}\n"),
    "attributes in single quotes": (
        "body(class='a)b' data-x=f('(')) x\n  p a\n",
        "body(class='a)b' data-x=f('(')) x\n  p a\n  " + TAG.replace('"', "'") + "\n",
    ),
    "attributes of lines": (
        "html\n  body(\n    class=a\n  )\n    p a\n",
        f"html\n  body(\n    class=a\n  )\n    p a\n    {TAG}\n",
    ),
    "a script of lines at the end": (
        "body\n  script.\n    body\n    if (a) {\n      b()\n    }\n",
        f"body\n  script.\n    body\n    if (a) {{\n      b()\n    }}\n  {TAG}\n",
    ),
    "attributes and a dot": (
        "body\n  script(type='a' b=c).\n    body\n",
        "body\n  script(type='a' b=c).\n    body\n  " + TAG.replace('"', "'") + "\n",
    ),
    "a comment of lines": (
        "//-\n  body\n    p a\nbody\n  p a\n  //\n    body\n",
        f"//-\n  body\n    p a\nbody\n  p a\n  //\n    body\n  {TAG}\n",
    ),
    "a filter": ("body\n  :markdown-it\n    body\n", f"body\n  :markdown-it\n    body\n  {TAG}\n"),
    "the tag in a comment": (f"body\n  //- {TAG}\n  p a\n", f"body\n  //- {TAG}\n  p a\n  {TAG}\n"),
    "what only begins so": (
        "html\n  body-text a\n  body\n    p a\n",
        f"html\n  body-text a\n  body\n    p a\n    {TAG}\n",
    ),
    "a condition at the end": (
        "body\n  if a\n    p a\n  else\n    p b\n",
        f"body\n  if a\n    p a\n  else\n    p b\n  {TAG}\n",
    ),
}


@pytest.mark.parametrize("name", EDITED)
def test_adds_a_last_child(name: str) -> None:
    check_edited(edit, "layout.pug", *EDITED[name])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"body\n  p a\n  {TAG}\n", None),
        ("body\n  script(type='module', src='/chatkit-widget/widget.js')\n  p a\n", None),
        ("if a\n  body\n    p a\nelse\n  body\n    p b\n", "several bodies"),
        ("extends layout\n\nblock content\n  p a\n", "no body"),
        ("p.\n  body\n", "no body"),
        ("body: main\n  p a\n", "single element"),
        ("body= text\n", "text or a single element"),
        ("body!= text\n", "text or a single element"),
        ("body.\n  text\n", "text or a single element"),
        ("<<<<<<< HEAD\nbody\n  p a\n", "merge conflict"),
    ],
)
def test_leaves_the_others(text: str, why: str | None) -> None:
    check_unchanged(edit, "layout.pug", text, why)


def test_what_a_template_is_and_uses() -> None:
    layout = Source("a.pug", b"html\n  include parts/head\n  body\n    include:markdown-it a.md\n    block b\n")
    assert (PUG.ends_body(layout), PUG.is_page(layout)) == (True, True)
    assert PUG.references(layout) == (Reference("include", "parts/head"), Reference("include", "a.md"))
    page = Source("b.pug", b"//- extends no\nextends ./a.pug\nblock b\n  p.\n    include c\n")
    assert (PUG.ends_body(page), PUG.is_page(page)) == (False, False)
    assert PUG.references(page) == (Reference("extends", "./a.pug"),)
