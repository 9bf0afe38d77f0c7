"""How a scenario says that a promise was broken. Functions and not `assert`, which Python's -O switch leaves out."""

from __future__ import annotations


def require(holds: object, sentence: str) -> None:
    """Raises `AssertionError` with the sentence unless `holds` is true."""
    if not holds:
        raise AssertionError(sentence)


def require_equal(came: object, expected: object, what: str = "") -> None:
    """Raises `AssertionError` that shows both sides unless they are equal."""
    if came != expected:
        raise AssertionError(f"{what + ': ' if what else ''}expected {_short(expected)}, came {_short(came)}")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 600 else f"{text[:600]}... ({len(text)} characters)"
