"""Templates get one more element at the end of the body, or are left to their owner."""

from __future__ import annotations

import re

import pytest

from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.templates import DJANGO, EJS, JINJA, Dialect, Reference
from tests.unit.edits.checks import check_edited, check_unchanged

TAGS = {
    "jinja": "<script type=\"module\" src=\"{{ url_for('static', filename='chatkit-widget/widget.js') }}\"></script>",
    "django": '{% load static %}<script type="module" src="{% static \'chatkit-widget/widget.js\' %}"></script>',
    "ejs": '<script type="module" src="/chatkit-widget/widget.js"></script>',
}
DIALECTS = {"jinja": JINJA, "django": DJANGO, "ejs": EJS}


def marked(text: str, name: str) -> str:
    """Written for Jinja and Django, said in EJS."""
    if name != "ejs":
        return text
    text = re.sub(r"\{\{ (.*?) \}\}", r"<%= \1 %>", text)
    return re.sub(r"\{#(.*?)#\}", r"<%#\1%>", re.sub(r"\{% (.*?) %\}", r"<% \1 %>", text))


def editor(name: str) -> tuple[Dialect, str]:
    return DIALECTS[name], TAGS[name]


PAGE = "<!doctype html>\n<html>\n<body>\n  {% block content %}{% endblock %}\n</body>\n</html>\n"
EDITED = {
    "a layout": (PAGE, PAGE.replace("</body>", "  TAG\n</body>")),
    "the end alone": (
        "<footer>{{ year }}</footer>\n</body>\n</html>\n",
        "<footer>{{ year }}</footer>\nTAG\n</body>\n</html>\n",
    ),
    "one line": ("<body>{% a %}</body>\n", "<body>{% a %}TAG</body>\n"),
    "marks that hold HTML": (
        '<body {% if a %}class="x"{% endif %}>\n{{ "</body>" }}{{ \'"\' }}\n</body>\n',
        '<body {% if a %}class="x"{% endif %}>\n{{ "</body>" }}{{ \'"\' }}\nTAG\n</body>\n',
    ),
    "a comment that ends the body": ("{# </body> #}\n<p>\n</body>\n", "{# </body> #}\n<p>\nTAG\n</body>\n"),
    "a comparison": ("{% if a < b %}<p>{% endif %}\n</body>\n", "{% if a < b %}<p>{% endif %}\nTAG\n</body>\n"),
    "an attribute of a mark in quotes": (
        '<a href="{{ f("x") }}">a</a>\n</body>\n',
        '<a href="{{ f("x") }}">a</a>\nTAG\n</body>\n',
    ),
    "the tag in a comment": ("{# TAG #}\n<p>\n</body>\n", "{# TAG #}\n<p>\nTAG\n</body>\n"),
    "a script that writes a page": (
        "<script>w('</body>')</script>\n</body>\n",
        "<script>w('</body>')</script>\nTAG\n</body>\n",
    ),
}


@pytest.mark.parametrize("language", DIALECTS)
@pytest.mark.parametrize("name", EDITED)
def test_inserts_before_the_end_of_the_body(name: str, language: str) -> None:
    dialect, tag = editor(language)
    before, after = (marked(text, language).replace("TAG", tag) for text in EDITED[name])
    if name == "the tag in a comment":
        before, after = (text.replace(tag, tag.replace("#}", "").replace("%>", ""), 1) for text in (before, after))

    def edit(source: Source) -> Edit:
        return dialect.insert(source, tag)

    check_edited(edit, "layout.html", before, after)


