"""Keeps a model from reading its instructions out: a page, a quotation or a visitor may talk it into that.

Long lines of theirs are left out of the answer wherever they stand in it word for word. What a model says of them in
other words passes: no secret belongs into instructions.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from .questions import Part

SHORTEST = 40
"""Characters of a line that is told from what anybody might say."""
LEFT_OUT = "…"


async def without(instructions: str, parts: AsyncGenerator[Part, None]) -> AsyncGenerator[Part, None]:
    """The parts, without lines of the instructions. Held back is only what may yet become one. Closing this closes
    `parts`."""
    lines = [line.strip() for line in instructions.splitlines() if len(line.strip()) >= SHORTEST]
    held = ""
    try:
        async with aclosing(parts):
            async for part in parts:
                if isinstance(part, str):
                    said, held = _split(held + part, lines)
                else:
                    said, held = held, ""
                if said:
                    yield said
                if not isinstance(part, str):
                    yield part
    except Exception:
        if held:  # what was said before it broke off stays
            yield held
        raise
    if held:
        yield held


def _split(text: str, lines: list[str]) -> tuple[str, str]:
    """What may be said, and the end that is the beginning of a line."""
    for line in lines:
        text = text.replace(line, LEFT_OUT)
    longest = max((len(line) for line in lines), default=0)
    for start in range(max(0, len(text) - longest), len(text)):
        if any(line.startswith(text[start:]) for line in lines):
            return text[:start], text[start:]
    return text, ""
