"""Templates that are HTML with marks of another language in it: Jinja, Django's and EJS.

Their marks are found by the language's own rules and made inert, byte by byte; what remains is read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatgraft.core.changes import ByHand
from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.html import body_ends, insert_into_template, is_page

# What HTML would read in a mark. The bytes that stand for it mean nothing there.
_INERT = bytes.maketrans(b"<>\"'", b"____")
_STRINGS = re.compile(rb"\"([^\"]+)\"|'([^']+)'")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A template language. `marks` matches one mark, its inside as a group named after what it is: `comment`, `code`
    or `shown`. Between a mark of `verbatim` and the one that ends it all is plain text, of `hidden` nothing is shown.

    `uses` matches code that brings in another template, what it does as group 1, before the name in quotes.
    """

    endings: tuple[str, ...]
    marks: re.Pattern[bytes]
    uses: re.Pattern[bytes]
    verbatim: dict[bytes, bytes] = field(default_factory=dict)
    hidden: dict[bytes, bytes] = field(default_factory=dict)

    def mask(self, data: bytes) -> bytes:
        """The same bytes with every mark made inert."""
        pieces, at = [], 0
        for mark in _marks(self, data):
            pieces += [data[at : mark.start], data[mark.start : mark.end].translate(_INERT)]
            at = mark.end
        return b"".join([*pieces, data[at:]])

    def ends_body(self, source: Source) -> bool:
        return bool(body_ends(Source(source.file, self.mask(source.data))))

    def is_page(self, source: Source) -> bool:
        return is_page(Source(source.file, self.mask(source.data)))

    def references(self, source: Source) -> tuple[Reference, ...]:
        """The templates that this one names."""
        codes = (mark.code for mark in _marks(self, source.data))
        uses = (found for code in codes if (found := self.uses.match(code)))
        return tuple(
            Reference(found.group(1).decode(), (one or other).decode("utf-8", "replace"))
            for found in uses
            for one, other in _STRINGS.findall(found.string, found.end())
        )

    def has(self, source: Source, code: re.Pattern[bytes]) -> bool:
        """Whether one of the marks holds such code."""
        return any(code.match(mark.code) for mark in _marks(self, source.data))

    def insert(self, source: Source, snippet: str) -> Edit:
        """Put an element last into the body."""
        if len(body_ends(Source(source.file, self.mask(source.data)))) > 1:
            why = "the template has several </body>, and which of them is shown is decided when it is filled in"
            return (ByHand(source.file, "before each </body>", snippet, why),)
        return insert_into_template(source, snippet, self.mask)


@dataclass(frozen=True, slots=True)
class Reference:
    """`how` is the word by which a template uses another: `extends`, `include`, …"""

    how: str
    name: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """`code` is empty for comments and for what is only hidden."""

    start: int
    end: int
    code: bytes


def _marks(dialect: Dialect, data: bytes) -> Iterator[_Mark]:
    at = 0
    while (found := dialect.marks.search(data, at)) is not None:
        code = (found.groupdict().get("code") or b"").strip(b"-+_ \t\r\n")
        shown = (found.groupdict().get("shown") or b"").strip(b"-+_ \t\r\n")
        word = (code.split() or [b""])[0]
        at = found.end()
        if word in dialect.verbatim:
            yield _Mark(found.start(), at, code)
            at = _end_of(dialect.verbatim[word], data, at)
        elif word in dialect.hidden:
            at = _end_of(dialect.hidden[word], data, at)
            yield _Mark(found.start(), at, b"")
        else:
            yield _Mark(found.start(), at, code or shown)


def _end_of(word: bytes, data: bytes, at: int) -> int:
    """Where the mark with that word begins; the end of the file where it is missing."""
    found = re.compile(rb"\{%[-+]?\s*" + word + rb"\b").search(data, at)
    return found.start() if found else len(data)


def _inside(closing: bytes) -> bytes:
    """Any text up to the closing mark, which may stand in quotes before."""
    first, rest = re.escape(closing[:1]), re.escape(closing[1:])
    return rb"(?:[^\"'" + first + rb"]|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|" + first + rb"(?!" + rest + rb"))*"


_USES = re.compile(rb"(extends|include|import|from)\b")
JINJA = Dialect(
    endings=(".html", ".htm", ".jinja", ".jinja2", ".j2"),
    marks=re.compile(
        rb"\{#(?P<comment>.*?)#\}|\{%(?P<code>" + _inside(b"%}") + rb")%\}|\{\{(?P<shown>" + _inside(b"}}") + rb")\}\}",
        re.DOTALL,
    ),
    uses=_USES,
    verbatim={b"raw": b"endraw"},
)
DJANGO = Dialect(
    endings=(".html", ".htm"),
    marks=re.compile(rb"\{#(?P<comment>.*?)#\}|\{%(?P<code>.*?)%\}|\{\{(?P<shown>.*?)\}\}"),
    uses=_USES,
    verbatim={b"verbatim": b"endverbatim"},
    hidden={b"comment": b"endcomment"},
)
EJS = Dialect(
    endings=(".ejs",),
    marks=re.compile(rb"<%%|<%#(?P<comment>.*?)%>|<%[-=](?P<shown>.*?)%>|<%_?(?P<code>.*?)%>", re.DOTALL),
    uses=re.compile(rb"(include|layout)\s*\("),
)
