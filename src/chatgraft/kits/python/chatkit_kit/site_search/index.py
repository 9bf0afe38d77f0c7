"""Full-text search over the site's own pages: an SQLite FTS5 file that follows the pages, changed ones alone."""

import asyncio
import contextlib
import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable

from ..settings import Settings
from .files import page_files
from .map import site_map_pages
from .pages import Passage
from .store import RANK, SiteStore
from .words import begun_terms, search_terms

log = logging.getLogger(__name__)

INDEX_FILE = "site_index.sqlite3"
WAIT_SECONDS = 10.0
MAP_HOURS = 24
MOST_OF_A_PAGE = 2
LOOK_SECONDS = 30.0
"""How long a look at the pages is good for, once somebody asks."""
RETRY_SECONDS = 300.0
"""And where a site that is read over the network could not be read, or not to its end."""


class SiteIndex:
    """The search over one site. `build` runs beside the service; a search waits a little for the first one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = SiteStore(settings.data_dir / INDEX_FILE)
        self._built = asyncio.Event()
        self._stopped = threading.Event()
        self._next_look = 0.0
        self._refreshing = threading.Lock()
        self._looking: asyncio.Task[None] | None = None

    async def build(self) -> None:
        """Bring the index up to date; keeps the old one when the pages cannot be read."""
        try:
            await asyncio.to_thread(self._refresh_alone)
        except Exception:  # whatever one page has in it, the service goes on
            log.exception("The site index could not be built")
        finally:
            self._built.set()

    def stop(self) -> None:
        """Let go of a site that is still being read: the process is about to end."""
        self._stopped.set()

    async def search(self, words: str, limit: int = 4) -> list[Passage]:
        """The passages that fit best, best first; empty when nothing fits. Of a heading at most one, of a page at most
        two, and a text that several pages have once. Words of other endings count where there is room left: Porter's
        stems are for English."""
        found = _distinct(await self._matching(search_terms(words), limit))
        if len(found) < limit:
            found = _distinct([*found, *await self._matching(begun_terms(words), limit)])
        return found[:limit]

    async def main_pages(self, limit: int = 8) -> list[Passage]:
        """The pages that lie least deep, without their text: what the site is about at a glance."""
        rows = await self._select(
            "SELECT substr(url, 1, instr(url || '#', '#') - 1) AS place, page FROM passages GROUP BY place "
            "ORDER BY length(rtrim(place, '/')) - length(replace(rtrim(place, '/'), '/', '')), min(rowid) LIMIT ?",
            (limit,),
        )
        return [Passage(url, page, "", "") for url, page in rows]

    async def _matching(self, terms: list[str], limit: int) -> list[Passage]:
        rows = await self._select(
            f"SELECT url, page, heading, text FROM passages WHERE passages MATCH ? ORDER BY {RANK} LIMIT ?",  # noqa: S608
            (" OR ".join(terms) or '""', limit * 4),
        )
        return [Passage(*row) for row in rows]

    async def _select(self, statement: str, values: tuple[str | int, ...]) -> list[tuple[str, ...]]:
        """Waits a little for the first index, and has the pages looked at again when the last look is a while ago."""
        with contextlib.suppress(TimeoutError, asyncio.TimeoutError):
            await asyncio.wait_for(self._built.wait(), WAIT_SECONDS)
        is_looking = self._looking is not None and not self._looking.done()
        if self._built.is_set() and not is_looking and time.monotonic() > self._next_look:
            self._next_look = time.monotonic() + LOOK_SECONDS
            self._looking = asyncio.create_task(self.build())
        return await asyncio.to_thread(self._store.select, statement, values)

    def _refresh_alone(self) -> None:
        """One at a time: they write to one file, and the thread of one whose task was cancelled goes on."""
        with self._refreshing:
            if not self._stopped.is_set():
                self._refresh()

    def _refresh(self) -> None:
        self._next_look = time.monotonic() + LOOK_SECONDS
        roots = tuple(root for root in self._settings.site_roots if root.folder.is_dir())
        site, stopped = self._settings.site_url, self._stopped.is_set
        if roots or not site:
            count = self._store.follow(list(page_files(roots)), stopped)
        elif self._store.holds(site, MAP_HOURS):
            count = None
        else:
            count = self._store.fill(site, site_map_pages(site, stopped), stopped)
            if count is None and not stopped():
                self._next_look = time.monotonic() + RETRY_SECONDS
                log.warning("Not all of the site could be read, which is tried again later", extra={"site": site})
        if count is not None and not stopped():
            log.info("The site index was built", extra={"passages": count})


def _distinct(passages: Iterable[Passage]) -> list[Passage]:
    kept: list[Passage] = []
    seen, of_page = set[str](), Counter[str]()
    for one in passages:
        page = one.url.partition("#")[0]
        if seen.isdisjoint((one.url, one.text)) and of_page[page] < MOST_OF_A_PAGE:
            kept.append(one)
            seen.update((one.url, one.text))
            of_page[page] += 1
    return kept
