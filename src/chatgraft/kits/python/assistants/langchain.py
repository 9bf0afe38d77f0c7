"""The answer, from a LangChain chain or a LangGraph graph of the project's own: the one file that most owners edit.

It is asked in the chat's process. What it takes is filled in by its own names: the question, the history, the messages.
"""

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

from ..chatkit_kit.langchain import answer_of
from ..chatkit_kit.models import ask_once
from ..chatkit_kit.own_function import load
from ..chatkit_kit.questions import Part, Question

# The daily token budget holds, and the site's pages answer in its place when it fails.
USES_MODEL = True

# The object, or a function that makes one, as module:name, and the folder that the module's name begins at, seen from
# this file.
FUNCTION = "rag:chain"
FOLDER = ".."


async def answer(question: Question) -> AsyncIterator[Part]:
    """Yield text as it comes. Leaving this function early, as a stop does, stops what is running inside."""
    found = load(FUNCTION, Path(__file__).parent / FOLDER)
    async with aclosing(ask_once(answer_of(found, question))) as parts:
        async for part in parts:
            yield part
