"""What the service says of itself as it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.node_kit import start_node_kit

WARNING = "the chat runs as in development"


@pytest.mark.parametrize(
    ("environ", "is_warned"),
    [
        ({"NODE_ENV": "production"}, True),
        ({"NODE_ENV": "production", "CHATKIT_ENV": "development"}, False),
        ({}, False),
    ],
    ids=["a host's word alone", "meant so", "at home"],
)
def test_a_host_that_has_but_its_own_word_is_warned(tmp_path: Path, environ: dict[str, str], is_warned: bool) -> None:
    with start_node_kit(tmp_path / "backend", environ) as kit:
        assert (WARNING in kit.log.read_text("utf-8")) == is_warned
