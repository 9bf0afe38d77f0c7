"""Headers of web servers: nginx's `add_header`, Apache's `Header set`, Caddy's `header`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatgraft.core.csp import is_policy
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.policies import Place, Policy, Written, of_texts

ENDINGS = (".conf", ".htaccess", "caddyfile", ".conf.template", "nginx.template", ".vhost")
_HEADER = re.compile(
    rb"""^(?P<before>[^#\r\n]*?)(?:add_header|header(?:[ \t]+always)?(?:[ \t]+(?:set|append|add|\*))?)[ \t]+"""
    rb"""["']?content-security-policy["']?[ \t]+(?:"(?P<double>[^"]*)"|'(?P<single>[^'\r\n]*)')""",
    re.IGNORECASE | re.MULTILINE,
)


def find(project: Project) -> Iterator[Policy]:
    for source in project.holding(ENDINGS, b"ecurity-", b"ECURITY-"):
        for written in _written(source):
            if is_policy(written.text):
                yield of_texts(source, [written], "project")


def _written(source: Source) -> Iterator[Written]:
    for found in _HEADER.finditer(source.data):
        group = "double" if found.group("double") is not None else "single"
        yield Written(*found.span(group), found.group(group).decode("utf-8", "replace"))


PLACE = Place("web_servers", find)
