"""One browser and one of each deployment for the session; a new visitor for each test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, Request, expect, sync_playwright

from tests.e2e.chat import Chat
from tests.e2e.deployment import KINDS, Deployment, deploy
from tests.fixtures.model_server import Model, model

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_ELSEWHERE = re.compile(r"^(https?|wss?)://(?!(localhost|127\.0\.0\.1)[:/])")
_REPORTS = Path(__file__).resolve().parents[2] / ".reports" / "e2e"
# What the browser itself says when a connection breaks; no page can prevent it.
_BROKEN_LINE = re.compile(r"^error: Failed to load resource: (net::ERR_|the server responded with a status of 50[234])")

Deploy = Callable[[str], Deployment]

expect.set_options(timeout=20_000)  # an expectation decides by its condition, not by how busy the machine is


class Visitor:
    """A person with a browser of their own. Whatever their pages ask of other hosts is refused and noted."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.tabs: list[Chat] = []
        self.elsewhere: list[str] = []
        self.lines_may_break = False
        context.set_default_timeout(10_000)
        context.on("request", self._note)
        context.route(_ELSEWHERE, lambda route: route.abort())

    def tab(self, path: str = "/") -> Chat:
        """A new tab on a page of the site."""
        chat = Chat(self.context.new_page())
        self.tabs.append(chat)
        chat.page.goto(self.url + path)
        return chat

    def require_clean(self) -> None:
        """No script failed, the console holds no error, and nobody but this machine was asked for anything."""
        complaints = [one for tab in self.tabs for one in tab.complaints]
        if self.lines_may_break:
            complaints = [one for one in complaints if not _BROKEN_LINE.match(one)]
        assert complaints == []
        assert self.elsewhere == []

    def _note(self, request: Request) -> None:
        if _ELSEWHERE.match(request.url):
            self.elsewhere.append(request.url)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=_chromium(), args=_FLAGS)
    yield browser
    browser.close()


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("No Chromium was found: apt-get install chromium")


@pytest.fixture(scope="session")
def imitation() -> Iterator[Model]:
    with model() as running:
        yield running


@pytest.fixture(scope="session")
def deployed(imitation: Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deploy]:
    """The deployment of a name, put up when the first test wants it."""
    up: dict[str, Deployment] = {}
    with ExitStack() as stack:

        def get(name: str) -> Deployment:
            if name not in up:
                up[name] = stack.enter_context(deploy(KINDS[name], tmp_path_factory.mktemp("site"), imitation))
            return up[name]

        yield get


@pytest.fixture
def deployment(deployed: Deploy, request: pytest.FixtureRequest) -> Deployment:
    return deployed(request.param)


@pytest.fixture
def arrive(browser: Browser, deployment: Deployment, request: pytest.FixtureRequest) -> Iterator[Callable[[], Visitor]]:
    """New visitors. When the test is over, all of them must have seen a clean page."""
    with ExitStack() as stack:
        visitors: list[Visitor] = []

        def get() -> Visitor:
            visitors.append(stack.enter_context(_visitor(browser, deployment.url, request.node.name)))
            return visitors[-1]

        yield get
        for visitor in visitors:
            visitor.require_clean()


@pytest.fixture
def arrive_at(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Visitor]]:
    """New visitors of any address. When the test is over, all of them must have seen a clean page."""
    with ExitStack() as stack:
        visitors: list[Visitor] = []

        def get(url: str) -> Visitor:
            visitors.append(stack.enter_context(_visitor(browser, url, request.node.name)))
            return visitors[-1]

        yield get
        for visitor in visitors:
            visitor.require_clean()


@pytest.fixture
def visitor(arrive: Callable[[], Visitor]) -> Visitor:
    return arrive()


@pytest.fixture
def chat(visitor: Visitor) -> Chat:
    """The visitor's first tab, on the site's first page, with the chat open."""
    return visitor.tab().open()


@contextmanager
def _visitor(browser: Browser, url: str, test: str) -> Iterator[Visitor]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    visitor = Visitor(context, url)
    try:
        yield visitor
    finally:
        _REPORTS.mkdir(parents=True, exist_ok=True)
        for number, tab in enumerate(visitor.tabs):
            tab.page.screenshot(path=_REPORTS / f"{re.sub(r'[^a-z]+', '-', test.lower())}-{number}.png")
        context.close()
