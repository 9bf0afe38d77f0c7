"""Takes our splices out of a file that its owner has edited since: pure functions on bytes.

A splice is found by its text together with what stood around it, in ever smaller windows. Found twice, or found only
in part, it is not taken out: the owner is told instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chatgraft.changes.manifest import Piece
from chatgraft.core.source import sha256

WINDOWS = ((80, 80), (80, 0), (0, 80), (24, 24), (24, 0), (0, 24), (0, 0))
"""Bytes of context before and after, from the surest to the least sure."""
TELLING = 8
"""Fewer bytes than these, white space apart, could stand anywhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """A splice found in the owner's text: `start:end` is to become `old` again."""

    start: int
    end: int
    old: bytes


def take_out(current: bytes, before: bytes, after: bytes, pieces: Sequence[Piece]) -> bytes | None:
    """`current` without our splices; unchanged where the owner has taken all of them out; None where that is unsure.

    `before` and `after` are the texts around our run. They follow `current` where only its line ends have changed.
    """
    if b"\r\n" in current and b"\r\n" not in after:
        return _with_line_ends(current, before, after, pieces)
    found: list[Place | None] = []
    shift = 0
    for piece in pieces:
        start = piece.start + shift
        at = _find(current, after, start, start + piece.length)
        shift += piece.length - (piece.end - piece.start)
        found.append(None if at is None else Place(at, at + piece.length, before[piece.start : piece.end]))
    places = [place for place in found if place]
    if not places and not _left_over(current, after, pieces):
        return current
    ordered = all(one.end <= two.start for one, two in pairwise(places))
    return _replaced(current, places) if len(places) == len(found) and ordered else None


def take_out_lines(current: bytes, after: str, pieces: Sequence[Piece]) -> bytes | None:
    """As `take_out`, of a file whose texts are not kept: `after` is a hash, and so are the pieces' lines.

    A line that the owner has changed, such as one that now holds a key, stays. None where old text was replaced.
    """
    if any(piece.end > piece.start for piece in pieces):
        return None
    if sha256(current) == after:
        places, shift = [], 0
        for piece in pieces:
            places.append(Place(piece.start + shift, piece.start + shift + piece.length, b""))
            shift += piece.length
        return _replaced(current, places)
    lines = current.splitlines(keepends=True)
    for piece in pieces:
        lines = _without(lines, piece.lines)
    return b"".join(lines)


def _find(current: bytes, after: bytes, start: int, end: int) -> int | None:
    """Where `after[start:end]` stands in `current`; None where it does not, or could be several places."""
    for left, right in WINDOWS:
        begin = max(0, start - left)
        probe = after[begin : end + right]
        if len(b"".join(probe.split())) < TELLING and probe != after:
            continue
        at = current.find(probe)
        if at >= 0:
            return None if current.find(probe, at + 1) >= 0 else at + start - begin
    return None


def _left_over(current: bytes, after: bytes, pieces: Sequence[Piece]) -> bool:
    """Whether a telling line of ours, or old text's absence, still shows."""
    here = {line.strip() for line in current.splitlines()}
    shift = 0
    for piece in pieces:
        start = piece.start + shift
        shift += piece.length - (piece.end - piece.start)
        if piece.end > piece.start:
            return True
        ours = (line.strip() for line in after[start : start + piece.length].splitlines())
        if any(line in here for line in ours if len(line) >= TELLING):
            return True
    return False


def _with_line_ends(current: bytes, before: bytes, after: bytes, pieces: Sequence[Piece]) -> bytes | None:
    """An editor or git has made every line end CRLF; ours are taken out of the text as it was, then made CRLF again."""
    plain = current.replace(b"\r\n", b"\n")
    if plain.replace(b"\n", b"\r\n") != current:
        return None
    rest = take_out(plain, before, after, pieces)
    return None if rest is None else rest.replace(b"\n", b"\r\n")


def _replaced(current: bytes, places: Sequence[Place]) -> bytes:
    for place in reversed(places):
        current = current[: place.start] + place.old + current[place.end :]
    return current


def _without(lines: list[bytes], hashes: Sequence[str]) -> list[bytes]:
    """The lines without the run of ours where it is whole, else without those of ours that say something."""
    have = [sha256(line) for line in lines]
    for at in range(len(have) - len(hashes) + 1):
        if have[at : at + len(hashes)] == list(hashes):
            return lines[:at] + lines[at + len(hashes) :]
    return [line for line, sha in zip(lines, have, strict=True) if sha not in hashes or not line.strip()]
