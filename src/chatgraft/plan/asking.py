"""What is asked instead of guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chatgraft.core.errors import ask
from chatgraft.core.facts import BackendFact, FrontendFact

AMBIGUOUS = 0.1


def require_known(name: str | None, known: Iterable[str], part: str) -> str | None:
    """The name as it was said. Raises ChatgraftError where it is none of these."""
    if name is not None and name not in known:
        raise ask(f"unknown-{part}", f"There is no {part} named {name!r}.", f"Use one of: {', '.join(sorted(known))}.")
    return name


def refuse_ties(found: Sequence[FrontendFact] | Sequence[BackendFact], part: str) -> None:
    """`--yes` accepts a diff; it never chooses between apps."""
    if len(found) < 2 or found[0].confidence - found[1].confidence > AMBIGUOUS:
        return
    meant = [fact for fact in found if found[0].confidence - fact.confidence <= AMBIGUOUS]
    seen = [(fact.framework, fact.root, fact.evidence[0]) for fact in meant]
    each = "\n".join(f"{name} in {root}  ({place.file}:{place.line}, {place.why})" for name, root, place in seen)
    what = f"Several {part}s were found; which one is meant?"
    raise ask(f"several-{part}s", what, one_of("Add", (_telling(fact, meant, part) for fact in meant)), each)


def one_of(verb: str, flags: Iterable[str]) -> str:
    return f"{verb} " + "\nor ".join(dict.fromkeys(flags))


def folder(named: str) -> str:
    """A folder as the owner may write it, such as `./backend/`."""
    return named.strip("/").removeprefix("./") or "."


def _telling(fact: FrontendFact | BackendFact, others: Sequence[FrontendFact | BackendFact], part: str) -> str:
    """The flag that names this one and no other, or the two."""
    name, root = f"--{part} {fact.framework}", f"--{part}-root {fact.root}"
    if [other.root for other in others].count(fact.root) == 1:
        return root
    return name if [other.framework for other in others].count(fact.framework) == 1 else f"{name} {root}"
