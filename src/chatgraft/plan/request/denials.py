"""What a sentence denies: from a `no` to what it belongs to, and along a list."""

from __future__ import annotations

from collections.abc import Sequence

from chatgraft.plan.request.mentions import Mention, Token
from chatgraft.plan.request.ordinary import CONNECTING, CONTRACTED, NEGATORS, ORDINARY, SCOPE_ENDS

REACH = 5
"""How many words before a mention its denial may stand."""


def denied_from(sentence: str, every: Sequence[Token], found: Sequence[Mention]) -> list[int | None]:
    """For each mention the token at which its denial begins, or None."""
    return _Denials(sentence, every, found).starts


class _Denials:
    def __init__(self, sentence: str, every: Sequence[Token], found: Sequence[Mention]) -> None:
        self._sentence, self._every, self._found = sentence, every, found
        self._owner = {index: number for number, mention in enumerate(found) for index in mention.tokens}
        self.starts: list[int | None] = []
        for mention in found:
            self.starts.append(self._start(mention))

    def _start(self, mention: Mention) -> int | None:
        """Looked for backwards, as far as nothing says that something else begins."""
        every, first = self._every, mention.tokens[0]
        for index in range(first - 1, max(first - 1 - REACH, -1), -1):
            token = every[index]
            if token.clause != every[first].clause:
                return None
            if index in self._owner:
                return first if self._goes_on(index, mention) else None
            is_contracted = token.key == "t" and index > 0 and every[index - 1].key in CONTRACTED
            if token.key in NEGATORS or is_contracted:
                return index - is_contracted if "," not in self._gap(index) else None
            if "," in self._gap(index) or token.key in SCOPE_ENDS or token.key not in ORDINARY:
                return None
        return None

    def _goes_on(self, index: int, mention: Mention) -> bool:
        """Whether the mention goes on with a list of alike things that is denied as a whole."""
        before = self._owner[index]
        between = {token.key for token in self._every[index + 1 : mention.tokens[0]]}
        is_alike = self._found[before].words[0].part == mention.words[0].part
        return is_alike and between <= CONNECTING and self.starts[before] is not None

    def _gap(self, index: int) -> str:
        return self._sentence[self._every[index].end : self._every[index + 1].start]
