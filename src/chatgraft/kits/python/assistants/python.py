"""The answer, from a function of the project's own: the one file that most owners edit.

The function may be `async` or not, and give a text, an iterator of pieces, or an async iterator. It is handed what its
parameters name: `question` (or `message`, `text`, `query`, `prompt`), `history`, `quote`, `page`, `thread_id`.
"""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

from ..chatkit_kit.own_function import answer_by, load
from ..chatkit_kit.questions import Part, Question

# The daily token budget holds, and the site's pages answer in the function's place when it fails.
USES_MODEL = True

# The function, as module:name, and the folder that its module's name begins at, seen from this file.
FUNCTION = "answers:answer"
FOLDER = ".."


async def answer(question: Question) -> AsyncIterator[Part]:
    """Yield text as it comes. Leaving this function early, as a stop does, ends the iterator at its next piece."""
    function = load(FUNCTION, Path(__file__).parent / FOLDER)
    async with aclosing(answer_by(function, question)) as parts:
        async for part in parts:
            yield part
