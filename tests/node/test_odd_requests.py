"""Requests that break off, or cost more to read than to send: the service goes on, and nobody waits for them."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.fixtures.node_kit import start_node_kit
from tests.fixtures.servers import KitService

MOST_SECONDS = 2.0


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KitService]:
    folder: Path = tmp_path_factory.mktemp("odd")
    with start_node_kit(folder / "backend", {"CHATKIT_ATTACHMENTS": "1"}) as kit:
        yield kit


@pytest.fixture
def visitor(kit: KitService) -> Iterator[httpx.Client]:
    with httpx.Client(timeout=20, trust_env=False, headers={"origin": kit.url}) as client:
        reply = client.post(f"{kit.api}/session", json={"as": "token"})
        client.headers["x-session-id"] = reply.json()["session_id"]
        yield client


def test_a_body_that_breaks_off_ends_nothing(kit: KitService, visitor: httpx.Client) -> None:
    with socket.create_connection(("127.0.0.1", kit.port)) as line:
        line.sendall(b"POST /chatkit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
    time.sleep(0.3)
    assert visitor.get(f"{kit.url}/healthz").status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        {
            "type": "threads.add_structured_input",
            "params": {"thread_id": "t", "item_id": "i", "input": {"answers": {f"a{n}": {} for n in range(15_000)}}},
        },
        {"type": "attachments.create", "params": {"name": f"a{' ' * 250_000}a", "size": 1, "mime_type": "text/plain"}},
        {"type": "items.feedback", "params": {"thread_id": "t", "item_ids": ["i"] * 50_000, "kind": "positive"}},
    ],
    ids=["answers", "a name", "ids"],
)
def test_a_costly_body_holds_nobody_up(kit: KitService, visitor: httpx.Client, request_: dict[str, object]) -> None:
    begun = time.monotonic()
    reply = visitor.post(kit.api, content=json.dumps(request_))
    assert reply.status_code in {200, 404}, reply.text[:300]
    assert time.monotonic() - begun < MOST_SECONDS
