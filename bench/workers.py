"""What Redis costs a worker: the same service with and without REDIS_URL, side by side in one run.

    .venv/bin/python bench/workers.py [--pairs 7] [--seconds 2] [--settings 1:0 1:5 8:5]

Each turn, a question and its streamed answer of 200 words, is logged in memory by both. The one with Redis also copies
its log there, for the other workers, and counts its limits there. Slices alternate, and each pair of slices gives one
ratio of CPU time a turn: of the worker's process alone, not of Redis. What it must not be more than is 2.

A setting is CLIENTS:MILLISECONDS, the wait of the scripted model between two words: 5 are 200 words a second, 0 is as
fast as the service takes them. Does not measure readers at another worker, nor Redis across a network.
"""

import argparse
import tempfile
from pathlib import Path

from services import Server, ours, redis_server
from turns import MEASURES, WARM_UP_SECONDS, Setting, Slice, compare, machine, measure
from visitors import Visitor, open_session


def run(setting: Setting, servers: tuple[Server, Server], pairs: int, seconds: float) -> list[tuple[Slice, Slice]]:
    """Slices of both, in pairs; who is first changes with each pair."""
    visitors = {
        server: [Visitor(server.port, open_session(server.port)) for _ in range(setting.clients)] for server in servers
    }
    taken = []
    for number in range(-1, pairs):
        order = servers if number % 2 else servers[::-1]
        length = seconds if number >= 0 else min(seconds, WARM_UP_SECONDS)
        slices = {
            server: measure(server, servers[server is servers[0]], visitors[server], setting.wait, length)
            for server in order
        }
        if number >= 0:
            taken.append((slices[servers[0]], slices[servers[1]]))
    return taken


def report(setting: Setting, pairs: list[tuple[Slice, Slice]]) -> None:
    print(f"\n{setting.clients} client(s), {setting.wait:g} ms between two words; {len(pairs)} pairs")
    print(f"{'':24}{'redis':>10}{'memory':>10}    redis/memory: median (least .. most of the pairs)")
    for name, measure_of in MEASURES.items():
        row = compare(pairs, measure_of)
        ratio = f"{row.ratio.median:.2f} ({row.ratio.least:.2f} .. {row.ratio.most:.2f})"
        print(f"{name:24}{row.ours.median:10.2f}{row.peer.median:10.2f}    {ratio}")
    others = sorted(one.other_cores for pair in pairs for one in pair)
    print(f"load: other programs, Redis among them, took {others[0]:.2f} to {others[-1]:.2f} cores")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a slice")
    parser.add_argument(
        "--settings", type=Setting.parse, nargs="+", default=[Setting(1, 0), Setting(1, 5), Setting(8, 5)]
    )
    wish = parser.parse_args()
    print(f"With and without Redis: {wish.pairs} pairs of slices of {wish.seconds:g} s a setting. {machine()}")
    with (
        tempfile.TemporaryDirectory(prefix="chatgraft-bench-") as folder,
        redis_server(Path(folder)) as url,
        ours(Path(folder), "redis", {"REDIS_URL": url}) as shared,
        ours(Path(folder), "memory", {}) as alone,
    ):
        for setting in wish.settings:
            report(setting, run(setting, (shared, alone), wish.pairs, wish.seconds))


if __name__ == "__main__":
    main()
