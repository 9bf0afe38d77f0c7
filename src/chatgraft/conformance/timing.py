"""How long a word of the assistant takes to the client, measured chunk by chunk on one machine's clock."""

from __future__ import annotations

import json
import statistics
import time
from dataclasses import dataclass
from uuid import uuid4

from chatgraft.conformance.script import Script
from chatgraft.conformance.visitor import Visitor, message

_PACE = 0.04
"""Seconds between words: longer than those for which a service may join deltas, so that each word travels alone."""


@dataclass(frozen=True, slots=True)
class Delays:
    """Milliseconds from the source's yield to the chunk's arrival: of each answer's first word, and of all others."""

    first: tuple[float, ...]
    later: tuple[float, ...]

    @property
    def best_quarter(self) -> float:
        """What a quarter of the first words stayed below.

        A busy machine only adds to a delay, and not to each; a server or a proxy that holds back does so each time.
        """
        return statistics.quantiles(self.first, n=4)[0]

    def __str__(self) -> str:
        return f"first word {_summary(self.first)}; later words {_summary(self.later)}"


async def measure(visitor: Visitor, answers: int = 16, words: int = 4) -> Delays:
    """Asks for answers whose words are the times at which they were said, and reads their chunks as they arrive."""
    first: list[float] = []
    later: list[float] = []
    for _ in range(answers):
        begin, *rest = await _delays(visitor, Script(words=words, pace=_PACE, clock=True))
        first.append(begin)
        later += rest
    return Delays(tuple(first), tuple(later))


async def _delays(visitor: Visitor, script: Script) -> list[float]:
    headers = {**visitor.headers, "accept": "text/event-stream", "idempotency-key": str(uuid4())}
    body = {"type": "threads.create", "params": {"input": message(script)}}
    chunks: list[tuple[int, bytes]] = []
    async with visitor.http.stream("POST", visitor.service.api, json=body, headers=headers) as response:
        async for chunk in response.aiter_raw():
            chunks.append((time.time_ns(), chunk))  # noqa: PERF401  a comprehension would not look at the clock first
    return [(arrived - said) / 1e6 for arrived, chunk in chunks for said in _words(chunk)]


def _words(chunk: bytes) -> list[int]:
    """The times that the deltas of a chunk hold. Events come whole: what is written at once is read at once."""
    events = [json.loads(line.removeprefix(b"data: ")) for line in chunk.splitlines() if line.startswith(b"data: ")]
    deltas = [event["update"].get("delta", "") for event in events if "update" in event]
    return [int(word) for delta in deltas for word in delta.split()]


def _summary(delays: tuple[float, ...]) -> str:
    ordered = sorted(delays)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"min {ordered[0]:.1f}, median {statistics.median(ordered):.1f}, p95 {late:.1f} ms"
