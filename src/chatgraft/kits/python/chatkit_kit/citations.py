"""Passages as a model reads them, and what it says of them as citations: `[2]` becomes a source, with title and link.

material(passages, question)       what goes to the model with the question
CITING                             how it is to mark what it takes from there, for its instructions
cited(parts, passages, question)   what the visitor sees of its answer
"""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence

from .closing import close
from .questions import Part, Question, Source, fenced
from .site_search.answer import name_of, shortened
from .site_search.pages import Passage

CITING = """\
Passages have numbers. After what you take from a passage put a space and its number in square brackets, like [1] or
[1][3]; the visitor sees a link to its page there, so write no links and no list of sources of your own."""
NOTHING_FOUND = """\
No passage fits this question. Where it asks about this site, say that you found nothing about that here, and make \
nothing up."""
MOST_CHARACTERS = 6000
SNIPPET_CHARACTERS = 160

# More blanks belong to no mark: a model may be talked into thousands, and each would be looked at again and again.
_BLANKS = r"[ \t]{0,80}"
_ONE = r"[\[【](?:passages?|sources?)?\s*\^?\d{1,2}(?:\s*[,;\u2013-]\s*\^?\d{1,2})*(?:†[^\]】\n]{0,80})?[\]】]"
_EACH = re.compile(_ONE, re.IGNORECASE)
_SERIES = rf"{_ONE}(?:{_BLANKS}(?:[,;]{_BLANKS})?{_ONE})*"
_MARK = re.compile(rf"{_BLANKS}(?:\({_BLANKS}{_SERIES}{_BLANKS}\)|{_SERIES})", re.IGNORECASE)
# What may yet become a mark, or go on as one: no more is held back until the next words come.
_BEGUN = re.compile(
    _BLANKS + rf"(?:\({_BLANKS})?" + r"(?:[\[【][a-z\d\s^,;\u2013-]{0,40}(?:†[^\]】\n]{0,80})?)?", re.IGNORECASE
)
_MORE = re.compile(_BLANKS + rf"(?:[,;]{_BLANKS})?" + r"(?:[\[【][a-z\d\s^,;\u2013-]{0,40}[ \t]{0,80})?", re.IGNORECASE)
# After a name it is code that nobody marked as such, like a[1]. Scripts without blanks have their marks right there.
_NAME_END = re.compile(r"\w", re.ASCII)
_AS_CODE = re.compile(r"[\[(](?!\^)")
_NUMBERS = re.compile(r"(\d+)(?:\s*[\u2013-]\s*(\d+))?")
_LINK = re.compile(r"\([^()\n]{0,2000}\)")
_LINK_BEGUN = re.compile(r"\([^()\n]{0,2000}")
_FENCE = re.compile(r"[ \t>]{0,80}(`{3,}|~{3,})")
_FENCE_BEGUN = re.compile(r"[ \t>]{0,80}(?:`*|~*)")
_FENCE_END = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*\r?")
_FENCE_END_BEGUN = re.compile(r"[ \t>]{0,80}(?:[`~]+[ \t]{0,80})?")
_TICKS = re.compile(r"`+")
_IN_CODE = re.compile(r"[^`\n]+|\n")
_PLAIN = re.compile(r"[ \t]+|[^\[【(`\\!\s]+")

Step = tuple[int, list[str | Source]]
"""Where the text goes on that is still to be read, and what the visitor gets in place of what was read."""


def material(passages: Sequence[Passage], question: Question) -> str:
    """The passages with their numbers, each between tags that it cannot close; with none of them, just that."""
    return "\n\n".join(_numbered(passages, question)) or NOTHING_FOUND


def _numbered(passages: Sequence[Passage], question: Question) -> Iterator[str]:
    for number, passage in enumerate(passages, 1):
        source = source_of(passage, question)
        head = " ".join(f"[{number}] {source.title} {source.url}".split())
        yield fenced("passage", f"{head}\n{passage.text[:MOST_CHARACTERS]}")


def source_of(passage: Passage, question: Question) -> Source:
    """A passage as a citation. What is no address of the web, such as a file's name, is shown without a link."""
    url = passage.url if re.match(r"https?://|/(?!/)|[#?]", passage.url) else ""
    return Source(name_of(passage), question.absolute(url) if url else "", shortened(passage.text, SNIPPET_CHARACTERS))


async def cited(
    parts: AsyncIterator[Part], passages: Sequence[Passage], question: Question
) -> AsyncGenerator[Part, None]:
    """The parts of an answer with a `Source` in place of each mark.

    Code, links and numbers of no passage are left as they are. Closing this closes `parts`.
    """
    marks = _Marks([source_of(passage, question) for passage in passages])
    try:
        async for part in parts:
            if isinstance(part, str) and passages:
                for each in marks.read(part):
                    yield each
            else:
                for each in marks.end():
                    yield each
                yield part
        for each in marks.end():
            yield each
    except Exception:
        for each in marks.end():  # what was said before it broke off stays
            yield each
        raise
    finally:
        await close(parts)


