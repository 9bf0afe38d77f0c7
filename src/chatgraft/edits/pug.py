"""Edits to Pug templates (pugjs.org), which say by indentation what lies in what.

A line is read by its beginning. Left out are the lines of a block that is no markup: text below a tag with a dot,
comments, filters, and attributes that go on over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import Source
from chatgraft.edits import Edit, NotUnderstood, indent_unit, insert, require_editable
from chatgraft.edits.templates import Reference

_BODY = re.compile(rb"body(?![\w-])")
_PAGE = re.compile(rb"(?:doctype|html|head|body)(?![\w-])")
_USES = re.compile(rb"(extends|include)(?::[\w-]+)?\s+(\S.*)")
_TAG = re.compile(rb"(?:[\w-]+|[#.][\w-]+)(?:[#.][\w:-]+)*")
_TEXT = (b"//", b":")
_BRACKETS = {b"(": b")", b"[": b"]", b"{": b"}"}
_STRINGS = re.compile(rb"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of markup: its byte offsets without the line end, its indentation and what stands behind that.

    `end` is the end of the last line that belongs to it: of its attributes or the text below it.
    """

    start: int
    end: int
    indent: bytes
    text: bytes


@dataclass(frozen=True, slots=True)
class Pug:
    """Pug as `template_site` asks a template language."""

    endings: tuple[str, ...] = (".pug", ".jade")

    def ends_body(self, source: Source) -> bool:
        return any(_BODY.match(line.text) for line in _markup(source))

    def is_page(self, source: Source) -> bool:
        return any(_PAGE.match(line.text) for line in _markup(source))

    def references(self, source: Source) -> tuple[Reference, ...]:
        uses = (found for line in _markup(source) if (found := _USES.match(line.text)))
        return tuple(
            Reference(found.group(1).decode(), found.group(2).decode("utf-8", "replace").strip()) for found in uses
        )

    def insert(self, source: Source, snippet: str) -> Edit:
        """Put an element, written as HTML, last into the body."""
        line = _as_pug(snippet)
        try:
            require_editable(source)
            return _insert(source, line)
        except NotUnderstood as found:
            return (ByHand(source.file, "as the last child of body", line.decode(), str(found)),)


PUG = Pug()


def _as_pug(element: str) -> bytes:
    """`script(type="module" src="/a.js")` for an empty element with attributes."""
    found = re.fullmatch(r"<([\w-]+) ([^<>]*)></\1>", element)
    if found is None:
        raise ValueError(f"not an empty element: {element}")
    return f"{found.group(1)}({found.group(2)})".encode()


def _insert(source: Source, element: bytes) -> tuple[Splice, ...]:
    lines = list(_markup(source))
    if any(line.text.replace(b"'", b'"').replace(b", ", b" ") == element for line in lines):
        return ()
    bodies = [number for number, line in enumerate(lines) if _BODY.match(line.text)]
    if len(bodies) != 1:
        raise NotUnderstood("the template has several bodies" if bodies else "the template has no body")
    body = lines[bodies[0]]
    rest = body.text[_end_of_tag(body.text) :].strip()
    if rest.startswith((b":", b".", b"=", b"!")):
        raise NotUnderstood("the body holds text or a single element, below which nothing can be added")
    inside = []
    for line in lines[bodies[0] + 1 :]:
        if len(line.indent) <= len(body.indent):
            break
        inside.append(line)
    indent = inside[0].indent if inside else body.indent + indent_unit(source)
    return (insert(source, (inside or [body])[-1].end, source.newline + _styled(source, indent + element)),)


def _styled(source: Source, line: bytes) -> bytes:
    """In the quotes of the file's first attribute."""
    first = re.search(rb"\(\w[\w-]*=([\"'])", source.data)
    return line.replace(b'"', b"'") if first and first.group(1) == b"'" else line


def _markup(source: Source) -> Iterator[_Line]:
    """The lines that are markup, each with what belongs to it."""
    lines = list(_lines(source))
    number = 0
    while number < len(lines):
        start, _, indent, text = lines[number]
        last = _last_of_attributes(source, lines, number)
        if text.startswith(_TEXT) or _is_text_block(source.data[start + len(indent) : lines[last][1]]):
            while last + 1 < len(lines) and len(lines[last + 1][2]) > len(indent):
                last += 1
        yield _Line(start, lines[last][1], indent, text)
        number = last + 1


def _lines(source: Source) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Start, end, indentation and text of each line that is not blank."""
    at = len(source.bom)
    while at < len(source.data):
        end = source.data.find(b"\n", at)
        end = len(source.data) if end < 0 else end
        line = source.data[at:end].rstrip()
        text = line.lstrip(b" \t")
        if text:
            yield at, at + len(line), line[: len(line) - len(text)], text
        at = end + 1


def _end_of_tag(text: bytes) -> int:
    """After the tag's name, classes and attributes, which may hold line ends; -1 where those are not closed."""
    found = _TAG.match(text)
    at = found.end() if found else 0
    while text[at : at + 1] == b"(" or text[at : at + 12] == b"&attributes(":
        at = _closing(text, text.index(b"(", at))
        if at < 0:
            return at
    return at


def _closing(text: bytes, at: int) -> int:
    """After the bracket that closes the one at `at`; -1 where none does."""
    waiting: list[bytes] = []
    while at < len(text):
        one = text[at : at + 1]
        if string := _STRINGS.match(text, at):
            at = string.end()
            continue
        if one in _BRACKETS:
            waiting.append(_BRACKETS[one])
        elif waiting and one == waiting[-1]:
            waiting.pop()
            if not waiting:
                return at + 1
        at += 1
    return -1


def _last_of_attributes(source: Source, lines: list[tuple[int, int, bytes, bytes]], number: int) -> int:
    """The number of the line on which the attributes of the tag end."""
    start, _, indent, text = lines[number]
    if not _TAG.match(text) or b"(" not in text:
        return number
    for last in range(number, len(lines)):
        if _end_of_tag(source.data[start + len(indent) : lines[last][1]]) >= 0:
            return last
    return number


def _is_text_block(text: bytes) -> bool:
    """Whether all that lies below a tag is text: `script.`, `p(class='a').`."""
    end = _end_of_tag(text)
    return end > 0 and text[end:].strip() == b"."
