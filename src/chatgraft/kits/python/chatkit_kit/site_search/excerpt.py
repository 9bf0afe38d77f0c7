"""Excerpts of passages: whole sentences, from where they speak of what was asked."""

import re
from collections.abc import Iterator

from .pages import Passage

# Where one ends: before a blank and a letter that begins one; Chinese and Japanese full stops need no blank.
SENTENCE_END = re.compile(
    r"(?<=[.!?\u2026])[\"')\u201d\u2019]*\s+(?=[\"'(\u00bf\u00a1\u201c\u2018]*[A-Z\u00c0-\u00de\u0400-\u042f0-9])"
    r"|(?<=[\u3002\uff01\uff1f])"
)
ENDED = re.compile(r"[.!?:;,\u2026\u3002\uff01\uff1f][\"')\u201d\u2019]*$")
LONGEST_ITEM = 90
CODE_LINES = 8


def excerpt(passage: Passage, stems: frozenset[str], characters: int) -> list[str]:
    """Pieces of Markdown: sentences from the one that has most of the stems, rows of lists and tables as a list.

    Of a passage that is nothing but code, its first lines.
    """
    units = list(_units(passage.prose))
    if not units:
        return [_code(passage.code[0])] if passage.code else []
    start = max(range(len(units)), key=lambda number: (found(units[number][0], stems), -number))
    if sum(len(text) for text, _ in units[: start + 1]) <= characters:
        start = 0  # it all fits from the beginning
    kept: list[str] = []
    size, was_item = 0, False
    for text, is_item in units[start:]:
        size += len(text) + 1
        if kept and size > characters:
            break
        between = "" if not kept else "\n" if is_item and was_item else "\n\n" if is_item or was_item else " "
        kept.append(f"{between}{'- ' if is_item else ''}{escaped(shortened(text, characters))}")
        was_item = is_item
    return kept


def found(text: str, stems: frozenset[str]) -> int:
    """How many of the stems there are in a text."""
    words = text.lower()
    return sum(
        re.search(rf"(?<!\w){re.escape(stem)}" if stem.isascii() else re.escape(stem), words) is not None
        for stem in stems
    )


def shortened(text: str, characters: int) -> str:
    """The first words, on one line; up to the end of a sentence where that leaves the better part."""
    text = " ".join(text.split())
    if len(text) <= characters:
        return text
    ends = [end.start() for end in SENTENCE_END.finditer(text, 0, characters)]
    if ends and ends[-1] > characters / 2:
        return text[: ends[-1]]
    short = text[:characters]
    return (short.rpartition(" ")[0] or short) + "…"


def escaped(text: str) -> str:
    """Page text is data: it must not become Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _units(prose: str) -> Iterator[tuple[str, bool]]:
    """Sentences, and short lines without an end, such as rows and items."""
    for line in filter(None, prose.split("\n")):
        if len(line) <= LONGEST_ITEM and not ENDED.search(line):
            yield line, True
        else:
            yield from ((sentence, False) for sentence in SENTENCE_END.split(line) if sentence)


def _code(code: str) -> str:
    return "```\n" + "\n".join(code.split("\n")[:CODE_LINES]) + "\n```"