class _Marks:
    """Reads an answer as it comes. `_held` is what may yet turn out to be a mark, or the beginning of code."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._held = ""
        self._last = "\n"  # character before what is held
        self._fence = ""  # of the code block that is open
        self._ticks = ""  # of the code that is open within a line

    def read(self, text: str) -> Iterator[str | Source]:
        """What can be told of the words so far."""
        self._held += text
        yield from self._told(is_end=False)

    def end(self) -> Iterator[str | Source]:
        """The rest: no more words come, or something else comes between."""
        yield from self._told(is_end=True)

    @property
    def _is_new_line(self) -> bool:
        return self._last == "\n"

    def _told(self, *, is_end: bool) -> Iterator[str | Source]:
        text, at, plain = self._held, 0, ""
        while at < len(text) and (step := self._step(text, at, is_end=is_end)):
            end, pieces = step
            self._last = text[end - 1]
            at = end
            for piece in pieces:
                if isinstance(piece, str):
                    plain += piece
                    continue
                if plain:
                    yield plain
                plain = ""
                yield piece
        self._held = text[at:]
        if plain:
            yield plain

    def _step(self, text: str, at: int, *, is_end: bool) -> Step | None:
        """The next piece; None where only the words to come will tell what it is."""
        if self._fence:
            return self._code_line(text, at, is_end=is_end)
        fence = _FENCE.match(text, at) if self._is_new_line else None
        if self._is_new_line and not is_end and _FENCE_BEGUN.fullmatch(text, at):
            return None
        if fence:
            self._fence = fence.group(1)
            return fence.end(), [text[at : fence.end()]]
        if text[at] == "`" or self._ticks:
            return self._code_in_line(text, at, is_end=is_end)
        if mark := _MARK.match(text, at):
            return self._citation(text, mark, is_end=is_end)
        return self._plain(text, at, is_end=is_end)

    def _plain(self, text: str, at: int, *, is_end: bool) -> Step | None:
        if not is_end and (_BEGUN.fullmatch(text, at) or text[at:] in ("!", "\\")):
            return None
        is_pair = text[at] == "\\" or text.startswith("![", at)  # what is escaped, or begins an image
        plain = _PLAIN.match(text, at)
        end = min(at + 2, len(text)) if is_pair else plain.end() if plain else at + 1
        return end, [text[at:end]]

    def _citation(self, text: str, mark: re.Match[str], *, is_end: bool) -> Step | None:
        end = mark.end()
        link = _LINK.match(text, end)
        if not link and not is_end and (_MORE.fullmatch(text, end) or _LINK_BEGUN.fullmatch(text, end)):
            return None
        is_code = _AS_CODE.match(mark.group()) and _NAME_END.match(self._last)
        pieces = [] if is_code or text.startswith("(", end) else self._sources_of(mark)
        if not any(isinstance(piece, Source) for piece in pieces):
            end = link.end() if link else end
            return end, [text[mark.start() : end]]
        if self._is_new_line and text.startswith(":", end):  # a list of sources, or what Markdown takes for one
            end += 1
        return end, pieces

    def _sources_of(self, mark: re.Match[str]) -> list[str | Source]:
        """A series of marks as its sources. A bracket without any stays as it is written."""
        brackets = list(_EACH.finditer(mark.group()))
        known = [self._known(bracket.group()) for bracket in brackets]
        if mark.group().endswith(")") and not all(known):
            return []
        pieces: list[str | Source] = []
        written = 0
        for bracket, sources in zip(brackets, known, strict=True):
            pieces += sources or [mark.group()[written : bracket.end()]]
            written = bracket.end()
        return pieces

    def _known(self, bracket: str) -> list[Source]:
        """None for what has a 0, as lists in many languages have and no passage."""
        numbers = [
            number
            for first, last in _NUMBERS.findall(re.sub(r"†[^\]】]*", "", bracket))
            for number in range(int(first), int(last or first) + 1)
        ]
        known = [number for number in dict.fromkeys(numbers) if 0 < number <= len(self._sources)]
        return [] if 0 in numbers else [self._sources[number - 1] for number in known]

    def _code_line(self, text: str, at: int, *, is_end: bool) -> Step | None:
        newline = text.find("\n", at)
        if newline < 0:
            is_unclear = self._is_new_line and _FENCE_END_BEGUN.fullmatch(text, at) is not None
            return None if is_unclear and not is_end else (len(text), [text[at:]])
        closing = _FENCE_END.fullmatch(text, at, newline) if self._is_new_line else None
        if closing and closing.group(1).startswith(self._fence):
            self._fence = ""
        return newline + 1, [text[at : newline + 1]]

    def _code_in_line(self, text: str, at: int, *, is_end: bool) -> Step | None:
        """Code within a line ends with as many ticks as it began with, or with its paragraph."""
        if ticks := _TICKS.match(text, at):
            if ticks.end() == len(text) and not is_end:
                return None
            self._ticks = {"": ticks.group(), ticks.group(): ""}.get(self._ticks, self._ticks)
            return ticks.end(), [ticks.group()]
        if text[at] == "\n" and self._is_new_line:
            self._ticks = ""
        code = _IN_CODE.match(text, at)
        end = code.end() if code else at + 1
        return end, [text[at:end]]
