"""How often the site's search finds the page that answers, against BM25Okapi and FTS5 as they come.

    .venv/bin/python bench/search.py [--half tune|held|both] [--misses]

`labels/` has questions as visitors ask them, each with the pages and headings that answer it, for three sites
(`sites.py`). Half of the questions, by a hash of their words, are held back: the ranker was tuned on the other half
alone. Each engine gets the same passages and ranks them all for each question:

- ours: the kit's `SiteIndex`, as the `site` assistant and the models' assistants ask it
- rank_bm25: `BM25Okapi` with its defaults, over lower-case words
- fts5: an FTS5 table with its defaults (unicode61, bm25()), a question's words joined by OR

A *page* counts as found at the rank of its first passage among the distinct pages; a *section* where a passage of the
very heading is (or any of the page, where the label names no heading). Recall is at 5, MRR over the first 10. Intervals
are of 95 %, by bootstrap over questions; those of a difference resample both engines' questions together. Ends with 1
where ours is behind in a measure.
"""

import argparse
import asyncio
import hashlib
import json
import random
import re
import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rank_bm25 import BM25Okapi  # type: ignore
from sites import SITES, Site

from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.site_search.index import INDEX_FILE, SiteIndex

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / ".reports/bench-search.json"
CACHE = HERE.parent / ".cache/bench-search"
RESAMPLES = 10_000
PASSAGES = 60
"""So many are taken from each engine, which holds five distinct pages and more."""
OURS = "ours"
MEASURES = ("page recall@5", "page MRR", "section recall@5", "section MRR")

Engine = Callable[[str], list[str]]
"""From a question to the URLs of passages, best first."""


