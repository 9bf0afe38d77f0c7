"""Our Python service against the stock SDK, side by side in one run.

    .venv/bin/python bench/turns.py [--pairs 7] [--seconds 2] [--settings 1:0 8:0 32:5]

Measures what one turn, a question and its streamed answer of 200 words of 5 characters, costs the server in CPU time,
and how long the visitor waits for the first text delta. Ours is the kit as it lies, on SQLite, with a session and an
idempotency key, the way its widget asks; only its rate limits are raised. The peer is `stock.py`: the SDK guide with a
store in memory. Both are up at the same time on this machine with this Python. Slices alternate, and each pair of
slices gives one ratio, so that what slows the machine slows both sides.

A setting is CLIENTS:MILLISECONDS, the wait of the scripted model between two words. Our service joins the deltas of
20 ms into one event. Without a wait it therefore sends far fewer events than any real model makes it send: such a
setting shows what a turn costs beside its events, and is no gain of a visitor's. One with a wait is nearer to use. The
events that were sent are printed with each.

Does not measure: a model and its client, TLS, proxies, several workers, PostgreSQL, memory, reconnecting, long
histories (a conversation has 5 questions), or how many visitors a machine serves. The client is one process on the same
machine: under load, turns a second and waiting times say as much about the machine as about the servers. CPU times are
counted in whole ticks (10 ms on most systems), so short slices are coarse.
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from answer import WORDS
from services import Server, both, cpu_seconds, cpu_seconds_of_all
from visitors import Turn, Visitor, open_session

REPORT = Path(__file__).resolve().parents[1] / ".reports/bench-turns.json"
WARM_UP_SECONDS = 1.0
# With more taken by others than this, times and turns a second vary by more than what is compared.
QUIET_CORES = 0.1


@dataclass(frozen=True, slots=True)
class Setting:
    clients: int
    wait: float
    """Milliseconds between two words."""

    @classmethod
    def parse(cls, text: str) -> "Setting":
        clients, _, wait = text.partition(":")
        return cls(int(clients), float(wait or 0))


@dataclass(frozen=True, slots=True)
class Slice:
    """One server's turns over some seconds. `other_cores`: CPU taken meanwhile by programs that are not of this run."""

    turns: int
    cpu_ms: float
    first_delta_ms: float
    turns_per_second: float
    deltas: float
    client_cores: float
    other_cores: float


@dataclass(frozen=True, slots=True)
class Spread:
    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure: both sides over their slices, and ours/peer over the pairs."""

    ours: Spread
    peer: Spread
    ratio: Spread


MEASURES: dict[str, Callable[[Slice], float]] = {
    "server CPU ms a turn": lambda one: one.cpu_ms,
    "ms to the first delta": lambda one: one.first_delta_ms,
    "turns a second": lambda one: one.turns_per_second,
    "delta events a turn": lambda one: one.deltas,
}


def measure(server: Server, bystander: Server, visitors: list[Visitor], wait: float, seconds: float) -> Slice:
    """Let the visitors ask for so many seconds, and take what it cost."""
    server_before, by_before, all_before = cpu_seconds(server.pid), cpu_seconds(bystander.pid), cpu_seconds_of_all()
    client_before, begun = time.process_time(), time.perf_counter()
    turns = asyncio.run(_ask(visitors, wait, begun, seconds))
    took, client = time.perf_counter() - begun, time.process_time() - client_before
    cpu, by = cpu_seconds(server.pid) - server_before, cpu_seconds(bystander.pid) - by_before
    return Slice(
        turns=len(turns),
        cpu_ms=1000 * cpu / len(turns),
        first_delta_ms=1000 * statistics.median(turn.first_delta for turn in turns),
        turns_per_second=len(turns) / took,
        deltas=statistics.mean(turn.deltas for turn in turns),
        client_cores=client / took,
        other_cores=max(0.0, (cpu_seconds_of_all() - all_before - cpu - by - client) / took),
    )


def run(setting: Setting, servers: tuple[Server, Server], pairs: int, seconds: float) -> list[tuple[Slice, Slice]]:
    """Slices of ours and the peer's, in pairs; who is first changes with each pair."""
    ours, peer = servers
    cookies = {ours: [open_session(ours.port) for _ in range(setting.clients)], peer: [""] * setting.clients}
    visitors = {server: [Visitor(server.port, cookie) for cookie in cookies[server]] for server in servers}
    for server, other in ((ours, peer), (peer, ours)):
        measure(server, other, visitors[server], setting.wait, min(seconds, WARM_UP_SECONDS))
    taken = []
    for number in range(pairs):
        order = ((ours, peer), (peer, ours)) if number % 2 == 0 else ((peer, ours), (ours, peer))
        by_server = {server: measure(server, other, visitors[server], setting.wait, seconds) for server, other in order}
        taken.append((by_server[ours], by_server[peer]))
    return taken


