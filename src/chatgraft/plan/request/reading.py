"""What a sentence says, each part with the words that it comes from, and what of it is not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from chatgraft import databases
from chatgraft.plan.choices import MOUNT, NONE, SERVICE
from chatgraft.plan.request.denials import denied_from
from chatgraft.plan.request.mentions import Mention, Token, mentions, tokens
from chatgraft.plan.request.ordinary import ORDINARY

PATTERNS = frozenset({"endpoint", "callable"})
"""Parts that are known by their form. They are not denied."""
DENIED = {
    ("frontend", NONE): ("frontend", NONE),
    ("backend", NONE): ("wire", SERVICE),
    ("wire", MOUNT): ("wire", SERVICE),
    ("wire", SERVICE): ("wire", MOUNT),
    ("ui", "openai"): ("ui", "selfhosted"),
}
"""What it comes to when something is denied: the other way to do it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A part of the plan, what it may be (several where the words leave that open), and the words that say so.

    `guessed`: only a slip of the fingers makes them say so.
    """

    part: str
    choices: tuple[str, ...]
    words: str
    negated: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """`left` are the words that mean nothing here, as they stand in the sentence."""

    sentence: str
    heard: tuple[Heard, ...]
    left: tuple[str, ...]

    def of(self, part: str, *, negated: bool = False) -> tuple[Heard, ...]:
        return tuple(heard for heard in self.heard if (heard.part, heard.negated) == (part, negated))


def read(sentence: str) -> Understood:
    every = tokens(sentence)
    found = mentions(sentence, every)
    denials = denied_from(sentence, every, found)
    heard: list[Heard] = []
    for mention, start in zip(found, denials, strict=True):
        for each in _heard(sentence, every, mention, start):
            _take(heard, each)
    taken = {index for mention in found for index in mention.tokens}
    return Understood(sentence, tuple(heard), tuple(_left(sentence, every, taken)))


def _heard(sentence: str, every: Sequence[Token], mention: Mention, denial: int | None) -> Iterator[Heard]:
    """`denial`: the token at which its denial begins."""
    first = every[mention.tokens[0] if denial is None else denial].start
    words = sentence[first : every[mention.tokens[-1]].end]
    if mention.words[0].part in PATTERNS:
        words = mention.words[0].text
    parts: dict[str, list[str]] = {}
    for word in mention.words:
        parts.setdefault(word.part, []).append(word.choice)
    for part, choices in parts.items():
        if choices == [NONE] and denial is None:
            continue  # a kind of part alone says nothing
        if part == "product":
            continue
        other = _other(part, choices[0]) if denial is not None else None
        if other:
            yield Heard(other[0], (other[1],), words, guessed=mention.guessed)
        elif part != "wish" or denial is None:
            negated = denial is not None and part not in PATTERNS
            yield Heard(part, tuple(choices), words, negated=negated, guessed=mention.guessed)


def _other(part: str, choice: str) -> tuple[str, str] | None:
    if (part, choice) == ("database", NONE):
        return part, next(record.name for record in databases.every().values() if record.url is None)
    return DENIED.get((part, choice))


def _take(heard: list[Heard], new: Heard) -> None:
    """Words for one thing are heard once; two that fit together, as `React` and `Vite`, narrow each other."""
    for number, old in enumerate(heard):
        if (old.part, old.negated) != (new.part, new.negated):
            continue
        common = tuple(choice for choice in old.choices if choice in new.choices)
        if common and (common in (old.choices, new.choices) or not new.negated):
            words = old.words if new.words in old.words else f"{old.words}, {new.words}"
            guessed = old.guessed or new.guessed
            heard[number] = replace(old, choices=common, words=words, guessed=guessed)
            return
    heard.append(new)


def _left(sentence: str, every: Sequence[Token], taken: Iterable[int]) -> Iterator[str]:
    """Runs of words within a clause, from the first strange one to the last."""
    run: list[Token] = []
    clause = -1
    for index, token in enumerate(every):
        if token.clause != clause or index in taken:
            yield from _strange(sentence, run)
            run, clause = [], token.clause
        if index not in taken:
            run.append(token)
    yield from _strange(sentence, run)


def _strange(sentence: str, run: Sequence[Token]) -> Iterator[str]:
    strange = [token for token in run if token.key not in ORDINARY and len(token.key) > 1 and not token.key.isdigit()]
    if strange:
        yield sentence[strange[0].start : strange[-1].end]
