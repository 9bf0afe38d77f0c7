"""What an answer rests on: the passages that go to the model with a question.

This variant looks in the site's own pages (SITE_ROOT, else SITE_URL/sitemap.xml).
"""

from .chatkit_kit.questions import Question
from .chatkit_kit.site_search.answer import passages_for
from .chatkit_kit.site_search.pages import Passage

MOST_PASSAGES = 4


async def find_passages(question: Question) -> list[Passage]:
    """What fits the question, best first; none where nothing does. The model is told so, and says so."""
    return await passages_for(question, MOST_PASSAGES)