async def _ask(visitors: list[Visitor], wait: float, begun: float, seconds: float) -> list[Turn]:
    """All visitors' turns. They come one after another, spread over one answer's time, not all in the same instant."""
    spread = min(seconds / 2, len(WORDS) * wait / 1000) / len(visitors)
    until = begun + seconds
    turns = await asyncio.gather(*(one.ask(wait, begun + place * spread, until) for place, one in enumerate(visitors)))
    return [turn for asked in turns for turn in asked]


def compare(pairs: list[tuple[Slice, Slice]], measure_of: Callable[[Slice], float]) -> Comparison:
    """Ratios are taken within each pair, never between slices that lie apart in time."""
    ours, peer = ([measure_of(one) for one in side] for side in zip(*pairs, strict=True))
    return Comparison(Spread.of(ours), Spread.of(peer), Spread.of([a / b for a, b in zip(ours, peer, strict=True)]))


def report(setting: Setting, pairs: list[tuple[Slice, Slice]]) -> dict[str, object]:
    """Print one setting's table; the same and the slices themselves as plain data."""
    table = {name: compare(pairs, measure_of) for name, measure_of in MEASURES.items()}
    others = Spread.of([one.other_cores for pair in pairs for one in pair])
    client = Spread.of([one.client_cores for pair in pairs for one in pair])
    print(f"\n{setting.clients} client(s), {setting.wait:g} ms between two words; {len(pairs)} pairs")
    print(f"{'':24}{'ours':>10}{'peer':>10}    ours/peer: median (least .. most of the pairs)")
    for name, row in table.items():
        ratio = f"{row.ratio.median:.2f} ({row.ratio.least:.2f} .. {row.ratio.most:.2f})"
        print(f"{name:24}{row.ours.median:10.2f}{row.peer.median:10.2f}    {ratio}")
    print(
        f"load: other programs took {others.median:.2f} cores (least {others.least:.2f}, most {others.most:.2f}), "
        f"the client {client.median:.2f}, of {os.cpu_count()}"
    )
    if others.median > QUIET_CORES:
        print(
            "Not quiet: trust the event counts, and CPU ratios as far as their spread is narrow; not times and rates."
        )
    measures = {name: asdict(row) for name, row in table.items()}
    raw = [{"ours": asdict(ours), "peer": asdict(peer)} for ours, peer in pairs]
    load = {"other_cores": asdict(others), "client_cores": asdict(client)}
    return {"setting": asdict(setting), "measures": measures, "load": load, "pairs": raw}


def machine() -> dict[str, object]:
    packages = ("openai-chatkit", "fastapi", "starlette", "uvicorn", "uvloop", "httptools", "pydantic")
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_average": os.getloadavg(),
        "packages": {name: version(name) for name in packages},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a slice")
    parser.add_argument(
        "--settings", type=Setting.parse, nargs="+", default=[Setting(1, 0), Setting(8, 0), Setting(32, 5)]
    )
    wish = parser.parse_args()
    before = machine()
    print(
        f"Ours and the stock SDK side by side: {wish.pairs} pairs of slices of {wish.seconds:g} s a setting. {before}"
    )
    with tempfile.TemporaryDirectory(prefix="chatgraft-bench-") as folder, both(Path(folder)) as servers:
        results = [report(setting, run(setting, servers, wish.pairs, wish.seconds)) for setting in wish.settings]
    document = {"seconds": wish.seconds, "before": before, "after": machine(), "results": results}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(f"\nAll slices: {REPORT}")


if __name__ == "__main__":
    main()
