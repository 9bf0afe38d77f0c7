"""One module a place where a site's Content-Security-Policy may stand. The house knows it only by these records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.csp import Directives, Lack, lacking, parse, widened
from chatgraft.core.modules import records
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit, replace
from chatgraft.edits.imports import home_of

Reach = Literal["page", "package", "project"]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that stands in a file, at that 1-based line. `widen` edits it so that nothing lacks any more, or says
    what to do by hand. `reach` is what it governs: its own page, the pages of its package, or any of the project."""

    file: str
    line: int
    directives: Directives
    widen: Callable[[Sequence[Lack]], Edit]
    reach: Reach = "package"

    def __str__(self) -> str:
        return "; ".join(" ".join((name, *sources)) for name, sources in self.directives.items())


@dataclass(frozen=True, slots=True)
class Place:
    """`find` yields the policies that are enforced; those that only report keep nothing out."""

    name: str
    find: Callable[[Project], Iterator[Policy]]


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the file that stands there as it is, but for `quote`, which is escaped by a backslash where it ends."""

    start: int
    end: int
    text: str
    quote: str = ""


def every() -> list[Place]:
    return records(__name__, "PLACE", Place)


def every_policy(project: Project) -> Iterator[Policy]:
    """Those that stand anywhere in the project, its tests and examples left out."""
    for place in every():
        yield from (policy for policy in place.find(project) if not is_aside(policy.file))


def of_site(project: Project, found: Iterable[Policy], root: str) -> Iterator[Policy]:
    """Those among them that govern the pages of the site in that folder."""
    home = home_of(project, f"{root}/index")
    for policy in found:
        is_below = root == "." or policy.file.startswith(f"{root}/")
        is_of_package = home_of(project, policy.file) == home
        near = {"page": is_below and is_of_package, "package": is_of_package, "project": True}
        if near[policy.reach]:
            yield policy


def literal(source: Source, start: int, end: int, quote: str = "") -> Written:
    """What stands between two bytes of a file, inside its quotes."""
    text = source.data[start:end].decode("utf-8", "replace")
    return Written(start, end, text.replace(f"\\{quote}", quote) if quote else text, quote)


def of_texts(source: Source, texts: Sequence[Written], reach: Reach = "package") -> Policy:
    """The policy that the texts make up together. A directive that stands in several, as one for development and one
    for production, allows what each of them allows."""
    directives: dict[str, tuple[str, ...]] = {}
    for each in texts:
        for name, sources in parse(each.text).items():
            both = directives.get(name, sources)
            directives[name] = tuple(one for one in both if one in sources)

    def widen(lacks: Sequence[Lack]) -> Edit:
        return _spliced(source, texts, lacks)

    return Policy(source.file, source.line_at(texts[0].start), directives, widen, reach)


def told(source: Source, line: int, lacks: Sequence[Lack]) -> Edit:
    """For a policy that is not edited: what it must say, and where."""
    snippet = "\n".join(str(lack) for lack in lacks)
    why = "the policy keeps out what the chat needs"
    return (ByHand(source.file, f"the Content-Security-Policy on line {line}", snippet, why),)


def _spliced(source: Source, texts: Sequence[Written], lacks: Sequence[Lack]) -> Edit:
    splices: list[Splice] = []
    homeless = {lack.directive for lack in lacks if lack.inherited is not None}
    for each in texts:
        there = parse(each.text)
        mine = [lack for lack in lacks if lack.directive in there]
        mine = list(lacking(there, {lack.directive: lack.sources for lack in mine}))
        if "default-src" in there or (each is texts[-1] and homeless):
            mine += [lack for lack in lacks if lack.directive in homeless]
            homeless = set()
        if not mine:
            continue
        text = widened(each.text, mine)
        if each.quote:
            text = text.replace(each.quote, f"\\{each.quote}")
        splices.append(replace(source, each.start, each.end, text.encode()))
    return tuple(splices) or told(source, source.line_at(texts[0].start), lacks)
