"""The assistant that asks the owner's route in a running service of Node: what visitors see, and nobody does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fixtures.node_kit import kit_assistant, start_node_kit
from tests.fixtures.owners_route import OwnersRoute, Reply, owners_route
from tests.fixtures.servers import KitService
from tests.kits.python.test_http_assistant import INTERNAL, PAGE
from tests.kits.python.visitor import Visitor, last_item, text_of


@pytest.fixture(scope="module")
def route() -> Iterator[OwnersRoute]:
    with owners_route() as server:
        yield server


@pytest.fixture(scope="module")
def service(route: OwnersRoute, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:
    folder = tmp_path_factory.mktemp("http")
    (folder / "site").mkdir()
    (folder / "site" / "prices.html").write_text(PAGE)
    environ = {"CHATKIT_ENDPOINT_URL": route.url, "SITE_ROOT": "../site"}
    with start_node_kit(folder / "backend", environ, kit_assistant("http")) as running:
        yield running


@pytest.fixture
def visitor(service: KitService) -> Iterator[Visitor]:
    yield Visitor(service)
    while Visitor.opened:
        Visitor.opened.pop().close()


def test_the_routes_answer_is_the_chats(route: OwnersRoute, visitor: Visitor) -> None:
    route.reply = Reply((b'{"answer": "Ninety euros."}',))
    assert text_of(last_item(visitor.ask("What does a night cost?"))) == "Ninety euros."
    assert b"What does a night cost?" in route.heard[-1].body


def test_whoever_must_sign_in_is_told_so(route: OwnersRoute, visitor: Visitor) -> None:
    route.reply = Reply((INTERNAL,), status=401)
    (error,) = [event for event in visitor.ask("Hi") if event["type"] == "error"]
    assert error["message"] == "Please sign in on this site to use the chat."


def test_the_sites_pages_answer_while_the_route_is_down(
    route: OwnersRoute, service: KitService, visitor: Visitor
) -> None:
    route.reply = Reply((INTERNAL,), status=500)
    said = visitor.ask("What does a night in the cabin cost?")
    text = text_of(last_item(said))
    assert text.startswith("The assistant cannot be reached at the moment.")
    assert "ninety euros" in text
    log = service.log.read_text()
    assert "answered 500" in log
    assert INTERNAL.decode() not in str(said) + log


def test_a_stop_hangs_up_on_the_route(route: OwnersRoute, visitor: Visitor) -> None:
    route.hung_up.clear()
    route.reply = Reply((b'data: {"answer": "word "}\n\n',) * 1000, "text/event-stream", seconds=0.02)
    with visitor.asking("Go on") as stream:
        stream.until("word ")
        assert visitor.stop(stream.run).status_code == 202
        assert route.hung_up.wait(5)
