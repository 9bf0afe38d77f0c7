"""What a visitor sees of an assistant that asks the owner's route, and what nobody does, whichever kit it is of."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.fixtures.owners_route import OwnersRoute, Reply, owners_route
from tests.fixtures.servers import KitService
from tests.kits.python.visitor import Visitor, last_item, text_of

PAGE = "<title>Prices</title><main><h1>Prices</h1><p>A night in the cabin costs ninety euros.</p></main>"
INTERNAL = b"internal: /srv/app/chat.py, key sk-123"


@pytest.fixture(scope="module")
def route() -> Iterator[OwnersRoute]:
    with owners_route() as server:
        yield server


@contextmanager
def asking(
    route: OwnersRoute, folder: Path, start: Callable[[Path, dict[str, str]], AbstractContextManager[KitService]]
) -> Iterator[KitService]:
    """A service that asks the route and knows a page of the site, until the end of the block."""
    (folder / "site").mkdir()
    (folder / "site" / "prices.html").write_text(PAGE)
    with start(folder / "backend", {"CHATKIT_ENDPOINT_URL": route.url, "SITE_ROOT": "../site"}) as running:
        yield running


class RouteAnswers:
    """For a module that has the fixtures `route`, `service` and `visitor`."""

    hidden = "internal"
    """What of the route's own words neither a visitor is told nor the log."""

    def test_the_routes_answer_is_the_chats(self, route: OwnersRoute, visitor: Visitor) -> None:
        route.reply = Reply((b'{"answer": "Ninety euros."}',))
        assert text_of(last_item(visitor.ask("What does a night cost?"))) == "Ninety euros."
        assert b"What does a night cost?" in route.heard[-1].body

    def test_whoever_must_sign_in_is_told_so(self, route: OwnersRoute, visitor: Visitor) -> None:
        route.reply = Reply((INTERNAL,), status=401)
        (error,) = [event for event in visitor.ask("Hi") if event["type"] == "error"]
        assert error["message"] == "Please sign in on this site to use the chat."

    def test_the_sites_pages_answer_while_the_route_is_down(
        self, route: OwnersRoute, service: KitService, visitor: Visitor
    ) -> None:
        route.reply = Reply((INTERNAL,), status=500)
        said = visitor.ask("What does a night in the cabin cost?")
        text = text_of(last_item(said))
        assert text.startswith("The assistant cannot be reached at the moment.")
        assert "ninety euros" in text
        assert self.hidden not in str(said)
        log = service.log.read_text()
        assert "answered 500" in log
        assert self.hidden not in log

    def test_a_stop_hangs_up_on_the_route(self, route: OwnersRoute, visitor: Visitor) -> None:
        route.hung_up.clear()
        route.reply = Reply((b'data: {"answer": "word "}\n\n',) * 1000, "text/event-stream", seconds=0.02)
        with visitor.asking("Go on") as stream:
            stream.until("word ")
            assert visitor.stop(stream.run).status_code == 202
            assert route.hung_up.wait(5)
