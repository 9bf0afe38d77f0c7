"""Answers from the site's own pages, without a model: the passages that fit, with links to where they stand."""

import re
from collections.abc import AsyncIterator

from .questions import Part, Question, Source
from .site_pages import Passage
from .site_words import search_terms

EXCERPT_CHARACTERS = 420
SNIPPET_CHARACTERS = 160
NOTHING_FOUND = "I found nothing about that on this site. Try other words, or ask about a particular page."
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


async def answer_from_site(question: Question) -> AsyncIterator[Part]:
    """The built-in answer, and the one that stands in when a model fails."""
    if not question.text and not question.quoted_text:
        yield WHAT_TO_ASK
        return
    passages = await passages_for(question)
    if not passages:
        async for part in _overview(question):
            yield part
        return
    for number, passage in enumerate(passages):
        url = question.absolute(passage.url)
        yield ("\n\n" if number else "") + f"**[{_escaped(name_of(passage))}]({url})**\n\n"
        for piece in _pieces(_excerpt(passage.text, question)):
            yield piece
        yield Source(name_of(passage), url, shortened(passage.text, SNIPPET_CHARACTERS))


async def _overview(question: Question) -> AsyncIterator[Part]:
    """For a question that no page answers: what there is to ask about."""
    pages = await question.pages.main_pages() if question.pages else []
    asks_for_something = bool(pages) and search_terms(question.text)
    if asks_for_something or not pages:
        yield NOTHING_FOUND
    if pages:
        yield ("\n\n" if asks_for_something else "") + WHAT_IS_HERE + "\n"
    for page in pages:
        yield f"\n- [{_escaped(page.page or page.url)}]({question.absolute(page.url)})"


def name_of(passage: Passage) -> str:
    """What a visitor knows the place by."""
    if passage.heading and passage.heading != passage.page:
        return f"{passage.page}: {passage.heading}" if passage.page else passage.heading
    return passage.page or passage.url


def _excerpt(text: str, question: Question) -> str:
    """The paragraphs of a passage from the first that shares a word with the question."""
    words = set(re.findall(r"\w{4,}", question.text.lower()))
    paragraphs = text.split("\n")
    start = next(
        (i for i, paragraph in enumerate(paragraphs) if words & set(re.findall(r"\w{4,}", paragraph.lower()))), 0
    )
    return _escaped(shortened(" ".join(paragraphs[start:]), EXCERPT_CHARACTERS))


def _pieces(text: str) -> list[str]:
    """Sentences, so that the answer is seen to grow."""
    # The last three are the full stop, exclamation and question mark of Chinese and Japanese.
    return re.findall(r".+?(?:[.!?\u3002\uff01\uff1f]\s*|$)", text, re.DOTALL)


def shortened(text: str, characters: int) -> str:
    """The first words, on one line."""
    text = " ".join(text.split())
    if len(text) <= characters:
        return text
    short = text[:characters]
    return (short.rpartition(" ")[0] or short) + "…"


def _escaped(text: str) -> str:
    """Page text is data: it must not become Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
