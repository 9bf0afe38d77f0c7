"""Full-text search over the site's own pages: an SQLite FTS5 file that is rebuilt when the pages have changed."""

import asyncio
import contextlib
import hashlib
import logging
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath

from .settings import Settings, SiteRoot
from .site_map import site_map_pages
from .site_pages import HTML_SUFFIXES, MARKDOWN_SUFFIXES, Passage, html_passages, markdown_passages

log = logging.getLogger(__name__)

INDEX_FILE = "site_index.sqlite3"
INDEX_FORM = 1
WAIT_SECONDS = 10.0
LARGEST_PAGE = 4 * 1024 * 1024
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv"})
SKIPPED_FILES = frozenset({"404.html", "500.html", "50x.html", "_global-error.html", "_not-found.html"})

# Chinese, Japanese, Korean and Thai put no spaces between words; letter by letter, a phrase finds them.
UNSPACED = re.compile(r"([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f])")
WORD = re.compile(r"\w+")
MOST_TERMS = 64
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about am an and any are as at be by can could did do does for from had has have how i if in into is it
        its me my no not of on or our please should so tell than that the their them there these they this to us was
        we were what when where which who why will with would you your
        anything everything find know list page pages show site something tell website""",
    )
)


class SiteIndex:
    """The search over one site. `build` runs beside the service; a search waits a little for the first one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._path = settings.data_dir / INDEX_FILE
        self._built = asyncio.Event()
        self._stopped = threading.Event()

    async def build(self) -> None:
        """Bring the index up to date; keeps the old one when the pages cannot be read."""
        try:
            await asyncio.to_thread(self._refresh)
        except Exception:  # whatever one page has in it, the service goes on
            log.exception("The site index could not be built")
        finally:
            self._built.set()

    def stop(self) -> None:
        """Let go of a site that is still being read: the process is about to end."""
        self._stopped.set()

    async def search(self, words: str, limit: int = 4) -> list[Passage]:
        """The passages that fit best, best first, at most one a heading; empty when nothing fits."""
        terms = search_terms(words)
        rows = await self._select(
            "SELECT url, page, heading, text FROM passages WHERE passages MATCH ? "
            "ORDER BY bm25(passages, 0, 0, 0, 0, 6.0, 4.0, 1.0) LIMIT ?",
            (" OR ".join(terms) or '""', limit * 3),
        )
        best = {passage.url: passage for passage in reversed([Passage(*row) for row in rows])}
        return list(reversed(best.values()))[:limit]

    async def main_pages(self, limit: int = 8) -> list[Passage]:
        """The pages that lie least deep, without their text: what the site is about at a glance."""
        rows = await self._select(
            "SELECT substr(url, 1, instr(url || '#', '#') - 1) AS place, page FROM passages GROUP BY place "
            "ORDER BY length(rtrim(place, '/')) - length(replace(rtrim(place, '/'), '/', '')), min(rowid) LIMIT ?",
            (limit,),
        )
        return [Passage(url, page, "", "") for url, page in rows]

    async def _select(self, statement: str, values: tuple[str | int, ...]) -> list[tuple[str, ...]]:
        """Waits a little for the first index; nothing where there is none."""
        with contextlib.suppress(TimeoutError, asyncio.TimeoutError):
            await asyncio.wait_for(self._built.wait(), WAIT_SECONDS)
        if not self._path.exists():
            return []
        with contextlib.closing(sqlite3.connect(self._path)) as connection:
            return connection.execute(statement, values).fetchall()

    def _refresh(self) -> None:
        roots = [root for root in self._settings.site_roots if root.folder.is_dir()]
        if not roots and self._settings.site_url:
            passages, mark = (
                site_map_pages(self._settings.site_url, self._stopped.is_set),
                f"{INDEX_FORM} {self._settings.site_url}",
            )
            if self._is_current(mark, hours=24):
                return
        else:
            files = [(root, path) for root in roots for path in _files(root.folder)]
            passages, mark = _file_passages(files), _fingerprint(files)
            if self._is_current(mark):
                return
        self._write(passages, mark)

    def _is_current(self, mark: str, hours: float | None = None) -> bool:
        try:
            age_days = "julianday('now') - julianday(built)"
            with contextlib.closing(
                sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)
            ) as connection:
                row = connection.execute(f"SELECT mark, {age_days} FROM about").fetchone()  # noqa: S608  a constant
        except sqlite3.Error:
            return False
        return bool(row) and row[0] == mark and (hours is None or row[1] * 24 < hours)

    def _write(self, passages: Iterator[Passage], mark: str) -> None:
        """Write a new file beside the old one and put it in its place when it is whole."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(f"{INDEX_FILE}.{os.getpid()}")
        new.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(new)) as connection, connection:
            connection.execute("CREATE TABLE about (mark TEXT, built TEXT)")
            connection.execute(
                "CREATE VIRTUAL TABLE passages USING fts5("
                "url UNINDEXED, page UNINDEXED, heading UNINDEXED, text UNINDEXED, "
                "page_words, heading_words, text_words, tokenize = 'porter unicode61 remove_diacritics 2')"
            )
            connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        one.url,
                        one.page,
                        one.heading,
                        one.text,
                        _spaced(one.page),
                        _spaced(one.heading),
                        _spaced(one.text),
                    )
                    for one in passages
                ),
            )
            count = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
            connection.execute("INSERT INTO about VALUES (?, datetime('now'))", (mark,))
        if self._stopped.is_set():
            new.unlink()
            return
        new.replace(self._path)
        log.info("The site index was built", extra={"passages": count})


def _files(folder: Path) -> Iterator[Path]:
    """Pages below a folder, in a fixed order; links that lead out of it are not followed.

    Where a folder has an index.html its pages are HTML: Markdown beside them is a note to developers.
    """
    suffixes = HTML_SUFFIXES if (folder / "index.html").is_file() else HTML_SUFFIXES | MARKDOWN_SUFFIXES
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            suffix = path.suffix.lower()
            is_pattern = name.startswith("[")  # a page for many addresses, with none of its own
            if name in SKIPPED_FILES or is_pattern or (suffix in MARKDOWN_SUFFIXES and name.startswith("_")):
                continue
            if suffix in suffixes and not path.is_symlink() and path.stat().st_size <= LARGEST_PAGE:
                yield path


def _fingerprint(files: list[tuple[SiteRoot, Path]]) -> str:
    digest = hashlib.sha256(str(INDEX_FORM).encode())
    for root, path in files:
        facts = path.stat()
        digest.update(f"{root.prefix}\0{root.clean}\0{path}\0{facts.st_mtime_ns}\0{facts.st_size}\n".encode())
    return digest.hexdigest()


def _file_passages(files: list[tuple[SiteRoot, Path]]) -> Iterator[Passage]:
    """All passages; of two sources with the same URL the earlier one counts."""
    seen: set[str] = set()
    for root, path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        below = PurePosixPath(path.relative_to(root.folder).as_posix())
        if path.suffix.lower() in HTML_SUFFIXES:
            url, passages = html_passages(text, _html_url(below, root))
        else:
            url, passages = markdown_passages(text, below, root.prefix)
        place = url.rstrip("/")
        if place not in seen:
            seen.add(place)
            yield from passages


def _html_url(path: PurePosixPath, root: SiteRoot) -> str:
    address = f"{root.prefix.rstrip('/')}/{path}"
    if path.name == "index.html":
        return address.removesuffix("index.html")
    return address.removesuffix(path.suffix) if root.clean else address


def _spaced(text: str) -> str:
    return UNSPACED.sub(r" \1 ", text)


def search_terms(words: str) -> list[str]:
    """What FTS5 is asked for: the words that say something; a run of unspaced letters counts by its pairs."""
    terms: list[str] = []
    for word in WORD.findall(words.lower())[:MOST_TERMS]:
        letters = UNSPACED.findall(word)
        if letters:
            terms += [f'"{first} {second}"' for first, second in pairwise(letters)] or [f'"{letters[0]}"']
        elif word not in STOP_WORDS:
            terms.append(f'"{word}"')
    return list(dict.fromkeys(terms))[:MOST_TERMS]
