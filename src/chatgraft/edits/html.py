"""Edits to HTML pages, in any encoding that keeps ASCII.

A page is read by the tokenizer's rules of html.spec.whatwg.org (13.2.5): tree-sitter's grammar takes the content of a
textarea for markup and an open comment for text, which a browser does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, insert, require_editable
from chatgraft.edits.syntax import line_before

Mask = Callable[[bytes], bytes]

_TEXT_ELEMENTS = frozenset(
    {b"script", b"style", b"title", b"textarea", b"xmp", b"iframe", b"noembed", b"noframes", b"noscript", b"plaintext"}
)
_PAGE = frozenset({b"!doctype", b"html", b"head", b"body"})
_AMP = frozenset({b"amp", "\u26a1".encode()})
_OPENING = re.compile(rb"<(?:(!--)|(!doctype\b)|([!?]|/(?![a-z]))|(/?)([a-z][^\s/>]*))", re.IGNORECASE)
_COMMENT_END = re.compile(rb"(?<=<!--)-?>|--!?>")
_TAG_END = re.compile(rb"=\s*\"[^\"]*(?:\"|\Z)|=\s*'[^']*(?:'|\Z)|(>)")
_ATTRIBUTE = re.compile(rb"([^\s=/<>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")


_TEMPLATE = re.compile(rb"\{\{|\{%|<%|<\?(?:php|=)", re.IGNORECASE)
# Where the browser fills in `{{ }}` itself, as Vue from a CDN does, a server's still stand in tags and beside `{% %}`.
_SERVED = re.compile(rb"<[a-z][^<>]*\{\{|\{%|<%|<\?(?:php|=)", re.IGNORECASE)
_FILLS_ITSELF = re.compile(rb"<script\b[^<>]*[/\"'=@-](?:vue|petite-vue|ractive)\b", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\r?\n")
_FENCED = re.compile(rb"(?:\xef\xbb\xbf)?\s*---\r?\n(.*?)\r?\n---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_BLANK = re.compile(rb"[^\r\n]")
COMPONENTS = (".vue", ".svelte", ".astro")
_CODE = re.compile(rb"<(?:(script|style|pre|code|textarea)\b|!--)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag's lower-case name and its byte offsets; `/body` is an end tag, the doctype counts as a tag, too."""

    name: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag: its name and the names of its attributes in lower case, and its byte offsets."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


def elements(source: Source) -> Iterator[Element]:
    """Every start tag of a page, or of a component file, in which `<textarea />` is a whole element."""
    for tag in _tags(source.data, is_component=source.file.endswith(COMPONENTS)):
        if not tag.name.startswith((b"/", b"!")):
            found = _attributes(source.data, tag)
            named = {name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in found.items()}
            name = named.pop("")
            yield Element(name, named, tag.start, tag.end)


def scripts(source: Source) -> Iterator[Source]:
    """The scripts that stand in a page or a component file, each as a source of the file's own length: what is not of
    the script is blank, so that offsets and lines are those of the file."""
    if source.file.endswith(".astro") and (found := _FENCED.match(source.data)):
        yield _only(source, found.start(1), found.end(1))
    for element in elements(source):
        kind = element.attributes.get("type", "")
        if element.name == "script" and (kind in ("", "module") or "javascript" in kind):
            yield _only(source, element.end, _end_of_text(source.data, element.end, b"script"))


def _only(source: Source, start: int, end: int) -> Source:
    data = _BLANK.sub(b" ", source.data[:start]) + source.data[start:end] + _BLANK.sub(b" ", source.data[end:])
    return Source(f"{source.file}.{'js' if source.file.endswith(('.html', '.htm')) else 'ts'}", data)


def is_page(source: Source) -> bool:
    """Whether the file is a whole page: it has a doctype, or one of the tags html, head and body.

    A frameset is none, and AMP (amp.dev) lets no script of the site's own in.
    """
    tags = list(_tags(source.data))
    names = {tag.name for tag in tags}
    top = next((_attributes(source.data, tag) for tag in tags if tag.name == b"html"), {})
    return b"frameset" not in names and _AMP.isdisjoint(top) and bool(_PAGE & names)


def is_template(source: Source) -> bool:
    """Whether a server or a generator fills the file in.

    It holds template marks (Jinja, ERB, PHP …) outside of code and comments, or begins with front matter.
    """
    if _FRONT_MATTER.match(source.data):
        return True
    marks = _SERVED if _FILLS_ITSELF.search(source.data) else _TEMPLATE
    data, lower, at, unclosed = source.data, source.data.lower(), 0, set()
    while (found := _CODE.search(data, at)) is not None:
        if marks.search(data, at, found.start()):
            return True
        end = b"</" + found.group(1).lower() if found.group(1) else b"-->"
        closed = -1 if end in unclosed else lower.find(end, found.end())
        if closed < 0:
            unclosed.add(end)  # looked for once, or a large page of such would take minutes
        at = found.end() if closed < 0 else closed + len(end)
    return marks.search(data, at) is not None


def find_base(source: Source) -> str | None:
    """The page's `<base href>`, which relative addresses start from."""
    return _find_value(source, b"base", b"", b"", b"href")


def find_generator(source: Source) -> str | None:
    """The tool that the page says has made it."""
    return _find_value(source, b"meta", b"name", b"generator", b"content")


def body_ends(source: Source) -> list[int]:
    """Where the page's end tags of the body begin, those in inert templates left out."""
    return [tag.start for tag, depth in _with_depth(list(_tags(source.data))) if depth == 0 and tag.name == b"/body"]


