"""Edits of one file, made one after the other, as edits of the file that was there first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatgraft.core.changes import Splice, composed, splice
from chatgraft.core.source import Source
from chatgraft.edits import insert, replace


@st.composite
def splices(draw: st.DrawFn, source: Source) -> tuple[Splice, ...]:
    """Some that do not overlap."""
    offsets = draw(st.lists(st.integers(0, len(source.data)), max_size=8).map(sorted))
    pairs = zip(offsets[::2], offsets[1::2], strict=False)
    return tuple(replace(source, start, end, draw(st.binary(max_size=4))) for start, end in pairs)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Source, tuple[Splice, ...], tuple[Splice, ...]]:
    source = Source("a.js", draw(st.binary(max_size=24)))
    first = draw(splices(source))
    return source, first, draw(splices(Source("a.js", splice(source, first))))


@given(steps())
def test_two_steps_are_one(step: tuple[Source, tuple[Splice, ...], tuple[Splice, ...]]) -> None:
    source, first, then = step
    middle = Source("a.js", splice(source, first))
    assert splice(source, composed(source, first, then)) == splice(middle, then)


def test_edits_that_lie_apart_stay_apart() -> None:
    source = Source("a.js", b"one two three")
    first = (insert(source, 3, b"!"),)
    middle = Source("a.js", splice(source, first))
    assert composed(source, first, (insert(middle, 14, b"?"),)) == (insert(source, 3, b"!"), insert(source, 13, b"?"))


def test_the_second_step_must_have_seen_the_first() -> None:
    source = Source("a.js", b"one")
    with pytest.raises(ValueError, match="another version"):
        composed(source, (insert(source, 3, b"!"),), (insert(source, 0, b"?"),))
