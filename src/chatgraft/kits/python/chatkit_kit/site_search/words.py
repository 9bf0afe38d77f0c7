"""Words as the search of the site's pages knows them: which count, and how those that are not parted by blanks do."""

import re
from itertools import pairwise

# Chinese, Japanese, Korean and Thai put no spaces between words; letter by letter, a phrase finds them.
UNSPACED = re.compile(r"([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f])")
WORD = re.compile(r"\w+")
MOST_TERMS = 64
SHORTEST_STEM = 4
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about am an and any are as at be by can could did do does for from had has have how i if in into is it
        its many me much must my no not of on or our please should so tell than that the their them there these they
        this to us was we were what when where which who why will with would you your
        anything everything find know list page pages show site something tell website
        aber auf aus bei das dem den der des ein eine einen einer es ich ihr ihre ist kann mit nicht oder sich sie sind
        und von wann warum was welche wenn wer werden wie wir wird wo zu zum zur
        au aux avec ce ces cette comment dans de du elle est et il je la le les leur mes mon ne nous ou par pas pourquoi
        quand que quel quelle quels qui quoi sont sur un une vos votre vous
        al como con cual cuando del donde el ella en es esta este hay la las lo los mi para pero por porque puedo que
        quien se si su sus una y yo
        che chi ci come cosa dove gli ho il io mio nel nella non per posso quale quando questo sono una
        ao com da das do dos eu meu nao no nos o ou pela pelo posso quais qual quando que se sem uma
        de een en het hoe ik kan mijn niet om op te van voor waar wanneer wat zijn""",
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


def stems_of(words: str) -> frozenset[str]:
    """The beginnings by which a question's words are told in a text, whatever their endings are there."""
    terms = (term.strip('"') for term in search_terms(words))
    return frozenset(term.replace(" ", "") if UNSPACED.search(term) else _stem(term) for term in terms)


def begun_terms(words: str) -> list[str]:
    """As `search_terms`, for words that begin alike."""
    return [
        f'"{stem}"*' for stem in sorted(stems_of(words)) if len(stem) >= SHORTEST_STEM and not UNSPACED.search(stem)
    ]


def _stem(word: str) -> str:
    """A rough one, for several languages; the index itself has Porter's."""
    return re.sub(r"(?<=\w{4})(?:ungen|ung|ieren|iert|tion|ing|ed|es|en|er|em|s|e|y|o|a)$", "", word)
