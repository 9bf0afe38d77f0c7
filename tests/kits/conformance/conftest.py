"""Puts up each service once for the session, when the first scenario wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from chatgraft.conformance import Service
from tests.fixtures.standing import every_standing

Stand = Callable[[str], Service]


@pytest.fixture(scope="session")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The standing service of a name."""
    up: dict[str, Service] = {}
    records = every_standing()
    with ExitStack() as stack:

        def get(name: str) -> Service:
            if name not in up:
                up[name] = stack.enter_context(records[name].up(tmp_path_factory.mktemp(name)))
            return up[name]

        yield get
