"""Our services against their peers, all of them up in one run.

    make bench [BENCH="--quick"]        or        PYTHONPATH=. .venv/bin/python bench/everything.py --only turns

Peers: the stock SDK with a store in memory (M), the same with the stores for SQLite and PostgreSQL that people write
today, and FastAPI alone sending the same bytes, which is the limit. Ours is the kit as it lies, on SQLite and on
PostgreSQL, with a session and an idempotency key, the way its widget asks; only its rate limits are raised. It is asked
with each piece of an answer sent by itself, and with those of 20 ms joined, as it is set. So is the Node kit, which is
held to the Python kit.

Slices of the servers alternate in rounds, and each round gives one ratio. What is compared is the CPU time of the
server's process; what PostgreSQL takes beside it is shown, and is in no ratio. PostgreSQL runs without fsync, for all
of them alike; our SQLite with synchronous=NORMAL, the naive one with SQLite's default.

Does not measure: a model and its client, TLS, proxies, several workers, reconnecting. A conversation has 5 questions.
The client is one asyncio process on the same machine that reads and checks every answer: under load, turns a second
and waiting times say as much about the machine as about the servers.
"""

import argparse
import asyncio
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import growth
import streams
import turns
from findings import Finding
from slices import machine
from tests.fixtures.servers import Postgres, start_postgres

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / ".reports/bench.json"
KEPT = ROOT / "docs/performance.json"
"""What docs/performance.md quotes."""
Part = Callable[[Postgres, bool], tuple[list[Finding], list[dict[str, object]]]]


def _turns(postgres: Postgres, quick: bool) -> tuple[list[Finding], list[dict[str, object]]]:
    with turns.servers(postgres) as up:
        return turns.compare(up, *((2, 1.5) if quick else (7, 4.0)))


def _growth(postgres: Postgres, quick: bool) -> tuple[list[Finding], list[dict[str, object]]]:
    return asyncio.run(growth.measure(postgres, *((2, 2000) if quick else (7, growth.MANY))))


def _streams(postgres: Postgres, quick: bool) -> tuple[list[Finding], list[dict[str, object]]]:
    return streams.measure(postgres, *((1, 200, 4.0) if quick else (3, 1000, 10.0)))


PARTS: dict[str, Part] = {"turns": _turns, "growth": _growth, "streams": _streams}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="parts to measure")
    parser.add_argument("--quick", action="store_true", help="few and short: to try it, not to quote it")
    parser.add_argument("--keep", action="store_true", help="write the findings into docs/performance.json")
    wish = parser.parse_args()
    document: dict[str, object] = {"date": date.today().isoformat(), "quick": wish.quick, "before": machine()}  # noqa: DTZ011
    findings: list[Finding] = []
    print(document["before"])
    with start_postgres() as postgres:
        for name in wish.only:
            found, data = PARTS[name](postgres, wish.quick)
            findings += found
            document[name] = data
    document["after"] = machine()
    document["findings"] = [
        {"what": one.what, "median": one.value.median, "least": one.value.least, "most": one.value.most}
        | {"target": one.target, "reached": one.reached}
        for one in findings
    ]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    if wish.keep:
        told = {name: value for name, value in document.items() if name not in PARTS}
        KEPT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"\n{'':62}{'median (least .. most)':28}target")
    print(*findings, sep="\n")
    if wish.quick:
        print("A quick run: nothing of it is to be quoted.")
    print(f"\nAll that was measured: {REPORT}")


if __name__ == "__main__":
    main()
