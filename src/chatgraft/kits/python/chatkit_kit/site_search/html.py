"""Pages as they were built: the content of HTML, and nothing of what stands around it."""

import contextlib
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .pages import CELL, Passage, Section, passages_of

HTML_SUFFIXES = frozenset({".html", ".htm"})
NOT_CONTENT = (
    "script, style, noscript, template, svg, nav, header, footer, aside, form, dialog, button, iframe, "
    "[hidden], [aria-hidden=true], [role=navigation], .hash-link, .headerlink, .header-anchor, .sr-only"
)
CONTENT_PLACES = ("main article", "article", "main", "[role=main]", "body")
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
BLOCKS = HEADINGS | {
    "p",
    "li",
    "tr",
    "pre",
    "blockquote",
    "dt",
    "dd",
    "div",
    "section",
    "table",
    "ul",
    "ol",
    "dl",
    "br",
}
BLOCKS |= {"figcaption", "details", "summary"}
CELLS = frozenset({"td", "th"})


def html_passages(html: str, url: str) -> tuple[str, list[Passage]]:
    """A page's own URL (its canonical one, on the same host) and its passages; none of what is not to be found."""
    tree = LexborHTMLParser(html)
    if _is_unlisted(tree):
        return url, []
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None and canonical.attributes.get("href"):
        with contextlib.suppress(ValueError):  # brackets that hold no address
            path = urlsplit(urljoin(url, canonical.attributes["href"] or "")).path
            url = path if url.startswith("/") else urljoin(url, path)
    for node in tree.css(NOT_CONTENT):
        if node.tag != "header" or node.css_first("h1") is None:  # an article's own header holds its title
            node.decompose()
    content = next((found for place in CONTENT_PLACES if (found := tree.css_first(place)) is not None), None)
    if content is None:
        return url, []
    title = _title(tree, content)
    return url, passages_of(url, title, _sections(content, title))


def _is_unlisted(tree: LexborHTMLParser) -> bool:
    robots = tree.css_first('meta[name="robots"]')
    return (robots is not None and "noindex" in (robots.attributes.get("content") or "")) or (
        tree.css_first('meta[http-equiv="refresh"]') is not None
    )


def _title(tree: LexborHTMLParser, content: LexborNode) -> str:
    for node in (content.css_first("h1"), tree.css_first("h1"), tree.css_first("title")):
        if node is not None and node.text(strip=True):
            return _words(node)
    return ""


def _sections(content: LexborNode, title: str) -> Iterator[Section]:
    section, words = Section(title), list[str]()
    taken = 0  # text nodes to come of a heading or code that was taken as a whole
    for node in content.traverse(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            if taken:
                taken -= 1
            else:
                words.append(node.text())
        elif tag in CELLS and not taken:
            words.append(CELL if words and "".join(words).strip() else "")
        elif tag in BLOCKS and not taken:
            section.add("".join(words))
            words.clear()
            if tag in HEADINGS:
                yield section
                section, taken = Section(_words(node), "" if tag == "h1" else _anchor(node)), _texts_in(node)
            elif tag == "pre":
                section.add_code(node.text())
                taken = _texts_in(node)
    section.add("".join(words))
    yield section


def _texts_in(node: LexborNode) -> int:
    return sum(inner.tag == "-text" for inner in node.traverse(include_text=True))


def _anchor(heading: LexborNode) -> str:
    """The heading's own, else that of the section which it begins, as Sphinx writes it, else one inside of it."""
    above = heading.parent
    is_section = above is not None and (above.tag == "section" or "section" in (above.attributes.get("class") or ""))
    section = above.attributes.get("id") if above is not None and is_section else None
    inner = heading.css_first("[id], a[name]")
    within = (inner.attributes.get("id") or inner.attributes.get("name")) if inner is not None else None
    return heading.attributes.get("id") or section or within or ""


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())
