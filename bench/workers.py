"""What Redis costs a worker: the same service with and without REDIS_URL, side by side in one run.

    .venv/bin/python bench/workers.py [--pairs 7] [--seconds 2] [--settings 1:0 1:5 8:5]

Each turn, a question and its streamed answer of 200 words, is logged in memory by both. The one with Redis also copies
its log there, for the other workers, and counts its limits there. Slices alternate, and each pair of slices gives one
ratio of CPU time a turn: of the worker's process alone, not of Redis. What it must not be more than is 2.

A setting is CLIENTS:MILLISECONDS, the wait of the scripted model between two words: 5 are 200 words a second, 0 is as
fast as the service takes them. Does not measure readers at another worker, nor Redis across a network.
"""

import argparse

from services import all_up, ours, redis_server
from slices import Round, Setting, machine, ratio, spread, take

SHARED, ALONE = "with Redis", "alone"
MEASURES = {"server CPU ms a turn": "cpu_ms", "ms to the first delta": "first_delta_ms", "delta events": "deltas"}


def report(setting: Setting, rounds: list[Round]) -> None:
    print(f"\n{setting.clients} client(s), {setting.wait:g} ms between two words; {len(rounds)} pairs")
    print(f"{'':24}{SHARED:>12}{ALONE:>12}    ratio: median (least .. most of the pairs)")
    for what, measure in MEASURES.items():
        both = (spread(rounds, name, measure).median for name in (SHARED, ALONE))
        print(f"{what:24}" + "".join(f"{one:12.2f}" for one in both) + f"    {ratio(rounds, SHARED, ALONE, measure)}")
    others = sorted(one.other_cores for each in rounds for one in each.values())
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
    with redis_server() as url, all_up([(SHARED, ours(REDIS_URL=url)), (ALONE, ours())]) as servers:
        for setting in wish.settings:
            report(setting, take(setting, servers, wish.pairs, wish.seconds))


if __name__ == "__main__":
    main()
