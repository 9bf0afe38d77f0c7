"""A source that the Node kit cannot ask at all: no key, nobody at the address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistants.kits import NODE
from tests.assistants.source import KEY, Source, every_source
from tests.node.twins import told_by_node

NOBODY = "http://127.0.0.1:9"
SOURCES = [row for row in every_source().values() if row.kit is NODE and not row.settings_alone]


@pytest.mark.parametrize("row", SOURCES, ids=lambda row: row.name)
def test_nobody_at_the_address_and_no_key(row: Source, tmp_path: Path) -> None:
    """A server that wants no key is asked all the same."""
    NODE.land(tmp_path / "backend", row.assistant)
    settings = {**row.environ(NOBODY), "CHATKIT_MODEL_RETRIES": "0"}
    assert told_by_node("reach", None, tmp_path / "backend", settings) == "DOWN"
    keyless = {name: value for name, value in settings.items() if value != KEY}
    assert told_by_node("reach", None, tmp_path / "backend", keyless) == ("KEY" if row.needs_key else "DOWN")
