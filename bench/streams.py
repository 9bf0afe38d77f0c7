"""What very many answers that come slowly cost while they are open: memory, and CPU for each delta."""

import asyncio
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from findings import Finding
from services import Server, Variant, bare, cpu_seconds, memory_bytes, ours, ours_on_node, stock
from slices import Spread
from tests.fixtures.servers import Postgres
from visitors import open_session

WAIT = 1000
"""Milliseconds between two words of an answer."""
OPENED_TOGETHER = 25
OPENING_SECONDS = 0.1
SETTLING_SECONDS = 3.0
KINDS = ("ours, SQLite", "ours, PostgreSQL")
NODE = "Node kit, SQLite"
BARE = "bare FastAPI"


@dataclass(frozen=True, slots=True)
class Cost:
    kib_per_stream: float
    us_per_delta: float
    deltas_per_second: float


def measure(
    postgres: Postgres, rounds: int, streams: int, seconds: float
) -> tuple[list[Finding], list[dict[str, object]]]:
    """Print a table. Each server is started anew in each round, since memory that was taken is not given back."""
    taken = [_round(postgres, number, streams, seconds) for number in range(rounds)]
    print(f"\n{streams} open streams, {WAIT} ms between two words; {rounds} rounds of {seconds:g} s")
    print(f"{'':24}{'KiB/stream':>15}{'CPU us/delta':>15}{'deltas/s':>15}")
    for name in taken[0]:
        costs = [each[name] for each in taken]
        values = [[getattr(cost, field) for cost in costs] for field in Cost.__slots__]
        print(f"{name:24}" + "".join(f"{Spread.of(one).median:15.1f}" for one in values))
    found = []
    for name in KINDS:
        memory = Spread.of([each[name].kib_per_stream / each[BARE].kib_per_stream for each in taken])
        cpu = Spread.of([each[name].us_per_delta / each[BARE].us_per_delta for each in taken])
        found.append(Finding(f"{name}: memory of an open stream, by bare FastAPI's", memory, most=2))
        found.append(Finding(f"{name}: CPU of a delta, by bare FastAPI's", cpu, most=2))
    for field, what in (("kib_per_stream", "memory of an open stream"), ("us_per_delta", "CPU of a delta")):
        value = Spread.of([getattr(each[NODE], field) / getattr(each[KINDS[0]], field) for each in taken])
        found.append(Finding(f"{NODE}: {what}, by the Python kit's", value))
    return found, [{name: asdict(cost) for name, cost in each.items()} for each in taken]


def _round(postgres: Postgres, number: int, streams: int, seconds: float) -> dict[str, Cost]:
    url = postgres.create_database(f"streams_{number}")
    variants: list[Variant] = [
        (BARE, bare()),
        ("stock SDK, memory", stock("memory")),
        (KINDS[0], ours()),
        (KINDS[1], ours(DATABASE_URL=url)),
        (NODE, ours_on_node()),
    ]
    found: dict[str, Cost] = {}
    for name, up in variants:
        with tempfile.TemporaryDirectory(prefix="chatgraft-bench-") as folder, up(Path(folder)) as server:
            found[name] = asyncio.run(_cost(server, streams, seconds))
    return found


async def _cost(server: Server, streams: int, seconds: float) -> Cost:
    deltas = [0]
    cookie = open_session(server.port) if server.has_sessions else ""
    await asyncio.wait_for(_read(server.port, cookie, 0, deltas), 30)  # what is taken once, by the first answer
    before = memory_bytes(server.pid)
    reading = []
    for number in range(streams):
        reading.append(asyncio.create_task(_read(server.port, cookie, WAIT, deltas)))
        if number % OPENED_TOGETHER == 0:
            await asyncio.sleep(OPENING_SECONDS)
    await asyncio.sleep(SETTLING_SECONDS)
    deltas[0], cpu, begun = 0, cpu_seconds(server.pid), time.perf_counter()
    await asyncio.sleep(seconds)
    took, cpu, came = time.perf_counter() - begun, cpu_seconds(server.pid) - cpu, deltas[0]
    memory = memory_bytes(server.pid) - before
    if any(task.done() for task in reading):
        raise RuntimeError(f"{server.name}: a stream ended early")
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return Cost(memory / 1024 / streams, 1_000_000 * cpu / came, came / took)


async def _read(port: int, cookie: str, wait: float, deltas: list[int]) -> None:
    """One answer, read to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content = [{"type": "input_text", "text": f"Please answer with a wait of {wait}"}]
    message: dict[str, Any] = {"content": content, "attachments": [], "quoted_text": None, "inference_options": {}}
    body = json.dumps({"type": "threads.create", "params": {"input": message}}).encode()
    head = (
        f"POST /chatkit HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nIdempotency-Key: {uuid4()}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    try:
        while piece := await reader.read(1 << 16):
            deltas[0] += piece.count(b"text_delta")
    finally:
        writer.close()