ONLY = {
    "jinja, a string that holds the end": (
        JINJA,
        "{% set a = '%}</body>' %}\n{{ '}}</body>' }}\n<p>\n</body>\n",
    ),
    "jinja, raw": (JINJA, "{% raw %}{{ {% </div>{% endraw %}\n<p>\n</body>\n"),
    "jinja, white space control": (JINJA, "{%- raw -%}{#{%- endraw -%}\n<p>\n</body>\n"),
    "django, a comment of lines": (DJANGO, "{% comment %}\n</body>\n{% endcomment %}\n<p>\n</body>\n"),
    "django, verbatim": (DJANGO, "{% verbatim %}{{ a }}{% if %}{% endverbatim %}\n<p>\n</body>\n"),
    "django, an apostrophe": (DJANGO, "{# it's #}{{ a|default:\"'\" }}\n<p>\n</body>\n"),
    "ejs, an end that is escaped": (EJS, "<%% </div>\n<p>\n</body>\n"),
    "ejs, an arrow": (EJS, "<% a.forEach((b) => { %><p><%- b %><% }) -%>\n<p>\n</body>\n"),
}


@pytest.mark.parametrize("name", ONLY)
def test_the_rules_of_a_language(name: str) -> None:
    dialect, before = ONLY[name]
    after = "<p>\n<b></b>\n</body>".join(before.rsplit("<p>\n</body>", 1))

    def edit(source: Source) -> Edit:
        return dialect.insert(source, "<b></b>")

    check_edited(edit, "layout.html", before, after)


UNCHANGED = [
    ("<p>TAG</body>\n", None),
    ("<body>\n  TAG\n  <p>\n</body>\n", None),
    ("{% if a %}</body>{% else %}<p></body>{% endif %}\n", "several </body>"),
    ("<body>\n<!-- </body>\n", "not closed"),
    ("<<<<<<< HEAD\n</body>\n", "merge conflict"),
]


@pytest.mark.parametrize("language", DIALECTS)
@pytest.mark.parametrize(("text", "why"), UNCHANGED)
def test_leaves_the_others(text: str, why: str | None, language: str) -> None:
    dialect, tag = editor(language)

    def edit(source: Source) -> Edit:
        return dialect.insert(source, tag)

    check_unchanged(edit, "layout.html", marked(text, language).replace("TAG", tag), why)


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        (JINJA, "{% extends 'a.html' %}{%- include \"b.html\" -%}", [("extends", "a.html"), ("include", "b.html")]),
        (JINJA, "{% extends 'x.html' if ajax else 'y.html' %}", [("extends", "x.html"), ("extends", "y.html")]),
        (JINJA, "{# {% extends 'a.html' %} #}{% raw %}{% extends 'a.html' %}{% endraw %}{{ 'extends' }}", []),
        (JINJA, "{% extends layout %}<p>extends 'a.html'</p>{% extended 'a' %}", []),
        (
            DJANGO,
            "{% extends 'a.html' %}{% include 'b.html' with c='d' %}",
            [("extends", "a.html"), ("include", "b.html"), ("include", "d")],
        ),
        (DJANGO, "{% comment %}{% extends 'a.html' %}{% endcomment %}", []),
        (EJS, "<%- include('a/b') %><%- include(\"c\", {d: 1}) -%>", [("include", "a/b"), ("include", "c")]),
        (EJS, "<% layout('base') %><%# include('x') %><%= included('y') %>", [("layout", "base")]),
    ],
)
def test_what_a_template_uses(dialect: Dialect, text: str, expected: list[tuple[str, str]]) -> None:
    assert dialect.references(Source("a.html", text.encode())) == tuple(Reference(*one) for one in expected)


def test_what_a_template_is() -> None:
    assert JINJA.ends_body(Source("a.html", b"<p></body>"))
    assert not JINJA.ends_body(Source("a.html", b"{# </body> #}<body>"))
    assert JINJA.is_page(Source("a.html", b"<body>{{ a }}"))
    assert not JINJA.is_page(Source("a.html", b"{{ '<body>' }}<p>"))
    assert DJANGO.has(Source("a.html", b"{% load i18n static %}"), re.compile(rb"load\b.*\bstatic\b"))
    assert not DJANGO.has(Source("a.html", b"{# {% load static %} #}"), re.compile(rb"load\b.*\bstatic\b"))
