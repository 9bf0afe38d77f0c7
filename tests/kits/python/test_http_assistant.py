"""The assistant that asks the owner's route, in a running service: what the visitor sees, and what nobody does."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from tests.fixtures.owners_route import OwnersRoute
from tests.fixtures.servers import KitService, start_kit
from tests.kits.python.route_answers import RouteAnswers, asking, route  # noqa: F401  a fixture
from tests.kits.python.services import Browser, events, serving
from tests.kits.python.visitor import deltas


@pytest.fixture(scope="module")
def service(route: OwnersRoute, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:  # noqa: F811
    with asking(route, tmp_path_factory.mktemp("http"), partial(start_kit, assistant="http")) as running:
        yield running


class TestOfPython(RouteAnswers):
    pass


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
