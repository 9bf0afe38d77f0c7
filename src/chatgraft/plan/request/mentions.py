"""The words of the vocabulary in a sentence: exactly, with words in between, and with a slip of the fingers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from chatgraft.plan.request.ordinary import ORDINARY
from chatgraft.plan.request.words import Word, key, vocabulary

LONGEST = 6
BETWEEN = 2
"""How many words may stand for the `*` of `custom * chat`."""
SLIP, EXCHANGE, SLIPS = 6, 8, 10
"""Letters that a word has in which one slip is forgiven, one that exchanges a letter, and two."""
_TOKEN = re.compile(r"[^\W_]+")
_END = re.compile(r"[.!?;:\n]+(?=\s|$)|[\n;]|[\u3002\uff01\uff1f]")
_JOINT = re.compile(r"[ \t\-.'\u2019/_]*")
_PATTERNS = {
    "callable": re.compile(
        r"(?<![\w/.])(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|(?:\./)?[\w@./-]+\.[cm]?[jt]s):[A-Za-z_$][\w$]*"
    ),
    "endpoint": re.compile(
        r"https?://[^\s/,;]+(?P<path>/[^\s,;?#]*[^\s,;?#.!)])|(?<![\w./:])(?P<bare>/[\w{}:.\-/]*[\w}])"
    ),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it stands, and the clause that it belongs to."""

    text: str
    start: int
    end: int
    clause: int
    is_first: bool

    @property
    def key(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens, by their places in the sentence, and what they may stand for. `guessed`: by a slip alone."""

    tokens: tuple[int, ...]
    words: tuple[Word, ...]
    guessed: bool = False


def tokens(sentence: str) -> tuple[Token, ...]:
    ends = [found.start() for found in _END.finditer(sentence)]
    found: list[Token] = []
    for each in _TOKEN.finditer(sentence):
        clause = sum(end < each.start() for end in ends)
        is_first = not found or found[-1].clause != clause
        found.append(Token(each.group(), each.start(), each.end(), clause, is_first))
    return tuple(found)


def mentions(sentence: str, every: Sequence[Token]) -> tuple[Mention, ...]:
    """In the order of the sentence. What has been found once is not taken for something else."""
    found: list[Mention] = []
    taken: set[int] = set()
    for look in (_patterns, _spans, _around, _slips):
        for mention in look(sentence, every, frozenset(taken)):
            if taken.isdisjoint(mention.tokens):
                found.append(mention)
                taken |= {*mention.tokens}
    return tuple(sorted(found, key=lambda mention: mention.tokens))


def _patterns(sentence: str, every: Sequence[Token], _taken: frozenset[int]) -> Iterator[Mention]:
    """Paths of a route, with or without the host before them, and functions as `--callable` has them."""
    for part, pattern in _PATTERNS.items():
        for found in pattern.finditer(sentence):
            inside = tuple(index for index, each in enumerate(every) if found.start() <= each.start < found.end())
            said = found.groupdict()
            choice = said.get("path") or said.get("bare") or found.group()
            if inside:
                yield Mention(inside, (Word(part, choice.rstrip("/") or "/", found.group()),))


def _spans(sentence: str, every: Sequence[Token], taken: frozenset[int]) -> Iterator[Mention]:
    """Some words in a row, the longest that mean something."""
    start = 0
    while start < len(every):
        length = next((n for n in range(LONGEST, 0, -1) if _fits(sentence, every, taken, start, n)), 1)
        if words := _meaning(every, start, length):
            yield Mention(tuple(range(start, start + length)), words)
        start += length


def _fits(sentence: str, every: Sequence[Token], taken: frozenset[int], start: int, length: int) -> bool:
    inside = range(start, start + length)
    if inside.stop > len(every) or not taken.isdisjoint(inside) or every[start].clause != every[inside.stop - 1].clause:
        return False
    gaps = (sentence[every[index].end : every[index + 1].start] for index in inside[:-1])
    return bool(_meaning(every, start, length)) and all(map(_JOINT.fullmatch, gaps))


def _meaning(every: Sequence[Token], start: int, length: int) -> tuple[Word, ...]:
    span = every[start : start + length]
    words = vocabulary().get("".join(token.key for token in span), ())
    return tuple(word for word in words if not word.cased or _is_name(span[0]) or length > 1)


def _is_name(token: Token) -> bool:
    """Whether its capital is more than that of a first word."""
    return token.text[:1].isupper() and not token.is_first


def _around(_sentence: str, every: Sequence[Token], taken: frozenset[int]) -> Iterator[Mention]:
    """Words with others in between: `custom React chat component`."""
    for start, token in enumerate(every):
        if start in taken:
            continue
        for first, last, word in _open_words():
            if key(token.text) == first and (inside := _closing(every, taken, start, last)):
                yield Mention((start, *inside), (word,))
                break


@cache
def _open_words() -> tuple[tuple[str, tuple[str, ...], Word], ...]:
    words = [word for each in vocabulary().values() for word in each if "*" in word.text]
    parted = [(word.text.partition("*"), word) for word in words]
    found = [(key(before), tuple(map(key, after.split())), word) for (before, _, after), word in parted]
    return tuple(sorted(found, key=lambda each: -len(each[1])))


def _closing(every: Sequence[Token], taken: frozenset[int], start: int, last: tuple[str, ...]) -> tuple[int, ...]:
    for begin in range(start + 1, min(start + BETWEEN + 2, len(every) - len(last) + 1)):
        inside = range(begin, begin + len(last))
        fits = tuple(every[index].key for index in inside) == last and every[begin].clause == every[start].clause
        if fits and taken.isdisjoint(inside):
            return tuple(inside)
    return ()


def _slips(_sentence: str, every: Sequence[Token], taken: frozenset[int]) -> Iterator[Mention]:
    for index, token in enumerate(every):
        if index in taken or token.key in ORDINARY or len(token.key) < SLIP - 1:
            continue
        near = [words for text, words in _slippery().items() if _is_near(token.key, text)]
        meant = tuple(word for word in near[0] if not word.cased or _is_name(token)) if near else ()
        if meant and len({tuple((word.part, word.choice) for word in words) for words in near}) == 1:
            yield Mention((index,), meant, guessed=True)


@cache
def _slippery() -> dict[str, tuple[Word, ...]]:
    """Not the words of a wish: they are words of the language, and so are their neighbours."""
    return {text: words for text, words in vocabulary().items() if all(word.part != "wish" for word in words)}


def _is_near(typed: str, meant: str) -> bool:
    if len(meant) < SLIP or typed[0] != meant[0] or typed == meant:
        return False
    if len(meant) < EXCHANGE:
        return _is_typed(typed, meant)
    most = 2 if len(meant) >= SLIPS else 1
    return abs(len(typed) - len(meant)) <= most and _distance(typed, meant) <= most


def _is_typed(typed: str, meant: str) -> bool:
    """Whether a letter is left out, doubled or swapped. An exchanged one makes another word too easily."""
    cuts = range(len(meant))
    left_out = (meant[:at] + meant[at + 1 :] for at in cuts)
    doubled = (meant[:at] + meant[at] + meant[at:] for at in cuts)
    swapped = (meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :] for at in cuts[:-1])
    return typed in {*left_out, *doubled, *swapped}


def _distance(one: str, other: str) -> int:
    """Letters left out, put in, exchanged, or two of them swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        after = [i]
        for j, wanted in enumerate(other, start=1):
            least = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, before[j - 2] + 1)
            after.append(least)
        before, row = row, after
    return row[-1]
