"""Edited texts and the pieces that a manifest records of them."""

from __future__ import annotations

from chatgraft.changes.manifest import Piece


def spliced(before: bytes, *parts: tuple[bytes, bytes], replace: int = 0) -> tuple[bytes, tuple[Piece, ...]]:
    """Puts each second text after the first occurrence of its first, in place of `replace` bytes."""
    pieces, after, done = [], b"", 0
    for anchor, new in parts:
        start = before.index(anchor) + len(anchor)
        after += before[done:start] + new
        done = start + replace
        pieces.append(Piece(start, done, len(new)))
    return after + before[done:], tuple(pieces)