@dataclass(frozen=True, slots=True)
class Label:
    site: str
    question: str
    answers: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether it is of the half that nothing was tuned on."""
        return hashlib.sha256(self.question.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Score:
    """What one engine made of one question."""

    label: Label
    engine: str
    page_rank: int
    """From 1; 0 when it is not among the first ten."""
    section_rank: int

    def value(self, measure: str) -> float:
        rank = self.page_rank if measure.startswith("page") else self.section_rank
        if measure.endswith("MRR"):
            return 1 / rank if rank else 0.0
        return float(0 < rank <= 5)


def read_labels(site: Site) -> list[Label]:
    written = json.loads((HERE / "labels" / f"{site.name}.json").read_text(encoding="utf-8"))
    return [Label(site.name, one["question"], tuple(one["answers"])) for one in written]


def engines(site: Site, cache: Path, folder: Path) -> dict[str, Engine]:
    """All of them over the passages of one site."""
    settings = Settings.from_values(
        folder, {"CHATKIT_SECRET": "x" * 32, "SITE_ROOT": f"{site.pages(cache)}={site.prefix}"}
    )
    index = SiteIndex(settings)
    asyncio.run(index.build())
    with closing(sqlite3.connect(settings.data_dir / INDEX_FILE)) as connection:
        rows = connection.execute("SELECT url, page, heading, text FROM passages").fetchall()

    def ours(question: str) -> list[str]:
        return [passage.url for passage in asyncio.run(index.search(question, PASSAGES))]

    return {OURS: ours, "rank_bm25": okapi(rows), "fts5": fts5(rows)}


def okapi(rows: list[tuple[str, ...]]) -> Engine:
    ranker = BM25Okapi([_words(" ".join(row[1:])) for row in rows])

    def engine(question: str) -> list[str]:
        scores = ranker.get_scores(_words(question))
        best = sorted(range(len(rows)), key=lambda number: -scores[number])
        return [rows[number][0] for number in best[:PASSAGES] if scores[number] > 0]

    return engine


def fts5(rows: list[tuple[str, ...]]) -> Engine:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(url UNINDEXED, text)")
    connection.executemany("INSERT INTO passages VALUES (?, ?)", ((row[0], "\n".join(row[1:])) for row in rows))

    def engine(question: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in _words(question))
        found = connection.execute(
            "SELECT url FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?", (words, PASSAGES)
        )
        return [url for (url,) in found]

    return engine


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def score(label: Label, engine: str, urls: list[str]) -> Score:
    pages = list(dict.fromkeys(_page(url) for url in urls))[:10]
    sections = list(dict.fromkeys(urls))[:10]
    wanted = {_page(answer) for answer in label.answers}
    exact = set(label.answers)

    def is_answer(url: str) -> bool:
        return url in exact or _page(url) in exact

    page_rank = next((rank for rank, page in enumerate(pages, 1) if page in wanted), 0)
    section_rank = next((rank for rank, url in enumerate(sections, 1) if is_answer(url)), 0)
    return Score(label, engine, page_rank, section_rank)


def _page(url: str) -> str:
    return url.partition("#")[0]


def interval(values: list[float]) -> tuple[float, float, float]:
    """The mean and the ends of its interval."""
    chance = random.Random(20_240_607)  # noqa: S311  the same intervals in each run
    means = sorted(statistics.fmean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return statistics.fmean(values), means[int(RESAMPLES * 0.025)], means[int(RESAMPLES * 0.975)]


def table(name: str, scores: list[Score]) -> dict[str, Any]:
    """Print one half's table; the same as plain data."""
    names = list(dict.fromkeys(one.engine for one in scores))
    told: dict[str, Any] = {}
    print(f"\n{name}: {len(scores) // len(names)} questions")
    print(f"{'':18}" + "".join(f"{engine:>26}" for engine in names) + "   ours - better of the others")
    for measure in MEASURES:
        values = {engine: [one.value(measure) for one in scores if one.engine == engine] for engine in names}
        rows = {engine: interval(each) for engine, each in values.items()}
        best = max((engine for engine in names if engine != OURS), key=lambda engine: rows[engine][0])
        gain = interval([a - b for a, b in zip(values[OURS], values[best], strict=True)])
        cells = "".join(f"{f'{mean:.3f} ({low:.3f} .. {high:.3f})':>26}" for mean, low, high in rows.values())
        print(f"{measure:18}{cells}   {gain[0]:+.3f} ({gain[1]:+.3f} .. {gain[2]:+.3f}) {best}")
        told[measure] = {**rows, "gain": gain, "better": best}
    return told


def all_scores(cache: Path) -> Iterator[Score]:
    for site in SITES:
        with tempfile.TemporaryDirectory(prefix="chatgraft-bench-") as folder:
            by_name = engines(site, cache, Path(folder))
            for label in read_labels(site):
                for name, engine in by_name.items():
                    yield score(label, name, engine(label.question))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tune", "held", "both"), default="both")
    parser.add_argument("--misses", action="store_true", help="show what was not found, of the half for tuning alone")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the sites are kept")
    wish = parser.parse_args()
    scores = list(all_scores(wish.cache))
    halves = {"tune": [one for one in scores if not one.label.held], "held": [one for one in scores if one.label.held]}
    shown = halves if wish.half == "both" else {wish.half: halves[wish.half]}
    tables = {name: table(name, each) for name, each in shown.items()}
    for one in halves["tune"] if wish.misses else ():
        if one.engine == OURS and not 0 < one.page_rank <= 5:
            print(f"missed ({one.page_rank}): {one.label.site}: {one.label.question}")
    document = {
        "sites": {site.name: site.package for site in SITES},
        "rank_bm25": version("rank_bm25"),
        "sqlite": sqlite3.sqlite_version,
        "tables": tables,
        "questions": [asdict(one) for each in shown.values() for one in each],
    }
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(f"\nAll questions: {REPORT}")
    behind = [
        f"{measure} ({half})" for half, each in tables.items() for measure in MEASURES if each[measure]["gain"][0] < 0
    ]
    if behind:
        raise SystemExit(f"Behind the better of the others: {', '.join(behind)}")


if __name__ == "__main__":
    main()
