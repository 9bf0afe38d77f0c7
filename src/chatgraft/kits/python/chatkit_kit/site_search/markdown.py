"""Pages as they are written: Markdown and MDX, read the way the site's generator does, without running any of it."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import PurePosixPath

from ..settings import SiteRoot
from .flavors import FLAVORS, Flavor, Front, without_number
from .pages import CELL, Passage, Section, passages_of

MARKDOWN_SUFFIXES = frozenset({".md", ".mdx", ".markdown"})
FENCE = re.compile(r" {0,3}(?:>\s*)?(```+|~~~+)")
HEADING = re.compile(r" {0,3}(#{1,4})[ \t]+(.+?)[ \t]*#*[ \t]*$")
# Docusaurus and VitePress write {#id}, Python-Markdown { #id } or {: #id .class }.
OWN_ANCHOR = re.compile(r"\s*\{:?\s*#([\w.:-]+)[^}]*\}\s*$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]|#{5,6})\s+(?:\[[ xX]\]\s+)?")
RULE = re.compile(r"\s*\|?[\s:|*_-]+$|\s*\[[^\]]+\]:\s")
# :::tip Title, :::tip[Title], !!! note "Title", ??? note "Title", === "Tab": the title is said.
ADMONITION = re.compile(r"\s*(?::{3,}|[!?]{3}\+?|={3})\s*([\w-]*)\s*[\[\"]?(.*?)[\]\"]?\s*(?:\{.*\})?\s*$")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
SPAN = "\ue000"
"""Stands for a code span while the marks around it are read: a letter that nobody uses."""
# Components and elements, over several lines if need be; attributes may hold > in quotes and braces.
TAG = re.compile(
    r"</?(?P<name>[A-Za-z][\w.:-]*|(?=>))(?:\s(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)?/?>"
)
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup", "u"})
TITLES = re.compile(r"\b(?:title|label|summary|description|heading)=\"([^\"]+)\"")
NOT_TEXT = re.compile(
    r"<!--.*?-->|\{/\*.*?\*/\}|<(script|style)\b.*?</\1>|\{\{.*?\}\}|\{%.*?%\}|"
    r"\{\s*(?:'\s*'|\"\s*\"|\w+\.[\w.]+|:?\s*\.[\w-]+[^{}]*)\s*\}",
    re.DOTALL,
)
MODULE = re.compile(
    r"^(?:import\s+(?:[\w*{][^'\";]*?\sfrom\s*)?['\"][^'\"]+['\"]|export\s+(?:default|const|let|var|function|async|class|type|[{*]))"
)


def markdown_passages(text: str, path: PurePosixPath, root: SiteRoot) -> tuple[str, list[Passage]]:
    """The URL that a Markdown file gets by its generator's rules, and its passages; none of drafts."""
    flavor = FLAVORS[root.flavor]
    front, body = front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    address = flavor.address(path, front, root.clean)
    url = f"{root.prefix.rstrip('/')}/{address}" if address else root.prefix
    if address is None or "true" in {front.get("draft"), front.get("unlisted")}:
        return url, []
    sections = list(_sections(body, flavor))
    written = next((section.heading for section in sections[1:] if section.level == 1), "")
    title = front.get("title") or written or front.get("sidebar_label") or _named(path)
    sections[0].heading = title
    if description := front.get("description", ""):
        sections[0].blocks.insert(0, plain(description))
    return url, passages_of(url, title, iter(sections))


