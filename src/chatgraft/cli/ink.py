"""A stream to print on: colours and line widths where somebody reads it, plain text where it is kept."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import TextIO

BOLD, DIM, RED, GREEN, YELLOW, CYAN = "1", "2", "31", "32", "33", "36"
NARROWEST = 30
"""Columns that a last column must have to be broken into lines; with fewer it runs on."""


class Ink:
    """What a terminal's code page cannot show is escaped, never a reason to fail."""

    def __init__(self, out: TextIO) -> None:
        if isinstance(out, TextIOWrapper):
            out.reconfigure(errors="backslashreplace")
        self._out = out
        terminal = out.isatty()
        self._coloured = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._width = shutil.get_terminal_size().columns if terminal else None

    def line(self, text: str = "") -> None:
        print(text, file=self._out, flush=True)

    def heading(self, text: str) -> None:
        self.line()
        self.line(self.paint(BOLD, text))

    def paint(self, colour: str, text: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._coloured else text

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Columns side by side; the last one is dim and is broken into lines where a terminal is too narrow."""
        table = [tuple(row) for row in rows]
        if not table:
            return
        widths = [max(len(row[column]) for row in table) for column in range(len(table[0]) - 1)]
        for row in table:
            start = "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)) + "  "
            first, *more = self._broken(row[-1], len(start))
            self.line((start + self.paint(DIM, first)).rstrip() if first else start.rstrip())
            for rest in more:
                self.line(" " * len(start) + self.paint(DIM, rest))

    def _broken(self, text: str, indent: int) -> list[str]:
        room = (self._width or 0) - indent
        return textwrap.wrap(text, room, break_long_words=False) if text and room >= NARROWEST else [text]
