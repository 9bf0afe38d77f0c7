"""The answer: the one file that most owners edit.

This variant needs no key: it looks the question up in the site's own pages (SITE_ROOT, else SITE_URL/sitemap.xml).
"""

from collections.abc import AsyncIterator

from .chatkit_kit.questions import Part, Question
from .chatkit_kit.site_search.answer import answer_from_site

# Set this to True when answer() asks a paid model: the daily token budget then holds,
# and the site's pages answer in the model's place when it fails.
USES_MODEL = False


async def answer(question: Question) -> AsyncIterator[Part]:
    """Yield text as it comes, and a `Source` for each page that the answer rests on.

    `question` has the `text`, the `quoted_text` that the visitor had selected, the `page` they are on, the `history`
    of the conversation, oldest first, and more: see `chatkit_kit/questions.py`. What else may stand in this file, for
    widgets' buttons, speech and the like, is in `chatkit_kit/assistant.py`.
    """
    async for part in answer_from_site(question):
        yield part
