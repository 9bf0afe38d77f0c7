"""The matrix of frontends, a row for each fixture: what the README shows, and what a run prints with its seconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

from chatgraft.core.facts import FrontendFact
from chatgraft.core.project import Project
from chatgraft.survey import survey
from tests.fixtures.site import SITES, Site, every_site

HEAD = ("framework", "site of the tests", "version", "language", "packages by", "shown by", "in `make test-frontends`")


def rows(seconds: Mapping[str, str] | None = None) -> Iterator[str]:
    """Lines of a Markdown table. With `seconds`, by the fixture's name: of these fixtures only, and a column more."""
    head = (*HEAD, "seconds") if seconds is not None else HEAD
    yield _line(head)
    yield "|" + "---|" * len(head)
    for site in sorted(every_site(), key=lambda each: (each.framework, each.name)):
        if seconds is None:
            yield _line(_cells(site))
        elif site.name in seconds:
            yield _line((*_cells(site), seconds[site.name]))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(site: Site) -> tuple[str, ...]:
    fact = _fact(site)
    return (
        f"`{site.framework}`",
        site.name,
        fact.version or "",
        {"javascript": "JavaScript", "typescript": "TypeScript"}.get(fact.language or "", ""),
        fact.package_manager or "",
        "its own server" if site.serve else "any web server",
        "with `FULL=1`" if site.full else "always",
    )


@cache
def _fact(site: Site) -> FrontendFact:
    """What a survey says of the fixture as it lies, before anything is installed."""
    facts = survey(Project(SITES / site.name)).frontends
    return next(
        fact for fact in facts if (fact.framework, fact.root) == (site.framework, str(PurePosixPath(site.root)))
    )
