"""The matrix of AI sources, a row for each record of the suite: what the README shows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.assistants.source import Source, every_source

HEAD = ("source", "key", "looks at attached", "says when to ask again", "tells a whole answer from a cut one")


def rows() -> Iterator[str]:
    """Lines of a Markdown table."""
    yield _line(HEAD)
    yield "|" + "---|" * len(HEAD)
    for _, row in sorted(every_source().items()):
        yield _line(_cells(row))


def _cells(row: Source) -> tuple[str, ...]:
    files = [name for kind, name in (("image/png", "images"), ("application/pdf", "PDF")) if kind in row.looks_at]
    asks = (row.tells_when, row.sees_the_end)
    return (
        f"`{row.name}`",
        "yes" if row.wrong_key else "no",
        ", ".join(files) or "text alone",
        *("yes" if each else "no" for each in asks),
    )


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
