"""Content Security Policies (w3.org/TR/CSP3) as text: what one allows, what it lacks, and the same with that added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chatgraft.core.addresses import find_parts

HEADER = "content-security-policy"
NONE = "'none'"
# Where a directive that is not there gets its sources from, in this order.
_FALLBACKS = {
    "script-src-elem": ("script-src", "default-src"),
    "style-src-elem": ("style-src", "default-src"),
    "frame-src": ("child-src", "default-src"),
    **dict.fromkeys(
        ("script-src", "style-src", "connect-src", "img-src", "font-src", "media-src", "child-src", "worker-src"),
        ("default-src",),
    ),
}
# What governs an element where it is there, in place of the plain directive.
_CLOSER = {"script-src": "script-src-elem", "style-src": "style-src-elem"}
DIRECTIVES = frozenset(
    {*_FALLBACKS, "default-src", "object-src", "manifest-src", "script-src-attr", "style-src-attr", "base-uri"}
    | {"form-action", "frame-ancestors", "report-uri", "report-to", "sandbox", "upgrade-insecure-requests"}
    | {"block-all-mixed-content", "require-trusted-types-for", "trusted-types", "prefetch-src", "fenced-frame-src"}
)
_DIRECTIVE = re.compile(r"[^;]+")
_HOLE = re.compile(r"\$\{[^{}]*\}|\$\w+|%\w+%")
_TAGGED = re.compile(r"'(?:nonce|sha\d+)-", re.IGNORECASE)

Directives = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Lack:
    """What must be added to a directive. `inherited` are the sources that it has so far from another one, which must
    stand in it when it is written; None where the directive is there itself."""

    directive: str
    sources: tuple[str, ...]
    inherited: tuple[str, ...] | None = None

    @property
    def whole(self) -> tuple[str, ...]:
        """The sources of the directive as it is to be written where it is not there."""
        return (*(source for source in self.inherited or () if source != NONE), *self.sources)

    def __str__(self) -> str:
        if self.inherited is None:
            return f"to {self.directive}: {' '.join(self.sources)}"
        return f"{self.directive} {' '.join(self.whole)}"


def parse(text: str) -> dict[str, tuple[str, ...]]:
    """Directive by directive; of one that stands twice the first counts, as in a browser."""
    found: dict[str, tuple[str, ...]] = {}
    for part in _DIRECTIVE.findall(_masked(text)):
        words = part.split()
        if words:
            found.setdefault(words[0].lower(), tuple(words[1:]))
    return found


def is_policy(text: str) -> bool:
    """Whether a text is nothing but directives, of which one at least says where something may come from."""
    names = parse(text).keys()
    return bool(names) and names <= DIRECTIVES and any(name.endswith("-src") for name in names)


def lacking(policy: Directives, wanted: Directives) -> tuple[Lack, ...]:
    """What the policy must still allow. A directive that neither stands nor is inherited restricts nothing."""
    found = (_lack(policy, name, tuple(sources)) for name, sources in wanted.items())
    return tuple(lack for lack in found if lack is not None)


def _lack(policy: Directives, name: str, wanted: tuple[str, ...]) -> Lack | None:
    closer = _CLOSER.get(name, name)
    places = (closer, name, *_FALLBACKS.get(name, ()))
    place = next((each for each in places if each in policy), None)
    if place is None:
        return None
    there = tuple(policy[place])
    missing = tuple(source for source in wanted if not _allows(there, source))
    if not missing:
        return None
    is_own = place in (closer, name)
    return Lack(place if is_own else name, missing, None if is_own else there)


def _allows(there: Sequence[str], wanted: str) -> bool:
    low = [source.lower() for source in there]
    if wanted.lower() in low or any(_matches(source, wanted) for source in low):
        return True
    if wanted.startswith("'sha"):
        return "'unsafe-inline'" in low and not any(_TAGGED.match(source) for source in low)
    # Scripts that a trusted one loads are trusted, whatever their address; addresses in the policy count for nothing.
    return "'strict-dynamic'" in low and (wanted == "'self'" or "://" in wanted)


def _matches(source: str, wanted: str) -> bool:
    if source == "*":
        return not wanted.startswith("'") or wanted == "'self'"
    if source.endswith(":"):
        return wanted.startswith(source) or (source == "https:" and wanted == "'self'")
    if "://" not in wanted:
        return False
    whole = source if "://" in source else f"{wanted.partition(':')[0]}://{source}"
    one, other = find_parts(wanted), find_parts(whole.replace(":*", ""))
    if one is None or other is None:
        return False
    host, given = other.netloc, (one.hostname or "") if ":*" in whole else one.netloc
    return one.scheme == other.scheme and (given == host or (host.startswith("*.") and given.endswith(host[1:])))


def widened(text: str, lacks: Iterable[Lack]) -> str:
    """The policy's text with the sources added; all else, line ends and holes for values included, stays."""
    for lack in lacks:
        place = _find(text, lack.directive)
        if place is not None:
            start, end = place
            body = text[start:end].rstrip()
            body = re.sub(rf"\s+{NONE}$", "", body, flags=re.IGNORECASE)
            text = f"{text[:start]}{body} {' '.join(lack.sources)}{text[start + len(text[start:end].rstrip()) :]}"
        elif lack.inherited is not None:
            body = text.rstrip()
            joint = "" if body.endswith(";") else ";"
            text = f"{body}{joint} {lack.directive} {' '.join(lack.whole)}{';' * (not joint)}{text[len(body) :]}"
    return text


def _find(text: str, directive: str) -> tuple[int, int] | None:
    """Where a directive begins and ends in the text."""
    masked = _masked(text)
    for part in _DIRECTIVE.finditer(masked):
        words = part.group().split()
        if words and words[0].lower() == directive:
            start = part.start() + len(part.group()) - len(part.group().lstrip())
            return start, part.end()
    return None


def _masked(text: str) -> str:
    """The text with as many other letters in place of what is filled in later: no hole ends a directive."""
    return _HOLE.sub(lambda found: re.sub(r"[\s;]", "_", found.group()), text)
