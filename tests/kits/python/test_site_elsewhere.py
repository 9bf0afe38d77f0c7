"""Search over a site that is read over the network: by its sitemap, again when that is old, and while it is down."""

import asyncio
import gzip
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.site_search import index as site_index
from chatgraft.kits.python.chatkit_kit.site_search.index import SiteIndex
from chatgraft.kits.python.chatkit_kit.site_search.pages import Passage
from tests.fixtures.servers import free_port
from tests.fixtures.serving import serving
from tests.fixtures.waiting import wait_until
from tests.kits.python.cabins import index_of, settings_of, urls

GOES_AWAY, AWAY, FAILS = "goes away when /faq.html is asked for", "is away", "/prices.html fails"


@pytest.fixture
def faults() -> set[str]:
    """What is wrong with the site."""
    return set()


@pytest.fixture
def served(site: Path, faults: set[str]) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers["Host"])
            if self.path == "/faq.html" and GOES_AWAY in faults:
                faults.add(AWAY)
            if AWAY in faults or (self.path == "/prices.html" and FAILS in faults):
                self.send_error(502)
            elif self.path == "/moved.html":
                self.send_response(302)
                self.send_header("Location", f"http://localhost:{server.server_port}/prices.html")
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
            """Nobody reads it."""

    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    url = f"http://127.0.0.1:{server.server_port}"
    odd = ["http://127.0.0.2:9/elsewhere.html", "http://[/", f"{url}/with space.html", f"{url}/missing.html"]
    places = [*odd, f"{url}/moved.html", f"{url}/prices.html", f"{url}/faq.html"]
    listed = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    (site / "pages.xml").write_text(f"<urlset>{listed}</urlset>")
    maps = "".join(f"<sitemap><loc>{url}/{name}</loc></sitemap>" for name in ("damaged.xml.gz", "pages.xml"))
    (site / "sitemap.xml").write_text(f"<sitemapindex>{maps}</sitemapindex>")
    (site / "damaged.xml.gz").write_bytes(gzip.compress(b"<urlset></urlset>" * 99)[:30])
    with serving(server):
        yield url
    assert set(asked) <= {url.removeprefix("http://")}, "a redirect led the service to another host"


async def test_a_site_elsewhere_is_read_by_its_sitemap(served: str, tmp_path: Path) -> None:
    index = await index_of(tmp_path, SITE_URL=served, SITE_ROOT="missing")
    assert await urls(index, "dogs") == ["/faq.html#dogs"]
    assert (await urls(index, "night"))[0] == "/prices.html"


@pytest.mark.parametrize("gone", [["sitemap.xml"], ["pages.xml"], ["prices.html", "faq.html"]])
async def test_a_site_that_is_down_for_a_while_is_still_searched(
    served: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: list[str]
) -> None:
    monkeypatch.setattr(site_index, "MAP_HOURS", 0)
    monkeypatch.setattr(site_index, "RETRY_SECONDS", 0.5)
    index = await index_of(tmp_path, SITE_URL=served)
    for name in gone:
        (site / name).rename(site / f"{name}.away")
    await index.build()
    assert await urls(index, "dogs") == ["/faq.html#dogs"]
    assert await urls(await index_of(tmp_path, SITE_URL=served), "dogs") == ["/faq.html#dogs"]
    for name in gone:
        (site / f"{name}.away").rename(site / name)
    (site / "prices.html").write_text("<main><h1>Prices</h1><p>A week costs a walrus.</p></main>")
    for _ in range(50):
        if found := await urls(index, "walrus"):
            break
        await asyncio.sleep(0.1)
    assert found == ["/prices.html"]


async def test_a_site_that_goes_down_while_it_is_read_loses_no_pages(
    served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: set[str]
) -> None:
    monkeypatch.setattr(site_index, "MAP_HOURS", 0)
    index = await index_of(tmp_path, SITE_URL=served)
    faults.add(GOES_AWAY)
    await index.build()
    assert AWAY in faults
    assert await urls(index, "dogs") == ["/faq.html#dogs"]


async def test_what_came_before_a_site_went_down_is_searched_until_it_is_back(
    served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: set[str]
) -> None:
    monkeypatch.setattr(site_index, "RETRY_SECONDS", 0.2)
    faults.add(GOES_AWAY)
    index = await index_of(tmp_path, SITE_URL=served)
    assert (await urls(index, "night"), await urls(index, "dogs")) == (["/prices.html"], [])
    faults.clear()
    for _ in range(100):
        if await urls(index, "dogs"):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the pages that were missing were never read")


async def test_a_page_that_always_fails_does_not_hold_up_the_others(
    served: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: set[str]
) -> None:
    monkeypatch.setattr(site_index, "MAP_HOURS", 0)
    index = await index_of(tmp_path, SITE_URL=served)
    faults.add(FAILS)
    (site / "faq.html").write_text("<main><h1>Questions</h1><p>May I bring a walrus?</p></main>")
    await index.build()
    assert (await urls(index, "walrus"), await urls(index, "night")) == (["/faq.html"], [])


async def test_a_site_that_is_down_is_asked_again_after_a_pause(
    served: str, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_index, "LOOK_SECONDS", 0)
    (site / "sitemap.xml").rename(site / "away.xml")
    index = await index_of(tmp_path, SITE_URL=served)
    (site / "away.xml").rename(site / "sitemap.xml")
    for _ in range(5):
        assert await urls(index, "dogs") == []
        await asyncio.sleep(0.1)


class Crawls:
    """Stands for a site that takes a while to read, and counts how often it is read at once."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.begun = self.running = self.most = 0

    def pages(self, site: str, stopped: Callable[[], bool]) -> Iterator[Passage]:
        self.begun += 1
        self.running += 1
        self.most = max(self.most, self.running)
        while not stopped() and not self.may_end.wait(0.05):
            pass
        yield Passage(f"{site}/walrus", "Walrus", "", "A walrus has tusks.")
        self.running -= 1


@pytest.fixture
def crawls(monkeypatch: pytest.MonkeyPatch) -> Crawls:
    crawls = Crawls()
    monkeypatch.setattr(site_index, "site_map_pages", crawls.pages)
    monkeypatch.setattr(site_index, "MAP_HOURS", 0)
    return crawls


async def test_questions_while_a_site_is_read_do_not_have_it_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crawls: Crawls
) -> None:
    monkeypatch.setattr(site_index, "LOOK_SECONDS", 0)
    crawls.may_end.set()
    index = await index_of(tmp_path, SITE_URL="https://site.example")
    crawls.may_end.clear()
    try:
        for _ in range(5):
            assert await urls(index, "walrus") == ["https://site.example/walrus"]
            await asyncio.to_thread(wait_until, lambda: crawls.begun > 1)
        assert crawls.begun == 2
    finally:
        crawls.may_end.set()


async def test_a_site_is_read_once_at_a_time(tmp_path: Path, crawls: Crawls) -> None:
    index = SiteIndex(settings_of(tmp_path, SITE_URL="https://site.example"))
    building = asyncio.gather(*(index.build() for _ in range(3)))
    await asyncio.sleep(0.2)
    crawls.may_end.set()
    await building
    assert (crawls.begun, crawls.most) == (3, 1)
    assert await urls(index, "walrus") == ["https://site.example/walrus"]


async def test_a_site_that_cannot_be_read_is_not_answered_for_by_another(site: Path) -> None:
    await index_of(site.parent, SITE_ROOT="site")
    away = await index_of(site.parent, SITE_URL=f"http://127.0.0.1:{free_port()}")
    assert await urls(away, "dogs") == []
