"""Pages of a site that is only reachable over the network: those in its sitemap.xml, of the same host alone."""

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from gzip import GzipFile
from html import unescape
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ..errors import SiteAwayError
from .html import html_passages
from .pages import Passage

log = logging.getLogger(__name__)

MOST_PAGES = 1000
MOST_MAPS = 20
LARGEST_PAGE = 4 * 1024 * 1024
SECONDS = 10
FAILURES = (OSError, ValueError, HTTPException, EOFError, zlib.error)


def site_map_pages(site_url: str, stopped: Callable[[], bool]) -> Iterator[Passage]:
    """The passages of every page that the sitemap names, until told to stop; what cannot be read is passed over.

    Raises `SiteAwayError` when that is so as the whole site has gone away meanwhile.
    """
    maps, pages = [_map_of(site_url)], list[str]()
    for number, address in enumerate(maps):
        if number >= MOST_MAPS:
            break
        text = _read(address, site_url)
        found = [unescape(place) for place in re.findall(r"<loc>\s*(.*?)\s*</loc>", text)]
        (maps if "<sitemapindex" in text else pages).extend(found)
    for address in [page for page in dict.fromkeys(pages) if _is_of(page, site_url)][:MOST_PAGES]:
        if stopped():
            return
        _, passages = html_passages(_read(address, site_url), urlsplit(address).path or "/")
        yield from passages


def _read(address: str, site_url: str) -> str:
    """Text of an address of the site; empty for other hosts, redirects to them, and what fails by itself."""
    if not _is_of(address, site_url):
        return ""
    try:
        body = _fetched(address, site_url)
        if address.endswith(".gz") and body[:2] == b"\x1f\x8b":
            body = GzipFile(fileobj=io.BytesIO(body)).read(LARGEST_PAGE)
    except FAILURES as error:
        log.warning("A page of the site could not be read", extra={"page": address, "error": str(error)})
        is_refused = isinstance(error, HTTPError) and error.code < HTTPStatus.INTERNAL_SERVER_ERROR
        if not is_refused and address != _map_of(site_url):
            _require_answer(site_url)
        return ""
    return body.decode("utf-8", errors="replace")


def _fetched(address: str, site_url: str) -> bytes:
    request = Request(address, headers={"User-Agent": "chatkit-site-index"})  # noqa: S310  http(s) was checked
    with build_opener(_WithinSite(site_url)).open(request, timeout=SECONDS) as answer:
        body: bytes = answer.read(LARGEST_PAGE)
        return body


def _require_answer(site_url: str) -> None:
    """Raise `SiteAwayError` where the site does not even have its sitemap any more."""
    try:
        _fetched(_map_of(site_url), site_url)
    except FAILURES:
        raise SiteAwayError(f"{site_url} no longer answers") from None


def _map_of(site_url: str) -> str:
    return urljoin(site_url + "/", "sitemap.xml")


class _WithinSite(HTTPRedirectHandler):
    """Follows redirects within the site. One that leads elsewhere, into an inner network perhaps, is not asked."""

    def __init__(self, site_url: str) -> None:
        self._site_url = site_url

    def redirect_request(  # noqa: PLR0913, PLR0917  the base class's form
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not _is_of(newurl, self._site_url):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_of(address: str, site_url: str) -> bool:
    try:
        there, here = urlsplit(address), urlsplit(site_url)
    except ValueError:  # brackets that hold no address
        return False
    return there.scheme in {"http", "https"} and there.netloc == here.netloc
