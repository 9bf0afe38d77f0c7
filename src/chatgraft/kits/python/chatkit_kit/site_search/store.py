"""The file in which the passages of a site's pages lie, ready for full-text search."""

import contextlib
import logging
import math
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from ..errors import SiteAwayError
from .files import PageFile
from .pages import Passage
from .words import spaced

log = logging.getLogger(__name__)

FORM = "3"
TABLES = """
CREATE TABLE about (form TEXT, site TEXT, built TEXT);
CREATE TABLE files (path TEXT PRIMARY KEY, stamp TEXT, place TEXT, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE passages USING fts5(
    url UNINDEXED, page UNINDEXED, heading UNINDEXED, text UNINDEXED,
    page_words, heading_words, text_words, code_words, url_words,
    tokenize = 'porter unicode61 remove_diacritics 2');
"""
# Tried on the half of bench/labels that is for it: headings weigh most, code little. Pairs of words as phrases, words
# near each other, the share of the words that were found, and other passages of the page made nothing better.
RANK = "bm25(passages, 0, 0, 0, 0, 6.0, 4.0, 1.0, 0.3, 1.0)"
INSERT = "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


class SiteStore:
    """Readers always find a whole file: what changes is written beside it, and put in its place at the end.

    `site` is the address of a site that is read over the network, empty for one that lies in files.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def select(self, statement: str, values: tuple[str | int, ...] = ()) -> list[Any]:
        """Rows of the file; none where there is none yet."""
        if not self._path.exists():
            return []
        with contextlib.closing(sqlite3.connect(self._path)) as connection:
            return connection.execute(statement, values).fetchall()

    def holds(self, site: str, hours: float = math.inf) -> bool:
        """Whether it is this site's and no older than that. What is not whole is older than anything."""
        with contextlib.suppress(sqlite3.Error):
            age = "coalesce((julianday('now') - julianday(built)) * 24, 1e9)"
            about = self.select(f"SELECT form, site, {age} FROM about")  # noqa: S608  a constant
            return any((form, of) == (FORM, site) and float(old) < hours for form, of, old in about)
        return False

    def fill(self, site: str, passages: Iterable[Passage], stopped: Callable[[], bool]) -> int | None:
        """Make it anew of those passages; their number, None where not all came.

        Then what is there of this site stays; where nothing is, it gets what came, to be read again soon.
        """
        count, is_whole = 0, True
        with self._writing(site, lambda: not stopped() and (is_whole or not self.holds(site))) as connection:
            try:
                connection.executemany(INSERT, map(_row, passages))
            except SiteAwayError:
                is_whole = False
            count = _count(connection)
            is_whole = is_whole and count > 0
            if not is_whole:
                connection.execute("UPDATE about SET built = NULL")
        return count if is_whole else None

    def follow(self, files: list[PageFile], stopped: Callable[[], bool]) -> int | None:
        """Read the files that have changed and forget those that are gone; how many passages there are, None when
        nothing has changed. Of two files with the same URL the earlier one counts."""
        is_ours = self.holds("")
        known = dict(self.select("SELECT path, stamp FROM files")) if is_ours else {}
        if is_ours and known == {str(file.path): file.stamp for file in files}:
            return None
        with self._writing("", lambda: not stopped(), is_new=not is_ours) as connection:
            rows = {row[0]: _Row(*row) for row in connection.execute("SELECT * FROM files")}
            taken: set[str] = set()
            for file in files:
                if stopped():
                    break
                _follow(connection, file, rows.pop(str(file.path), None), taken)
            for row in rows.values():
                row.forget(connection)
            return _count(connection)

    @contextlib.contextmanager
    def _writing(
        self, site: str, is_wanted: Callable[[], bool], *, is_new: bool = True
    ) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        new.unlink(missing_ok=True)
        try:
            if not is_new:
                shutil.copyfile(self._path, new)
            with contextlib.closing(sqlite3.connect(new)) as connection, connection:
                if is_new:
                    connection.executescript(TABLES)
                connection.execute("DELETE FROM about")
                connection.execute("INSERT INTO about VALUES (?, ?, datetime('now'))", (FORM, site))
                yield connection
            if is_wanted():
                new.replace(self._path)
        finally:
            new.unlink(missing_ok=True)


class _Row:
    """A file as it was read last. `first` and `last` are its passages; None where another file has its URL."""

    def __init__(self, path: str, stamp: str, place: str, first: int | None, last: int | None) -> None:
        self.path = path
        self.stamp = stamp
        self.place = place
        self._first = first
        self._last = last

    @property
    def is_shown(self) -> bool:
        return self._first is not None

    def forget(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM passages WHERE rowid BETWEEN ? AND ?", (self._first, self._last))
        connection.execute("DELETE FROM files WHERE path = ?", (self.path,))


def _follow(connection: sqlite3.Connection, file: PageFile, row: _Row | None, taken: set[str]) -> None:
    """Leave a file's passages where neither it has changed nor who has its URL; else read it."""
    if row is not None and row.stamp == file.stamp and row.is_shown is (row.place not in taken):
        taken.add(row.place)
        return
    if row is not None:
        row.forget(connection)
    try:
        url, passages = file.read()
    except Exception:  # such as a file that has just gone; the others are read all the same
        log.exception("A page could not be read", extra={"page": str(file.path)})
        return
    place = url.rstrip("/")
    first = last = None
    if place not in taken:
        taken.add(place)
        first = connection.execute("SELECT coalesce(max(rowid), 0) + 1 FROM passages").fetchone()[0]
        connection.executemany(INSERT, map(_row, passages))
        last = first + len(passages) - 1
    connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (str(file.path), file.stamp, place, first, last))


def _row(one: Passage) -> tuple[str, ...]:
    heading = "" if one.heading == one.page else one.heading
    words = (one.page, heading, one.prose, " ".join(one.code), one.url)
    return (one.url, one.page, one.heading, one.text, *map(spaced, words))


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
