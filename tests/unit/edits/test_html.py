"""A page gets one more element at the end of its body, wherever that is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from chatgraft.core.changes import ByHand
from chatgraft.core.source import Source
from chatgraft.edits import Edit, applied
from chatgraft.edits.html import insert_before_body_end, is_page, is_template
from tests.unit.edits.checks import check_edited, check_unchanged

SCRIPT = '<script type="module" src="chatkit-widget/widget.js"></script>'


def edit(source: Source) -> Edit:
    return insert_before_body_end(source, SCRIPT)


def page(body: str, after: str = "") -> str:
    return f"<!doctype html>\n<html>\n  <head><title>x</title></head>\n  <body>\n{body}  </body>{after}\n</html>\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (page("    <p>a</p>\n"), page(f"    <p>a</p>\n    {SCRIPT}\n")),
        (page(""), page(f"  {SCRIPT}\n")),
        (page("text\n"), page(f"text\n  {SCRIPT}\n")),
        (page("    <p>a<p>b\n"), page(f"    <p>a<p>b\n    {SCRIPT}\n")),
        (page("    <!-- </body> -->\n"), page(f"    <!-- </body> -->\n    {SCRIPT}\n")),
        (page("  <p>a</p>\n", "<!-- </body> -->"), page(f"  <p>a</p>\n  {SCRIPT}\n", "<!-- </body> -->")),
        (page("    <p>日本語</p>\n"), page(f"    <p>日本語</p>\n    {SCRIPT}\n")),
        ("<html><body><p>a</p></body></html>\n", f"<html><body><p>a</p>{SCRIPT}</body></html>\n"),
        ("<HTML><BODY>a</BODY></HTML>\n", f"<HTML><BODY>a{SCRIPT}</BODY></HTML>\n"),
        ("<!doctype html>\n<p>a</p>\n", f"<!doctype html>\n<p>a</p>\n{SCRIPT}\n"),
        ("<html>\n<body>\n<p>a\n</html>\n", f"<html>\n<body>\n<p>a\n{SCRIPT}\n</html>\n"),
        ("<body>\n<p>a</p>\n</body>\n", f"<body>\n<p>a</p>\n{SCRIPT}\n</body>\n"),
        ("<body>\n</body>\n</body>\n", f"<body>\n</body>\n{SCRIPT}\n</body>\n"),
    ],
)
def test_puts_it_last_into_the_body(before: str, after: str) -> None:
    check_edited(edit, "index.html", before, after)


@pytest.mark.parametrize(
    "inside",
    [
        '<script>document.write("<body></body>")</script>\n',
        "<style>a{content:'</body>'}</style>\n",
        "<textarea></body></textarea>\n",
        "<textarea><p></body></textarea>\n",
        '<p title="</body>">a</p>\n',
        "<p title = 'a > </body>' b=it's>a</p>\n",
        "<template><div></body></div></template>\n",
        "<!--> <p>a</p> <!--- </body> --!>\n",
        "<? </body ?>\n",
        "<!-- </body> -->\n",
        "<script><!-- </body> --></script>\n",
    ],
)
def test_a_body_end_that_is_text_is_none(inside: str) -> None:
    for after in ("</body>", ""):
        before = f"<!doctype html>\n<title></body></title>\n<body>\n{inside}{after}\n"
        wanted = f"<!doctype html>\n<title></body></title>\n<body>\n{inside}{SCRIPT}\n{after}\n"
        made = applied(Source("index.html", before.encode()), edit(Source("index.html", before.encode())))
        assert made.data.decode().split() == wanted.split()


@pytest.mark.parametrize(
    "text",
    [
        page(f"  {SCRIPT}\n"),
        page(f"  <div>{SCRIPT}</div>\n"),
        page("  <script  type='module'\n src='chatkit-widget/widget.js'></script>\n"),
        "<p>a</p>\n",
        "<div>a</body>\n",
        "<html><frameset><frame src='a'></frameset></html>\n",
        "<!-- <html> -->\n<p>a</p>\n",
        "",
    ],
)
def test_leaves_pages_that_have_it_and_files_that_are_no_pages(text: str) -> None:
    check_unchanged(edit, "index.html", text)


def test_a_script_in_a_comment_does_not_count() -> None:
    check_edited(edit, "index.html", page(f"  <!-- {SCRIPT} -->\n"), page(f"  <!-- {SCRIPT} -->\n  {SCRIPT}\n"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<html><body><script>\nlet a = 1\n", "not closed"),
        ("<html><body>a <!-- never closed\n", "not closed"),
        ("<html><body><textarea>a\n", "not closed"),
        ("<html><body><template><p>a\n", "not closed"),
        ('<html><body><p title="a\n', "not closed"),
        ("<html><body>\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n</body></html>\n", "merge conflict"),
    ],
)
def test_hands_over_what_it_does_not_understand(text: str, why: str) -> None:
    check_unchanged(edit, "index.html", text, why)


WORDS = (
    *(
        "<html>",
        "<head>",
        "</head>",
        "<body>",
        "</body>",
        "</html>",
        "<!doctype html>",
        "<div>",
        "</div>",
        "a",
        " ",
        "\n",
    ),
    *("<!--", "-->", "<!-->", "--!>", "<?", "?>", "</", "<p a='</body>'>", "<p b=it's>", '<a href="', '">'),
    *("<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>"),
    *(
        "<template>",
        "</template>",
        "<table>",
        "</table>",
        "<select>",
        "</select>",
        "<iframe>",
        "</iframe>",
        "<xmp>",
        "</xmp>",
    ),
)


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14))
def test_a_browsers_parser_finds_what_was_put_in(words: list[str]) -> None:
    source = Source("index.html", "".join(("<html>", *words)).encode())
    made = edit(source)
    if made and not isinstance(made[0], ByHand):
        tree = LexborHTMLParser(applied(source, made).data.decode())
        assert len(tree.css('script[src="chatkit-widget/widget.js"]')) == 1


def test_utf_16_is_handed_over() -> None:
    (by_hand,) = edit(Source("index.html", page("").encode("utf-16")))
    assert isinstance(by_hand, ByHand)
    assert "UTF-16" in by_hand.why


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "shift_jis", "gb18030"])
def test_pages_in_old_encodings_keep_their_bytes(encoding: str) -> None:
    text = page("    <p>日本語</p>\n" if encoding in ("shift_jis", "gb18030") else "    <p>Grüße</p>\n")
    source = Source("index.html", text.encode(encoding))
    made = applied(source, edit(source)).data
    assert made == text.replace("  </body>", f"    {SCRIPT}\n  </body>").encode(encoding)


@pytest.mark.parametrize("text", ["<p>a</p>", "{% extends 'a' %}", "", "plain"])
def test_a_fragment_is_no_page(text: str) -> None:
    assert not is_page(Source("a.html", text.encode()))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("<p>{{ name }}</p>", True),
        ("<a href=\"{% url 'x' %}\">a</a>", True),
        ("<code>{{ x }}</code><p><%= y %></p>", True),
        ("<pre>never closed {{ x }}", True),
        ("<?php echo 1 ?>", True),
        ("<?xml version='1.0'?><p>a</p>", False),
        ("<SCRIPT>'{{ x }}'</SCRIPT><style>a{{}}</style>", False),
        ("<pre><code>{{ x }}</code></pre><!-- {% x %} -->", False),
        ("<p>{ a } 100 % {b}</p>", False),
    ],
)
def test_what_a_server_fills_in(text: str, filled: bool) -> None:
    assert is_template(Source("a.html", text.encode())) is filled


def test_a_large_page_of_open_elements_is_judged_at_once() -> None:
    assert not is_template(Source("a.html", b"<pre>" * 400_000))
