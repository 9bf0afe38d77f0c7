"""The assistant that asks the owner's route, in a running service: what the visitor sees, and what nobody does."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit import endpoint
from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from tests.fixtures.owners_route import OwnersRoute, Reply, owners_route
from tests.fixtures.servers import KitService, start_kit
from tests.kits.python.services import Browser, events, serving
from tests.kits.python.visitor import Visitor, deltas, last_item, text_of

PAGE = "<title>Prices</title><main><h1>Prices</h1><p>A night in the cabin costs ninety euros.</p></main>"
INTERNAL = b"internal: /srv/app/chat.py, key sk-123"


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
    with start_kit(folder / "backend", environ, "http") as running:
        yield running


def test_the_routes_answer_is_the_chats(route: OwnersRoute, visitor: Visitor) -> None:
    route.reply = Reply((b'{"answer": "Ninety euros."}',))
    assert text_of(last_item(visitor.ask("What does a night cost?"))) == "Ninety euros."
    assert b"What does a night cost?" in route.heard[-1].body


def test_whoever_must_sign_in_is_told_so(route: OwnersRoute, visitor: Visitor) -> None:
    route.reply = Reply((INTERNAL,), status=401)
    (error,) = [event for event in visitor.ask("Hi") if event["type"] == "error"]
    assert error["message"] == endpoint.SIGN_IN


def test_the_sites_pages_answer_while_the_route_is_down(
    route: OwnersRoute, service: KitService, visitor: Visitor
) -> None:
    route.reply = Reply((INTERNAL,), status=500)
    said = visitor.ask("What does a night in the cabin cost?")
    text = text_of(last_item(said))
    assert text.startswith("The assistant cannot be reached at the moment.")
    assert "ninety euros" in text
    assert "internal" not in str(said)
    log = service.log.read_text()
    assert "answered 500" in log
    assert "internal" not in log


def test_a_stop_hangs_up_on_the_route(route: OwnersRoute, visitor: Visitor) -> None:
    route.hung_up.clear()
    route.reply = Reply((b'data: {"answer": "word "}\n\n',) * 1000, "text/event-stream", seconds=0.02)
    with visitor.asking("Go on") as stream:
        stream.until("word ")
        assert visitor.stop(stream.run).status_code == 202
        assert route.hung_up.wait(5)


async def telling(question: Question) -> AsyncIterator[Part]:
    yield f"{dict(question.headers)}"


WHO = {"cookie": "sessionid=abc", "authorization": "Bearer t", "x-other": "no"}


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"origin": "http://shop.example", "host": "shop.example"}, True),
        ({"origin": "https://shop.example", "host": "shop.example"}, True),
        ({"origin": "http://localhost:3000", "host": "shop.example"}, False),
        ({"origin": "http://shop.example.evil.example", "host": "shop.example"}, False),
    ],
)
async def test_who_asks_is_handed_on_from_the_sites_own_origin_alone(
    tmp_path: Path, headers: dict[str, str], told: bool
) -> None:
    async with serving(tmp_path, telling, CHATKIT_ORIGINS="http://shop.example.evil.example") as running:
        browser = await Browser(running, headers={**headers, **WHO}).arrive()
        said = deltas(await events(await browser.ask("Who am I?")))
    assert said == str({"cookie": "sessionid=abc", "authorization": "Bearer t"} if told else {})
