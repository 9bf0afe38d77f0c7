"""Words as the search of the site's pages knows them: which count, and how those that are not parted by blanks do."""

import re
from itertools import pairwise

# Chinese, Japanese, Korean and Thai put no spaces between words; letter by letter, a phrase finds them.
UNSPACED = re.compile(r"([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f])")
WORD = re.compile(r"\w+")
MOST_TERMS = 64
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about am an and any are as at be by can could did do does for from had has have how i if in into is it
        its me my no not of on or our please should so tell than that the their them there these they this to us was
        we were what when where which who why will with would you your
        anything everything find know list page pages show site something tell website""",
    )
)


def spaced(text: str) -> str:
    """Text as it is indexed."""
    return UNSPACED.sub(r" \1 ", text)


def search_terms(words: str) -> list[str]:
    """What FTS5 is asked for: the words that say something; a run of unspaced letters counts by its pairs."""
    terms: list[str] = []
    for word in WORD.findall(words.lower())[:MOST_TERMS]:
        letters = UNSPACED.findall(word)
        if letters:
            terms += [f'"{first} {second}"' for first, second in pairwise(letters)] or [f'"{letters[0]}"']
        elif word not in STOP_WORDS:
            terms.append(f'"{word}"')
    return list(dict.fromkeys(terms))[:MOST_TERMS]
