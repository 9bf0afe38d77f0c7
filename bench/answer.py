"""What both services answer: 200 words of 5 characters.

This file becomes our service's `chatkit_assistant.py`; the peer imports it.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

USES_MODEL = False
WORDS = tuple(f"w{number:03d} " for number in range(200))


class Question(Protocol):
    """The part of the kit's `Question` that matters here."""

    @property
    def text(self) -> str: ...


async def answer(question: Question) -> AsyncIterator[str]:
    """The words, one by one. The question's last word is the wait after each of them, in milliseconds."""
    wait = float(question.text.split()[-1]) / 1000
    for word in WORDS:
        yield word
        if wait:
            await asyncio.sleep(wait)
