"""Pages of a site as passages of plain text: HTML as built, Markdown and MDX as written."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

HTML_SUFFIXES = frozenset({".html", ".htm"})
MARKDOWN_SUFFIXES = frozenset({".md", ".mdx", ".markdown"})
NOT_CONTENT = (
    "script, style, noscript, template, svg, nav, header, footer, aside, form, dialog, button, iframe, "
    "[hidden], [aria-hidden=true], [role=navigation], .hash-link, .headerlink, .header-anchor"
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
    "br",
    "figcaption",
}
PASSAGE_CHARACTERS = 1600
# What would end a link in Markdown, or an attribute.
UNSAFE = re.compile(r"""[\s()<>\[\]"'`\\]""")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page under one heading. `url` leads to the heading where it has an anchor."""

    url: str
    page: str
    heading: str
    text: str


@dataclass(slots=True)
class _Section:
    heading: str
    anchor: str
    text: str = ""


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
    title = _html_title(tree, content)
    return url, _passages(url, title, _html_sections(content, title))


def markdown_passages(text: str, path: PurePosixPath, prefix: str) -> tuple[str, list[Passage]]:
    """The URL that a Markdown file gets under `prefix`, by the rules Docusaurus and its kin share, and its passages."""
    front, body = _front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    url = _markdown_url(path, prefix, front)
    if front.get("draft") == "true" or front.get("unlisted") == "true":
        return url, []
    first = re.search(r"^# +(.+?)(?: *\{#[\w-]+\})? *#*$", body, re.MULTILINE)
    title = front.get("title") or (plain(first[1]) if first else "") or _words(path.stem)
    return url, _passages(url, title, _markdown_sections(body, title))


def plain(text: str) -> str:
    """Markdown without its marks, as it reads on the page."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"</?[A-Za-z][^>\n]*>", " ", text)
    text = re.sub(r"[*`~]{1,3}(?=\S)|(?<=\S)[*`~]{1,3}", "", text)
    text = re.sub(r"(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)", "", text)  # within a word it is part of a name
    return " ".join(text.split())


def slug(heading: str) -> str:
    """A heading's anchor as GitHub and the site generators make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _is_unlisted(tree: LexborHTMLParser) -> bool:
    robots = tree.css_first('meta[name="robots"]')
    return (robots is not None and "noindex" in (robots.attributes.get("content") or "")) or (
        tree.css_first('meta[http-equiv="refresh"]') is not None
    )


def _html_title(tree: LexborHTMLParser, content: LexborNode) -> str:
    for node in (content.css_first("h1"), tree.css_first("h1"), tree.css_first("title")):
        if node is not None and node.text(strip=True):
            return " ".join(node.text().split())
    return ""


def _anchor(heading: LexborNode) -> str:
    """The heading's own, else that of the section which it begins, as Sphinx writes it."""
    above = heading.parent
    section = above.attributes.get("id") if above is not None and above.tag == "section" else None
    return heading.attributes.get("id") or section or ""


def _html_sections(content: LexborNode, title: str) -> Iterator[_Section]:
    section = _Section(title, "")
    in_heading: LexborNode | None = None
    for node in content.traverse(include_text=True):
        tag = node.tag or ""
        if tag in HEADINGS:
            yield section
            heading = " ".join(node.text().split())
            section = _Section(heading, "" if tag == "h1" else _anchor(node))
            in_heading = node
        elif tag == "-text":
            if in_heading is None or not _is_inside(node, in_heading):
                section.text += node.text()
        elif tag in BLOCKS:
            section.text += "\n"
    yield section


def _is_inside(node: LexborNode, ancestor: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in BLOCKS:
        parent = parent.parent
    return parent is not None and parent == ancestor


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The plain `name: value` lines between the fences, and the rest. Lists and objects are of no use here."""
    fenced = re.match(r"---\n(.*?)\n---[ \t]*(?:\n|$)", text, re.DOTALL)
    if not fenced:
        return {}, text
    pairs = re.findall(r"^(\w+):[ \t]*(.*?)[ \t]*$", fenced[1], re.MULTILINE)
    return {name: value.strip("\"'") for name, value in pairs}, text[fenced.end() :]


def _markdown_url(path: PurePosixPath, prefix: str, front: dict[str, str]) -> str:
    folders = [_without_number(part) for part in path.parent.parts]
    dated = re.match(r"(\d{4})-(\d{2})-(\d{2})-(.+)", path.stem if path.stem != "index" else path.parent.name)
    if dated and path.stem == "index":
        folders.pop()
    base = "/".join([prefix.rstrip("/"), *folders])
    own = front.get("slug", "")
    if own.startswith("/"):
        return (prefix.rstrip("/") + own).rstrip("/") or "/"
    if own:
        return f"{base}/{own}".rstrip("/")
    if dated:
        return f"{base}/{dated[1]}/{dated[2]}/{dated[3]}/{dated[4]}"
    name = front.get("id") or _without_number(path.stem)
    is_folder = name.lower() in {"index", "readme"} or (bool(folders) and name.lower() == folders[-1].lower())
    return (base if is_folder else f"{base}/{name}") or "/"


def _without_number(name: str) -> str:
    return re.sub(r"^\d+\s*[-_.]\s*(?=[^\d\s])", "", name)


def _markdown_sections(body: str, title: str) -> Iterator[_Section]:
    section = _Section(title, "")
    used: dict[str, int] = {}
    fence = ""
    for line in body.split("\n"):
        mark = re.match(r" {0,3}(```+|~~~+)", line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif fence:
            section.text += line + "\n"
        elif found := re.match(r" {0,3}(#{1,4}) +(.+?)(?: *\{#([\w-]+)\})? *#*$", line):
            yield section
            heading = plain(found[2])
            anchor = found[3] or slug(heading)
            count = used[anchor] = used.get(anchor, -1) + 1
            section = _Section(heading, "" if len(found[1]) == 1 else anchor + (f"-{count}" if count else ""))
        elif not re.match(r"(import|export) |:::|\s*<!--|\s*\{/\*|\|?[\s:|-]+$", line) or not line.strip():
            section.text += (plain(re.sub(r"^\s*(?:[-*+]|\d+\.|>+)\s+", "", line).replace("|", " ")) or "\n") + "\n"
    yield section


def _passages(url: str, title: str, sections: Iterator[_Section]) -> list[Passage]:
    found: list[Passage] = []
    for section in sections:
        place = UNSAFE.sub(lambda odd: quote(odd[0], safe=""), f"{url}#{section.anchor}" if section.anchor else url)
        found += [Passage(place, title, section.heading, text) for text in _split(section.text)]
    return found


def _split(text: str) -> Iterator[str]:
    """Text in pieces that fit into an answer, cut between paragraphs."""
    piece = ""
    for paragraph in (" ".join(part.split()) for part in text.split("\n")):
        if piece and len(piece) + len(paragraph) > PASSAGE_CHARACTERS:
            yield piece
            piece = ""
        piece = f"{piece}\n{paragraph}".strip() if paragraph else piece
    if piece:
        yield piece


def _words(name: str) -> str:
    return _without_number(name).replace("-", " ").replace("_", " ").strip().capitalize()
