"""A `<meta http-equiv="Content-Security-Policy">` in a page, a template or a component."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.core.csp import HEADER, is_policy
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.html import COMPONENTS, elements
from chatgraft.edits.imports import PAGES
from chatgraft.policies import Place, Policy, Written, literal, of_texts

MARKUP = (*PAGES, *COMPONENTS, ".jinja", ".jinja2", ".j2", ".ejs", ".njk")
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def find(project: Project) -> Iterator[Policy]:
    for source in project.holding(MARKUP, b"ecurity-", b"ECURITY-"):
        for found in _metas(source):
            yield of_texts(source, [found], "page")


def _metas(source: Source) -> Iterator[Written]:
    for element in elements(source):
        if element.name != "meta" or element.attributes.get("http-equiv", "").strip().lower() != HEADER:
            continue
        written = _CONTENT.search(source.data, element.start, element.end)
        if written is not None:
            found = literal(source, *written.span(written.lastindex or 1))
            if is_policy(found.text) and b"&" not in source.data[found.start : found.end]:
                yield found


PLACE = Place("meta", find)
