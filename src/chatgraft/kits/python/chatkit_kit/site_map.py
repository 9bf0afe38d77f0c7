"""Pages of a site that is only reachable over the network: those in its sitemap.xml, of the same host alone."""

import gzip
import logging
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from .site_pages import Passage, html_passages

log = logging.getLogger(__name__)

MOST_PAGES = 1000
MOST_MAPS = 20
LARGEST_PAGE = 4 * 1024 * 1024
SECONDS = 10


def site_map_pages(site_url: str, stopped: Callable[[], bool]) -> Iterator[Passage]:
    """The passages of every page that the sitemap names, until told to stop; what cannot be read is passed over."""
    maps, pages = [urljoin(site_url + "/", "sitemap.xml")], list[str]()
    for number, address in enumerate(maps):
        if number >= MOST_MAPS:
            break
        text = _read(address, site_url)
        found = [unescape(place) for place in re.findall(r"<loc>\s*(.*?)\s*</loc>", text)]
        (maps if "<sitemapindex" in text else pages).extend(found)
    for address in list(dict.fromkeys(pages))[:MOST_PAGES]:
        if stopped():
            return
        _, passages = html_passages(_read(address, site_url), urlsplit(address).path or "/")
        yield from passages


def _read(address: str, site_url: str) -> str:
    """Text of an address of the site; empty for other hosts, redirects to them, and what fails."""
    if not _is_of(address, site_url):
        return ""
    try:
        request = Request(address, headers={"User-Agent": "chatkit-site-index"})  # noqa: S310  http(s) was checked
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            body = answer.read(LARGEST_PAGE) if _is_of(answer.url, site_url) else b""
    except (URLError, OSError, ValueError) as error:
        log.warning("A page of the site could not be read", extra={"page": address, "error": str(error)})
        return ""
    if address.endswith(".gz") and body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    return bytes(body).decode("utf-8", errors="replace")


def _is_of(address: str, site_url: str) -> bool:
    there, here = urlsplit(address), urlsplit(site_url)
    return there.scheme in {"http", "https"} and there.netloc == here.netloc
