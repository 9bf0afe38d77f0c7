"""Keeps a model from reading its instructions out: a page, a quotation or a visitor may talk it into that.

Long lines of theirs that follow each other in the answer as they do there, word for word, are left out of it. One line
alone passes, as it may be a fact that the owner wants told. So does what a model says of them in other words: no secret
belongs into instructions.
"""

import logging
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing

from ..questions import Part

log = logging.getLogger(__name__)

SHORTEST = 40
"""Characters of a line that is told from what anybody might say."""
WIDEST = 80
"""Characters between two lines that still follow each other: short lines, marks of a list."""
LEFT_OUT = "…"


async def without(instructions: str, parts: AsyncGenerator[Part, None]) -> AsyncGenerator[Part, None]:
    """The parts, without what reads the instructions out. Held back is only what may yet turn out to do that.

    Closing this closes `parts`.
    """
    lines = _Lines(instructions)
    held = ""
    try:
        async with aclosing(parts):
            async for part in parts:
                if isinstance(part, str):
                    held += part
                    until = lines.certain(held)
                else:
                    until = len(held)
                said, held = lines.left_out(held[:until]), held[until:]
                if said:
                    yield said
                if not isinstance(part, str):
                    yield part
    except Exception:
        if held:  # what was said before it broke off stays
            yield lines.left_out(held)
        raise
    if held:
        yield lines.left_out(held)


class _Lines:
    """The long lines of the instructions, in their order."""

    def __init__(self, instructions: str) -> None:
        stripped = (line.strip() for line in instructions.splitlines())
        self._lines = list(dict.fromkeys(line for line in stripped if len(line) >= SHORTEST))
        self._places = {line: place for place, line in enumerate(self._lines)}
        self._longest = max(map(len, self._lines), default=0)
        self._any = re.compile("|".join(map(re.escape, sorted(self._lines, key=len, reverse=True))))

    def certain(self, text: str) -> int:
        """Up to where nothing of the text depends on the words to come."""
        if len(self._lines) < 2:
            return len(text)
        sequences = self._sequences(text)
        if sequences and self._may_go_on(text, sequences[-1][-1]):
            return sequences[-1][0].start()
        begin = max(sequences[-1][-1].end() if sequences else 0, len(text) - self._longest)
        starts = range(begin, len(text))
        return next((at for at in starts if any(line.startswith(text[at:]) for line in self._lines)), len(text))

    def left_out(self, text: str) -> str:
        """The text without the lines in it that follow each other."""
        if len(self._lines) < 2:
            return text
        leaks = [line for sequence in self._sequences(text) if len(sequence) > 1 for line in sequence]
        for line in reversed(leaks):
            text = text[: line.start()] + LEFT_OUT + text[line.end() :]
        if leaks:
            log.warning("Lines of the instructions were left out of an answer", extra={"lines": len(leaks)})
        return text

    def _sequences(self, text: str) -> list[list[re.Match[str]]]:
        """The lines that stand in the text, those that follow each other together."""
        sequences: list[list[re.Match[str]]] = []
        for line in self._any.finditer(text):
            last = sequences[-1][-1] if sequences else None
            if last and self._next(last) == line.group() and line.start() - last.end() <= WIDEST:
                sequences[-1].append(line)
            else:
                sequences.append([line])
        return sequences

    def _next(self, line: re.Match[str]) -> str | None:
        place = self._places[line.group()] + 1
        return self._lines[place] if place < len(self._lines) else None

    def _may_go_on(self, text: str, line: re.Match[str]) -> bool:
        following, rest = self._next(line), text[line.end() :]
        starts = range(min(len(rest), WIDEST) + 1)
        return following is not None and any(following.startswith(rest[at:]) for at in starts)
