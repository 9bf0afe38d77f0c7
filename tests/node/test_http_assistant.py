"""The assistant that asks the owner's route in a running service of Node: what visitors see, and nobody does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from tests.fixtures.node_kit import kit_assistant, start_node_kit
from tests.fixtures.owners_route import OwnersRoute
from tests.fixtures.servers import KitService
from tests.kits.python.route_answers import INTERNAL, RouteAnswers, asking, route  # noqa: F401  a fixture
from tests.kits.python.visitor import Visitor


@pytest.fixture(scope="module")
def service(route: OwnersRoute, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:  # noqa: F811
    start = partial(start_node_kit, assistant=kit_assistant("http"))
    with asking(route, tmp_path_factory.mktemp("http"), start) as running:
        yield running


@pytest.fixture
def visitor(service: KitService) -> Iterator[Visitor]:
    yield Visitor(service)
    while Visitor.opened:
        Visitor.opened.pop().close()


class TestOfNode(RouteAnswers):
    hidden = INTERNAL.decode()  # the traces that Node logs name `node:internal` as well
