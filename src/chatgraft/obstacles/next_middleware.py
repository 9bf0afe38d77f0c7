"""Next's `middleware` (up to 15) and `proxy` (from 16): one that redirects or refuses, on paths of the chat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from chatgraft.core.errors import Finding
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import declarations, key_of
from chatgraft.edits.imports import imports, line_of, programs
from chatgraft.edits.syntax import text_of, walk
from chatgraft.obstacles import Obstacle, Way, wall

FILES = tuple(
    f"{folder}{name}.{kind}" for folder in ("", "src/") for name in ("middleware", "proxy") for kind in ("ts", "js")
)
# Packages whose middleware asks for a sign-in or moves the page to another path.
GUARDS = ("next-auth", "@clerk/nextjs", "@auth0/nextjs-auth0", "@kinde-oss/kinde-auth-nextjs", "next-intl/middleware")
REFUSALS = frozenset({"401", "403"})
_NAMED = re.compile(r"/?:(\w+)(\([^()]*\))?([*+?])?")


def find(project: Project, way: Way) -> Iterator[Finding]:
    for name in FILES:
        source = project.find_source(way.path(name))
        if source is None or not _is_next(project, way):
            continue
        for root in programs(source):
            covered = next((path for path in way.paths if _covers(root, path)), None)
            line = _guards(source, root)
            if covered and line:
                cure = f"Leave it out of the matcher: matcher: ['/((?!{way.api.strip('/')}|_next|.*\\\\..*).*)']"
                yield wall(source.file, line, covered, cure)


def _is_next(project: Project, way: Way) -> bool:
    return any("next" in found.wants for found in project.packages if way.root == str(found.folder))


def _guards(source: Source, root: Node) -> int | None:
    """Where it redirects, refuses or hands over to a package that does."""
    for node in walk(root):
        if node.type == "call_expression":
            called = text_of(node.child_by_field_name("function"))
            if called in ("NextResponse.redirect", "Response.redirect"):
                return line_of(node)
        elif node.type == "pair" and key_of(node) == "status" and _value(node) in REFUSALS:
            return line_of(node)
    return next((each.line for each in imports(source) if any(each.is_of(package) for package in GUARDS)), None)


def _value(pair: Node) -> str:
    return text_of(pair.child_by_field_name("value"))


def _covers(root: Node, path: str) -> bool:
    """Whether the matcher lets the path reach it. Without one every path does; one not written out says nothing."""
    config = declarations(root).get("config")
    pairs = [node for node in walk(config) if node.type == "pair"] if config is not None else []
    matcher = next((node.child_by_field_name("value") for node in pairs if key_of(node) == "matcher"), None)
    if matcher is None:
        return True
    patterns = [text_of(node)[1:-1] for node in walk(matcher) if node.type == "string" and _is_source(node)]
    return any(_matches(pattern.replace("\\\\", "\\"), path) for pattern in patterns)


def _is_source(node: Node) -> bool:
    """Whether the string is a path: an item by itself, or the `source` of an object, but none of its conditions."""
    parent = node.parent
    return parent is None or parent.type != "pair" or key_of(parent) in ("source", "matcher")


def _matches(pattern: str, path: str) -> bool:
    """By path-to-regexp's rules, as far as matchers use them (nextjs.org/docs, proxy)."""

    def named(found: re.Match[str]) -> str:
        _, rule, repeat = found.groups()
        if repeat in ("*", "?"):
            return "(?:/.*)?" if repeat == "*" else f"(?:/{rule or '[^/]+'})?"
        return "/.+" if repeat == "+" else f"/{rule or '[^/]+'}"

    try:
        return re.fullmatch(_NAMED.sub(named, pattern), path) is not None
    except re.error:
        return False


OBSTACLE = Obstacle("next_middleware", find)
