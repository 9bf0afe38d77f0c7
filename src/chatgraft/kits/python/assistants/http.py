"""The answer, from the site's own chat route: the one file that most owners edit.

What the route takes and gives stands here as its source had it; `chatgraft doctor` says when the two differ.
"""

import os
from collections.abc import AsyncIterator
from contextlib import aclosing

from ..chatkit_kit.endpoint import Endpoint, ask
from ..chatkit_kit.questions import Part, Question

# The daily token budget holds, and the site's pages answer in the route's place when it is down.
USES_MODEL = True

# Where the route is, unless CHATKIT_ENDPOINT_URL names another address.
URL = "http://127.0.0.1:8000/api/chat"
METHOD = "POST"
# How its fields are sent: "json", "form" or "query".
SENDS = "json"

# The field that takes the question. With MESSAGES it is a list that takes the whole conversation.
QUESTION = "message"
MESSAGES = False
# The fields that take the rest; None where the route has no such field. Text that the visitor had selected is then
# put before the question, and what was said earlier, the page and the conversation's id are left out.
QUOTE = None
HISTORY = None
PAGE = None
THREAD = None
# What a conversation is a list of: "messages" (role and content), "parts" (as the AI SDK has them) or "strings".
HISTORY_OF = "messages"

# What comes back: "json", "sse", "ndjson" or "text", and the field of the answer (`data.answer` where it lies deeper).
# None where the body, or each event, is the answer itself.
GIVES = "json"
ANSWER = "answer"

# Whether the route wants Django's token from whoever posts.
CSRF = False
# Whether it is a route of the app that carries the chat: under WSGI one of its threads then waits for another.
OWN = False


async def answer(question: Question) -> AsyncIterator[Part]:
    """Yield text as it comes. Leaving this function early, as a stop does, closes the connection to the route."""
    async with aclosing(ask(endpoint(), question)) as parts:
        async for part in parts:
            yield part


def endpoint() -> Endpoint:
    return Endpoint(
        url=os.environ.get("CHATKIT_ENDPOINT_URL") or URL,
        method=METHOD,
        sends=SENDS,
        question=QUESTION,
        takes_messages=MESSAGES,
        quote=QUOTE,
        history=HISTORY,
        page=PAGE,
        thread=THREAD,
        history_of=HISTORY_OF,
        gives=GIVES,
        answer=ANSWER,
        csrf=CSRF,
        own=OWN,
    )
