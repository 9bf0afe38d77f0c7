"""A file as it was read: bytes for splicing, so that what we do not touch cannot change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

BOM = b"\xef\xbb\xbf"
Parsed = TypeVar("Parsed")


def sha256(data: bytes) -> str:
    """Hex digest that names a file's content in splices and in the manifest."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Source:
    """`file` is relative to the project's root, with forward slashes."""

    file: str
    data: bytes

    @cached_property
    def sha(self) -> str:
        return sha256(self.data)

    @cached_property
    def _parsed(self) -> dict[Callable[[Source], Any], Any]:
        return {}

    def parsed(self, parse: Callable[[Source], Parsed]) -> Parsed:
        """What `parse` makes of the file, such as its syntax tree: made once, however many ask. Not to be changed."""
        if parse not in self._parsed:
            self._parsed[parse] = parse(self)
        return cast("Parsed", self._parsed[parse])

    @property
    def is_parsed(self) -> bool:
        return bool(self._parsed)

    @property
    def newline(self) -> bytes:
        r"""The line end of the file's first line; `\n` where it has none."""
        first = self.data.find(b"\n")
        return b"\r\n" if first > 0 and self.data[first - 1 : first] == b"\r" else b"\n"

    @property
    def bom(self) -> bytes:
        return BOM if self.data.startswith(BOM) else b""

    @property
    def text(self) -> str:
        """Without BOM. Raises UnicodeDecodeError where the file is not UTF-8."""
        return self.data.decode("utf-8-sig")

    @property
    def is_utf8(self) -> bool:
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    @property
    def is_utf16(self) -> bool:
        """By its byte order mark, as editors on Windows write it."""
        return self.data.startswith((b"\xff\xfe", b"\xfe\xff"))

    @property
    def has_conflict_markers(self) -> bool:
        """True where git left a merge unresolved: we neither read nor edit such a file."""
        data = b"\n" + self.data.removeprefix(BOM)
        return b"\n<<<<<<< " in data or b"\n>>>>>>> " in data

    def line_at(self, offset: int) -> int:
        """1-based line of a byte offset."""
        return self.data.count(b"\n", 0, offset) + 1

    def line_of(self, text: str) -> int:
        """1-based line of the first occurrence of `text`; 1 where it does not occur."""
        return self.line_at(max(self.data.find(text.encode()), 0))

    def indent_at(self, offset: int) -> bytes:
        """The white space before the line that holds `offset`."""
        start = self.data.rfind(b"\n", 0, offset) + 1
        start += len(self.bom) if start == 0 else 0
        line = self.data[start:offset]
        return line[: len(line) - len(line.lstrip())]
