"""Answers from the site's own pages, without a model: the passages that fit, with links to where they stand."""

from collections.abc import AsyncIterator

from ..questions import Part, Question, Source
from .excerpt import escaped, excerpt, found, shortened
from .pages import Passage
from .words import search_terms, stems_of

__all__ = ["answer_from_site", "name_of", "passages_for", "shortened"]

EXCERPT_CHARACTERS = 420
# Of those that come after the best one.
SHORT_CHARACTERS = 240
SNIPPET_CHARACTERS = 160
NOTHING_FOUND = "I found nothing about that on this site. Try other words, or ask about a particular page."
NEAREST = "I found no page about exactly that. This comes nearest:"
WHAT_IS_HERE = "These are the pages of this site:"
WHAT_TO_ASK = "Ask me something about this site, and I will look it up in its pages."
# A question of so few words leans on what was asked before.
SHORT_QUESTION_WORDS = 2


async def passages_for(question: Question, limit: int = 4) -> list[Passage]:
    """What the site's pages say about a question, the quoted text included."""
    if question.pages is None:
        return []
    return await question.pages.search(words_of(question), limit)


def words_of(question: Question) -> str:
    """The words to search for: the question's and the quoted text's; a short question's with those asked before it."""
    words = question.text
    if len(words.split()) <= SHORT_QUESTION_WORDS and not question.quoted_text:
        earlier = [message.text for message in question.history if message.role == "user"]
        words = f"{words} {earlier[-1] if earlier else ''}"
    return f"{words} {question.quoted_text}"


async def answer_from_site(question: Question, passages: list[Passage] | None = None) -> AsyncIterator[Part]:
    """The built-in answer, and the one that stands in when a model fails. `passages` where they have been found."""
    if not question.text and not question.quoted_text:
        yield WHAT_TO_ASK
        return
    if passages is None:
        passages = await passages_for(question)
    if not passages:
        async for part in _overview(question):
            yield part
        return
    stems = stems_of(question.text) or stems_of(words_of(question))
    fit = [found(f"{passage.page} {passage.heading} {passage.text}", stems) for passage in passages]
    if max(fit) * 2 < len(stems):
        yield NEAREST + "\n\n"
    told = [passage for passage, count in zip(passages, fit, strict=True) if count * 2 > max(fit)]
    for number, passage in enumerate(told or passages[:1]):
        url = question.absolute(passage.url)
        yield ("\n\n" if number else "") + f"**[{escaped(name_of(passage))}]({url})**\n\n"
        for piece in excerpt(passage, stems, SHORT_CHARACTERS if number else EXCERPT_CHARACTERS):
            yield piece
        yield Source(name_of(passage), url, shortened(passage.prose or passage.text, SNIPPET_CHARACTERS))


async def _overview(question: Question) -> AsyncIterator[Part]:
    """For a question that no page answers: what there is to ask about."""
    pages = await question.pages.main_pages() if question.pages else []
    asks_for_something = bool(pages) and search_terms(question.text)
    if asks_for_something or not pages:
        yield NOTHING_FOUND
    if pages:
        yield ("\n\n" if asks_for_something else "") + WHAT_IS_HERE + "\n"
    for page in pages:
        yield f"\n- [{escaped(page.page or page.url)}]({question.absolute(page.url)})"


def name_of(passage: Passage) -> str:
    """What a visitor knows the place by."""
    if passage.heading and passage.heading != passage.page:
        return f"{passage.page}: {passage.heading}" if passage.page else passage.heading
    return passage.page or passage.url