def front_matter(text: str) -> tuple[Front, str]:
    """The plain `name: value` lines between the fences, and the rest. Lists and objects are of no use here."""
    fenced = re.match(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", text, re.DOTALL)
    if not fenced:
        return {}, text
    found: Front = {}
    for name, value, more in re.findall(
        r"^([\w-]+):[ \t]*(.*?)[ \t]*\n((?:[ \t]+.*\n|\n)*)", fenced[1] or "", re.MULTILINE
    ):
        whole = " ".join(more.split()) if re.fullmatch(r"[|>][+-]?", value) else value
        quoted = re.match(r"(['\"])(.*)\1", whole)
        found[name] = quoted[2] if quoted else re.sub(r"\s+#.*", "", whole)
    return found, text[fenced.end() :]


def plain(text: str) -> str:
    """Markdown without its marks, as it reads on the page. Code is left as it is."""
    read = _beside_code(text, _unmarked)
    return " ".join(unescape(CODE_SPAN.sub(r"\2", read)).split())


def _beside_code(text: str, change: Callable[[str], str]) -> str:
    """Text changed where it is no code span. `SPAN` stands for a span meanwhile, within whatever marks."""
    spans = [span[0] for span in CODE_SPAN.finditer(text)]
    return re.sub(SPAN, lambda _: spans.pop(0) if spans else "", change(CODE_SPAN.sub(SPAN, text)))


def _unmarked(text: str) -> str:
    text = re.sub(r"<(https?://[^\s>]+)>", r"\1", TAG.sub(_told_by, text))
    text = re.sub(r"!?\[([^\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^)]*)?\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~", "", text)
    text = re.sub(r"(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)", "", text)  # within a word it is part of a name
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", text)


def _told_by(tag: re.Match[str]) -> str:
    """Of a component the words that it shows from its attributes; nothing of an element within a word or sentence."""
    if tag["name"].lower() in INLINE:
        return ""
    return f" {' '.join(TITLES.findall(tag[0]))} " if tag["name"][:1].isupper() else " "


def _sections(body: str, flavor: Flavor) -> Iterator[Section]:
    reader = _Reader(flavor)
    for text, code in _chunks(body):
        for line in text.split("\n"):
            yield from reader.line(line)
        yield from reader.line("")
        reader.section.add_code(code)
    yield reader.section


def _chunks(body: str) -> Iterator[tuple[str, str]]:
    """Text and the block of code that follows it, in turn."""
    text, code, fence = list[str](), list[str](), ""
    for line in body.split("\n"):
        mark = FENCE.match(line)
        if not fence and mark:
            fence = mark[1]
        elif fence and mark and mark[1].startswith(fence) and not line.strip(" \t>" + fence[0]):
            yield _text(text), "\n".join(code)
            text, code, fence = [], [], ""
        else:
            (code if fence else text).append(line)
    yield _text(text), "\n".join(code)


def _text(lines: list[str]) -> str:
    """Prose without comments, modules' lines and expressions; what stands in code spans stays."""
    return _beside_code("\n".join(_without_modules(lines)), lambda text: TAG.sub(_told_by, NOT_TEXT.sub(" ", text)))


def _without_modules(lines: list[str]) -> Iterator[str]:
    """Without `import` and `export`, each of which goes on until its brackets are closed."""
    open_brackets = 0
    for number, line in enumerate(lines):
        begins = line.startswith(("import ", "export ")) and MODULE.match("\n".join(lines[number : number + 30]))
        if open_brackets > 0 or begins:
            open_brackets += sum(line.count(one) for one in "{[(") - sum(line.count(one) for one in "}])")
        else:
            yield line


class _Reader:
    """Lines as paragraphs and headings; a section is given back when the next one begins."""

    def __init__(self, flavor: Flavor) -> None:
        self.section = Section("", level=0)
        self._flavor = flavor
        self._lines: list[str] = []
        self._used: dict[str, int] = {}

    def line(self, line: str) -> Iterator[Section]:
        heading = HEADING.match(line)
        underline = UNDERLINE.match(line) if len(self._lines) == 1 else None
        if heading:
            self._end_paragraph()
            yield from self._begin(len(heading[1]), heading[2])
        elif underline:
            yield from self._begin(1 if underline[1][0] == "=" else 2, self._lines.pop())
        elif not line.strip() or RULE.match(line):
            self._end_paragraph()
        elif found := ADMONITION.match(line):
            self._end_paragraph()
            self._lines = [found[2]] if found[2] else []
            self._end_paragraph()
        else:
            text = re.sub(r"^\s*(?:>\s?)+(?:\[!\w+\]\s*)?", "", line)
            if ITEM.match(text) or text.lstrip().startswith("|"):
                self._end_paragraph()
            is_row = text.lstrip().startswith("|")
            self._lines.append(CELL.join(_cells(text)) if is_row else ITEM.sub("", text, count=1))

    def _begin(self, level: int, text: str) -> Iterator[Section]:
        yield self.section
        own = OWN_ANCHOR.search(text)
        heading = plain(OWN_ANCHOR.sub("", text))
        slug = own[1] if own else self._flavor.slug(heading)
        count = self._used[slug] = self._used.get(slug, -1) + 1
        anchor = slug + (self._flavor.again.format(count) if count else "")
        self.section = Section(heading, "" if level == 1 else anchor, level=level)

    def _end_paragraph(self) -> None:
        self.section.add(plain("\n".join(self._lines)))
        self._lines.clear()


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|")) if cell.strip()]


def _named(path: PurePosixPath) -> str:
    """A title for a page that has none."""
    name = path.parent.name if path.stem.lower() in {"index", "readme", "page"} else path.stem
    return re.sub(r"[-_]", " ", without_number(name)).strip().capitalize()
