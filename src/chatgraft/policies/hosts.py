"""Header files of hosts: `_headers` (Netlify, Cloudflare Pages), `netlify.toml`, `vercel.json`, `firebase.json`,
`staticwebapp.config.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from chatgraft.core.csp import HEADER, is_policy
from chatgraft.core.data_files import find_data
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.policies import Place, Policy, Written, of_texts

TOML = ("netlify.toml",)
JSON = ("vercel.json", "now.json", "firebase.json", "staticwebapp.config.json", "render.json")
_LINE = re.compile(rb"^[ \t]+content-security-policy[ \t]*:[ \t]*([^\r\n]+?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def find(project: Project) -> Iterator[Policy]:
    for source in _sources(project, "_headers"):
        for found in _LINE.finditer(source.data):
            text = found.group(1).decode("utf-8", "replace")
            if is_policy(text):
                yield of_texts(source, [Written(*found.span(1), text)], "project")
    for source in _sources(project, *TOML, *JSON):
        for text in dict.fromkeys(_values(find_data(source))):
            yield from _written(source, text)


def _sources(project: Project, *names: str) -> Iterator[Source]:
    sources = (project.find_source(file) for file in project.named(*names))
    yield from (source for source in sources if source is not None and source.is_utf8)


def _values(data: Any) -> Iterator[str]:
    """The header's values, however deep: `{"key": name, "value": …}` or `{name: …}`."""
    if isinstance(data, list):
        for item in data:
            yield from _values(item)
    elif isinstance(data, dict):
        if str(data.get("key", "")).lower() == HEADER and isinstance(data.get("value"), str):
            yield data["value"]
        for key, value in data.items():
            if key.lower() == HEADER and isinstance(value, str):
                yield value
            else:
                yield from _values(value)


def _written(source: Source, text: str) -> Iterator[Policy]:
    """Each place where the file holds that text as it is, as the whole of a string: one policy may begin another."""
    whole = re.compile(rb"([\"'])\s*(" + re.escape(text.strip().encode()) + rb")\s*\1")
    for found in whole.finditer(source.data) if is_policy(text) else ():
        yield of_texts(source, [Written(*found.span(2), text.strip())], "project")


PLACE = Place("hosts", find)
