"""Slices of time in which one server is asked, taken in rounds, so that what slows the machine slows all sides."""

import asyncio
import os
import platform
import statistics
import subprocess
import time
from dataclasses import dataclass
from importlib.metadata import version

from answer import WORDS
from services import Server, cpu_seconds, cpu_seconds_of_all, cpu_seconds_of_family
from visitors import Turn, Visitor, open_session

WARM_UP_SECONDS = 3.0
"""Of questions that are answered at once: after hundreds of turns, what a server compiles as it goes is compiled."""
# With more taken by others than this, times and turns a second vary by more than what is compared.
QUIET_CORES = 0.1


@dataclass(frozen=True, slots=True)
class Setting:
    """How many visitors ask at once, and the scripted model's wait between two words, in milliseconds."""

    clients: int
    wait: float

    @classmethod
    def parse(cls, text: str) -> "Setting":
        clients, _, wait = text.partition(":")
        return cls(int(clients), float(wait or 0))


@dataclass(frozen=True, slots=True)
class Slice:
    """One server's turns over some seconds. `other_cores`: CPU taken meanwhile by programs that are not of this run."""

    turns: int
    cpu_ms: float
    database_ms: float
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

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f} .. {self.most:.2f})"


# What each server did in one round, by its name.
Round = dict[str, Slice]


def ratio(rounds: list[Round], one: str, other: str, measure: str) -> Spread:
    """One server's measure by another's, taken within each round, never between slices that lie apart in time."""
    return Spread.of([getattr(taken[one], measure) / getattr(taken[other], measure) for taken in rounds])


def spread(rounds: list[Round], name: str, measure: str) -> Spread:
    return Spread.of([getattr(taken[name], measure) for taken in rounds])


def take(setting: Setting, servers: dict[str, Server], rounds: int, seconds: float) -> list[Round]:
    """Slices of all servers, round by round; who is first changes with each."""
    visitors = {name: _visitors(server, setting.clients) for name, server in servers.items()}
    for name, server in servers.items():
        measure(server, servers, visitors[name], 0, min(seconds, WARM_UP_SECONDS))
    taken = []
    names = list(servers)
    for number in range(rounds):
        order = names[number % len(names) :] + names[: number % len(names)]
        order = order[::-1] if number % 2 else order
        by_name = {name: measure(servers[name], servers, visitors[name], setting.wait, seconds) for name in order}
        taken.append({name: by_name[name] for name in names})
    return taken


def measure(server: Server, servers: dict[str, Server], visitors: list[Visitor], wait: float, seconds: float) -> Slice:
    """Let the visitors ask for so many seconds, and take what it cost."""
    before, begun = _Clocks.read(server, servers), time.perf_counter()
    turns = asyncio.run(_ask(visitors, wait, begun, seconds))
    took, after = time.perf_counter() - begun, _Clocks.read(server, servers)
    cpu, client = after.server - before.server, after.client - before.client
    ours = client + after.family - before.family
    return Slice(
        turns=len(turns),
        cpu_ms=1000 * cpu / len(turns),
        database_ms=1000 * (after.database - before.database) / len(turns),
        first_delta_ms=1000 * statistics.median(turn.first_delta for turn in turns),
        turns_per_second=len(turns) / took,
        deltas=statistics.mean(turn.deltas for turn in turns),
        client_cores=client / took,
        other_cores=max(0.0, (after.all - before.all - ours) / took),
    )


@dataclass(frozen=True, slots=True)
class _Clocks:
    """CPU seconds so far. `family`: of all servers of this run and their database."""

    server: float
    database: float
    client: float
    family: float
    all: float

    @classmethod
    def read(cls, server: Server, servers: dict[str, Server]) -> "_Clocks":
        databases = {one.database for one in servers.values() if one.database is not None}
        kept = {one: cpu_seconds_of_family(one) for one in databases}
        own = {one.pid: cpu_seconds(one.pid) for one in servers.values()}
        return cls(
            server=own[server.pid],
            database=kept.get(server.database or 0, 0.0),
            client=time.process_time(),
            family=sum(own.values()) + sum(kept.values()),
            all=cpu_seconds_of_all(),
        )


def _visitors(server: Server, clients: int) -> list[Visitor]:
    cookies = [open_session(server.port) if server.has_sessions else "" for _ in range(clients)]
    return [Visitor(server.port, cookie) for cookie in cookies]


async def _ask(visitors: list[Visitor], wait: float, begun: float, seconds: float) -> list[Turn]:
    """All visitors' turns. They come one after another, spread over one answer's time, not all in the same instant."""
    apart = min(seconds / 2, len(WORDS) * wait / 1000) / len(visitors)
    until = begun + seconds
    turns = await asyncio.gather(*(one.ask(wait, begun + place * apart, until) for place, one in enumerate(visitors)))
    return [turn for asked in turns for turn in asked]


def machine() -> dict[str, object]:
    packages = ("openai-chatkit", "fastapi", "starlette", "uvicorn", "uvloop", "httptools", "pydantic", "asyncpg")
    return {
        "python": platform.python_version(),
        "node": subprocess.check_output(["node", "--version"], text=True).strip(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_average": os.getloadavg(),
        "packages": {name: version(name) for name in packages},
    }
