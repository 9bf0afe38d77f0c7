"""Rules of hosts that show one page for every path: `vercel.json`, `netlify.toml`, `_redirects`, `firebase.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chatgraft.core.data_files import find_data
from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.obstacles import Obstacle, Way, catch_all

SERVICE = "https://YOUR-CHAT-SERVICE"


@dataclass(frozen=True, slots=True)
class Rule:
    """From a path's pattern to where it leads, and the text by which the rule is found in the file."""

    source: str
    target: str
    text: str


def find(project: Project, way: Way) -> Iterator[Finding]:
    for file in project.named("vercel.json", "netlify.toml", "_redirects", "firebase.json"):
        source = project.find_source(file)
        if source is None or not source.is_utf8:
            continue
        rule = next((rule for rule in _rules(source) if _matches(rule.source, way.api)), None)
        if rule is not None and rule.target.split("?")[0].endswith((".html", "/")):
            yield catch_all(file, source.line_of(rule.text), way.api, _cure(source, way))


def _rules(source: Source) -> Iterator[Rule]:
    name = source.file.rsplit("/", 1)[-1]
    if name == "_redirects":
        for line in source.text.splitlines():
            words = line.split()
            if len(words) > 2 and words[2].startswith("200") and not words[0].startswith("#"):
                yield Rule(words[0], words[1], line)
        return
    data = find_data(source)
    if name == "netlify.toml":
        yield from _listed(data.get("redirects"), "from", "to", 301)
    elif name == "vercel.json":
        yield from _listed(data.get("rewrites"), "source", "destination")
        yield from _listed(data.get("routes"), "src", "dest")
    else:
        hosting = data.get("hosting")
        for site in hosting if isinstance(hosting, list) else [hosting]:
            yield from _listed(site.get("rewrites") if isinstance(site, dict) else None, "source", "destination")


def _listed(rules: Any, source: str, target: str, usual: int = 200) -> Iterator[Rule]:
    """Without rules that change the browser's address: those have another status, which is usual at Netlify."""
    for rule in rules if isinstance(rules, list) else ():
        if isinstance(rule, dict) and isinstance(rule.get(source), str) and rule.get("status", usual) == 200:
            yield Rule(rule[source], str(rule.get(target, rule)), rule[source])


def _matches(pattern: str, path: str) -> bool:
    """By the hosts' own rules: `*` and `**` at the end of a path, `:name*`, and regular expressions in brackets."""
    if pattern.endswith("/**") or pattern in ("**", "*", "/*"):
        return path.startswith(pattern.rstrip("*"))
    rule = re.sub(r"/:\w+\*", "(?:/.*)?", pattern)
    rule = re.sub(r":\w+", "[^/]+", rule)
    rule = re.sub(r"(?<=/)\*$", ".*", rule)
    try:
        return re.fullmatch(rule, path) is not None
    except re.error:
        return False


def _cure(source: Source, way: Way) -> str:
    api, service = way.api, f"{SERVICE}{way.api}"
    name = source.file.rsplit("/", 1)[-1]
    if name == "_redirects":
        return f"Above it:\n{api}  {service}  200\n{api}/*  {service}/:splat  200"
    if name == "netlify.toml":
        rule = '[[redirects]]\n  from = "{0}"\n  to = "{1}"\n  status = 200\n  force = true'
        return "Above it:\n" + rule.format(f"{api}/*", f"{service}/:splat") + "\n" + rule.format(api, service)
    if name == "vercel.json":
        return f'Above it:\n{{ "source": "{api}/:path*", "destination": "{service}/:path*" }}'
    return f'Above it, where the service runs on Cloud Run:\n{{ "source": "{api}/**", "run": {{ "serviceId": "…" }} }}'


OBSTACLE = Obstacle("host_rewrites", find)
