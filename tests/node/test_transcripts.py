"""The Node kit answers every request as the Python kit does, which is held to the official SDK in turn.

Both transcripts are made in the same run, so that nothing recorded can be stale.
"""

from __future__ import annotations

from pathlib import Path

from chatgraft.conformance import Service
from tests.fixtures.node_kit import node_assistant, start_node_kit
from tests.kits.conformance.ours import made_by_the_python_kit, made_over_http
from tests.kits.conformance.transcript import told


async def test_every_answer_is_the_python_kits(tmp_path: Path) -> None:
    python = await made_by_the_python_kit(tmp_path / "python")
    with start_node_kit(tmp_path / "node", assistant=node_assistant()) as kit:
        node = await made_over_http(Service(api=kit.api, origin=kit.url))
    assert node.keys() == python.keys()
    for step, answer in python.items():
        assert told(node[step]) == told(answer), step