def module_scripts(source: Source) -> list[str]:
    """The addresses of the page's module scripts, in its order."""
    found = (_attributes(source.data, tag) for tag in _tags(source.data) if tag.name == b"script")
    return [
        each[b"src"].decode("utf-8", "replace") for each in found if each.get(b"type") == b"module" and b"src" in each
    ]


def insert_before_body_end(source: Source, snippet: str) -> Edit:
    """Put an element, such as a script, last into the body. A fragment or a frameset is no page and is left."""
    return _edited(source, snippet, bytes, needs_page=True)


def insert_into_template(source: Source, snippet: str, mask: Mask) -> Edit:
    """The same for what a server fills in, where the end of the body may be all that stands in the file.

    `mask` shows the file and the snippet as HTML alone: bytes of the same length, what else stands there made inert.
    """
    return _edited(source, snippet, mask, needs_page=False)


def _edited(source: Source, snippet: str, mask: Mask, *, needs_page: bool) -> Edit:
    try:
        require_editable(source)
        shown = Source(source.file, mask(source.data))
        if needs_page and not is_page(shown):
            return ()
        return _insert(source, shown.data, snippet.encode(), mask(snippet.encode()))
    except NotUnderstood as found:
        return (ByHand(source.file, "before </body>", snippet, str(found)),)


def _find_value(source: Source, name: bytes, key: bytes, value: bytes, wanted: bytes) -> str | None:
    """An attribute of the first such tag, whose attribute `key` (if any) has the given value in any case."""
    for tag in _tags(source.data):
        found = _attributes(source.data, tag) if tag.name == name else {}
        if wanted in found and (not key or found.get(key, b"").lower() == value):
            return found[wanted].decode("utf-8", "replace")
    return None


def _insert(source: Source, shown: bytes, snippet: bytes, shown_snippet: bytes) -> tuple[Splice, ...]:
    tags = list(_tags(shown))
    wanted = _attributes(shown_snippet, next(_tags(shown_snippet)))
    if any(wanted.items() <= _attributes(shown, tag).items() for tag in tags if not tag.name.startswith(b"/")):
        return ()
    live = [tag for tag, depth in _with_depth(tags) if depth == 0]
    for name in (b"/body", b"/html"):
        if ends := [tag for tag in live if tag.name == name]:
            return (_before(source, ends[-1], snippet),)
    if live[-1:] != tags[-1:] or _ends_open(shown):
        raise NotUnderstood("the page ends inside of something that is not closed")
    if source.data.endswith(b"\n"):
        return (insert(source, len(source.data), snippet + source.newline),)
    return (insert(source, len(source.data), source.newline + snippet),)


def _before(source: Source, end: _Tag, snippet: bytes) -> Splice:
    """On a line of its own where the end tag has one, indented like the line above if that belongs to the body."""
    own = line_before(source, end.start)
    if own.strip():
        return insert(source, end.start, snippet)
    start = end.start - len(own)
    above = next(iter(source.data[:start].rstrip().splitlines()[-1:]), b"")
    indent = above[: len(above) - len(above.lstrip(b" \t"))]
    is_inside = above.lstrip().startswith((b"<", b"{%", b"{{")) and not above.lstrip().lower().startswith(
        (b"<body", b"</head")
    )
    return insert(source, start, (indent if is_inside and len(indent) >= len(own) else own) + snippet + source.newline)


def _tags(data: bytes, *, is_component: bool = False) -> Iterator[_Tag]:
    """Every tag that a browser sees, in order; in a component file any tag may end itself."""
    at = 0
    while (found := _OPENING.search(data, at)) is not None:
        comment, doctype, bogus, slash, name = found.groups()
        if comment:
            closed = _COMMENT_END.search(data, found.end())
            at = closed.end() if closed else len(data)
            continue
        end = _find_tag_end(data, found.end(), quoted=not (doctype or bogus))
        at = end or len(data)
        if bogus or end is None:
            continue
        tag = _Tag((doctype or slash + name).lower(), found.start(), at)
        yield tag
        if tag.name in _TEXT_ELEMENTS and not (is_component and data.endswith(b"/>", 0, at)):
            at = _end_of_text(data, at, tag.name)


def _find_tag_end(data: bytes, at: int, *, quoted: bool) -> int | None:
    """After the `>`, which may stand in quoted attribute values before."""
    if not quoted:
        return data.find(b">", at) + 1 or None
    return next((found.end() for found in _TAG_END.finditer(data, at) if found.group(1)), None)


def _end_of_text(data: bytes, at: int, name: bytes) -> int:
    """Where the text content of such an element ends: at its own end tag only."""
    found = re.compile(rb"</" + name + rb"(?=[\s/>])", re.IGNORECASE).search(data, at)
    return found.start() if found else len(data)


def _with_depth(tags: list[_Tag]) -> Iterator[tuple[_Tag, int]]:
    """Each tag with the number of templates that are open after it: what is in one is inert."""
    depth = 0
    for tag in tags:
        depth = max(depth + {b"template": 1, b"/template": -1}.get(tag.name, 0), 0)
        yield tag, depth


def _ends_open(data: bytes) -> bool:
    """Whether a tag on a line below the end would be text to a browser, as something is not closed."""
    return not any(tag.start == len(data) + 1 for tag in _tags(data + b"\n<p>"))


def _attributes(data: bytes, tag: _Tag) -> dict[bytes, bytes]:
    """The attributes, and the element's name under the empty key."""
    text = data[tag.start + 1 + len(tag.name) : tag.end - 1]
    found = {name.lower(): double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(text)}
    return {b"": tag.name, **found}
