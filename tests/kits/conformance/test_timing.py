"""The first token reaches the client within 10 ms of the source yielding it: on each server, and through nginx."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from string import Template

import httpx
import pytest

from chatgraft import kits
from chatgraft.conformance import Service
from chatgraft.conformance.script import Script
from chatgraft.conformance.stream import Stream
from chatgraft.conformance.timing import Delays, measure
from tests.fixtures.cable import cable
from tests.fixtures.servers import free_port
from tests.fixtures.standing import every_standing
from tests.fixtures.web import serve_locations
from tests.kits.conformance.conftest import OpenHall

Record = Callable[[str, object], None]

MOST = 10.0
_DOCUMENTED = re.search(r"```nginx\n(.*?)```", kits.read("docs/deployment/40-proxy.md").decode(), re.DOTALL)
_NAMES = [record.name for record in every_standing().values() if not record.only]
_EACH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in _NAMES]


def _measured(service: Service) -> Delays:
    async def ask() -> Delays:
        async with service.visitor() as ann:
            return await measure(ann)

    return asyncio.run(ask())


def _measured_through_nginx(service: Service, folder: Path) -> Delays:
    """With the configuration that the deployment document gives."""
    assert _DOCUMENTED is not None
    port, url = free_port(), httpx.URL(service.api)
    with serve_locations(Template(_DOCUMENTED[1]).substitute(path=url.path, port=url.port), folder / "nginx", port):
        return _measured(replace(service, api=str(url.copy_with(port=port))))


@pytest.mark.parametrize("name", _EACH)
def test_the_first_token_comes_at_once(open_hall: OpenHall, name: str, record_property: Record) -> None:
    hall = open_hall(name)
    hall.wait()
    delays = _measured(hall.service)
    record_property("delays", f"{name}: {delays}")
    assert delays.best_quarter <= MOST, delays


@pytest.mark.parametrize("name", _EACH)
def test_the_first_token_comes_at_once_through_nginx(
    open_hall: OpenHall, name: str, tmp_path: Path, record_property: Record
) -> None:
    hall = open_hall(name)
    hall.wait()
    delays = _measured_through_nginx(hall.service, tmp_path)
    record_property("delays", f"{name} through nginx: {delays}")
    assert delays.best_quarter <= MOST, delays


@pytest.mark.parametrize("name", _EACH)
def test_words_that_come_fast_travel_together_and_none_is_lost(open_hall: OpenHall, name: str) -> None:
    hall = open_hall(name)
    hall.wait()
    script = Script(words=300)

    async def ask() -> Stream:
        async with hall.service.visitor() as ann:
            return await ann.ask(script)

    answer = asyncio.run(ask())
    updates = [event["update"] for event in answer.of("thread.item.updated")]
    deltas = [update["delta"] for update in updates if "delta" in update]
    assert "".join(deltas) == answer.text == script.answer
    assert deltas[0] == "word0 "
    assert len(deltas) < script.words / 2


@pytest.mark.xdist_group(_NAMES[0])
def test_a_way_that_holds_tokens_back_is_noticed(open_hall: OpenHall) -> None:
    hall = open_hall(_NAMES[0])
    hall.wait()
    with cable(httpx.URL(hall.service.api).port, hold=0.05) as line:
        slow = replace(hall.service, api=str(httpx.URL(hall.service.api).copy_with(port=line.port)))
        assert _measured(slow).best_quarter > 2 * MOST
