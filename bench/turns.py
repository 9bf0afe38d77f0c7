"""What one turn costs each server: a question and its streamed answer of 200 words of 5 characters."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from findings import Finding
from services import Server, Variant, all_up, bare, ours, ours_on_node, stock
from slices import QUIET_CORES, Round, Setting, Spread, ratio, spread, take
from tests.fixtures.servers import Postgres

M = "stock SDK, memory"
BARE = "bare FastAPI"
NAIVE = {"SQLite": "naive SQLite", "PostgreSQL": "naive PostgreSQL"}
PLAIN = {"SQLite": "ours, SQLite", "PostgreSQL": "ours, PostgreSQL"}
JOINED = {"SQLite": "ours, SQLite, 20 ms", "PostgreSQL": "ours, PostgreSQL, 20 ms"}
NODE = {"SQLite": "Node kit, SQLite", "PostgreSQL": "Node kit, PostgreSQL"}
NODE_JOINED = {kind: f"{name}, 20 ms" for kind, name in NODE.items()}
ALONE = "CHATKIT_COALESCE_MS"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which servers are asked in one setting."""

    setting: Setting
    names: tuple[str, ...]


# A model that answers in an instant shows what a turn costs beside its events. Joining them would make that a model
# that no visitor has: only with 200 tokens a second are servers with the window asked.
COMPARISONS = (
    Comparison(Setting(1, 0), (M, *NAIVE.values(), BARE, *PLAIN.values())),
    Comparison(Setting(16, 0), (M, *NAIVE.values(), BARE, *PLAIN.values(), *NODE.values())),
    Comparison(Setting(16, 5), (M, BARE, *PLAIN.values(), *JOINED.values(), *NODE_JOINED.values())),
)


@contextmanager
def servers(postgres: Postgres) -> Iterator[dict[str, Server]]:
    """All of them, each with data of its own."""
    urls = {name: postgres.create_database(name) for name in ("naive", "plain", "joined", "node", "node_joined")}
    plain = {ALONE: "0"}
    variants: list[Variant] = [
        (M, stock("memory")),
        (NAIVE["SQLite"], stock("naive.sqlite3")),
        (NAIVE["PostgreSQL"], stock(urls["naive"])),
        (BARE, bare()),
        (PLAIN["SQLite"], ours(**plain)),
        (PLAIN["PostgreSQL"], ours(DATABASE_URL=urls["plain"], **plain)),
        (JOINED["SQLite"], ours()),
        (JOINED["PostgreSQL"], ours(DATABASE_URL=urls["joined"])),
        (NODE["SQLite"], ours_on_node(**plain)),
        (NODE["PostgreSQL"], ours_on_node(DATABASE_URL=urls["node"], **plain)),
        (NODE_JOINED["SQLite"], ours_on_node()),
        (NODE_JOINED["PostgreSQL"], ours_on_node(DATABASE_URL=urls["node_joined"])),
    ]
    process = int((postgres.folder / "data/postmaster.pid").read_text().split()[0])
    with all_up(variants, process) as up:
        yield up


def compare(up: dict[str, Server], rounds: int, seconds: float) -> tuple[list[Finding], list[dict[str, object]]]:
    """Print a table for each setting. The findings, and the slices themselves as plain data."""
    findings: list[Finding] = []
    data: list[dict[str, object]] = []
    for comparison in COMPARISONS:
        asked = {name: up[name] for name in comparison.names}
        taken = take(comparison.setting, asked, rounds, seconds)
        _print(comparison.setting, taken)
        findings += _findings(comparison.setting, taken)
        slices = [{name: asdict(one) for name, one in each.items()} for each in taken]
        data.append({"setting": asdict(comparison.setting), "rounds": slices})
    return findings, data


def _print(setting: Setting, taken: list[Round]) -> None:
    others = Spread.of([one.other_cores for each in taken for one in each.values()])
    client = Spread.of([one.client_cores for each in taken for one in each.values()])
    print(f"\n{setting.clients} visitor(s) at once, {setting.wait:g} ms between two words; {len(taken)} rounds")
    heads = ("CPU ms/turn", "+ database", "first delta ms", "turns/s", "deltas")
    print(f"{'':24}" + "".join(f"{head:>15}" for head in heads) + "   M / this, CPU: median (least .. most)")
    for name in taken[0]:
        measures = ("cpu_ms", "database_ms", "first_delta_ms", "turns_per_second", "deltas")
        values = "".join(f"{spread(taken, name, measure).median:15.2f}" for measure in measures)
        print(f"{name:24}{values}   {ratio(taken, M, name, 'cpu_ms')}")
    print(f"load: other programs took {others} cores, the client {client.median:.2f}")
    if others.median > QUIET_CORES:
        print("Not quiet: trust ratios of CPU as far as their spread is narrow; not times, and not turns a second.")


def _findings(setting: Setting, taken: list[Round]) -> list[Finding]:
    found: list[Finding] = []
    if setting == Setting(1, 0):
        for kind, most in (("SQLite", 0.5), ("PostgreSQL", 1.0)):
            value = ratio(taken, PLAIN[kind], M, "first_delta_ms")
            found.append(Finding(f"{kind}: first delta after, by M's", value, most=most))
    if setting == Setting(16, 0):
        for kind, least in (("SQLite", 1.3), ("PostgreSQL", 1.0)):
            value = ratio(taken, M, PLAIN[kind], "cpu_ms")
            found.append(Finding(f"{kind}: turns per CPU second, by M's, nothing joined", value, least=least))
        found += [_by_python(taken, PLAIN[kind], node, "nothing joined") for kind, node in NODE.items()]
    if setting.wait:
        for kind, least in (("SQLite", 1.8), ("PostgreSQL", 1.5)):
            value = ratio(taken, M, JOINED[kind], "cpu_ms")
            found.append(Finding(f"{kind}: turns per CPU second, by M's, at 200 tokens/s", value, least=least))
            waited = ratio(taken, JOINED[kind], PLAIN[kind], "first_delta_ms")
            found.append(Finding(f"{kind}: first delta after, with the window by without", waited))
        found += [_by_python(taken, JOINED[kind], node, "at 200 tokens/s") for kind, node in NODE_JOINED.items()]
    return found


def _by_python(taken: list[Round], python: str, node: str, how: str) -> Finding:
    value = ratio(taken, python, node, "cpu_ms")
    return Finding(f"{node}: turns per CPU second, by Python's, {how}", value, least=1.0)
