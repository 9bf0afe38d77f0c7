"""A policy in JavaScript or TypeScript.

It stands there as text, beside the header's name: Next's `headers()`, a middleware, Vite's `server.headers`,
`res.setHeader`, a `<meta httpEquiv>` in JSX. Or as lists by directive: helmet (helmetjs.github.io), SvelteKit's
`kit.csp`, nuxt-security, Astro's `security.csp.directives`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from chatgraft.core.changes import Splice
from chatgraft.core.csp import DIRECTIVES, HEADER, Lack, is_policy
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits import Edit
from chatgraft.edits.exports import key_of
from chatgraft.edits.imports import SCRIPTS, line_of, names_of, telling
from chatgraft.edits.members import append
from chatgraft.edits.syntax import text_of
from chatgraft.policies import Place, Policy, Written, literal, of_texts, told

WORDS = (b"ecurity-", b"ECURITY-", b"contentSecurityPolicy", b"helmet", b"csp", b"CSP")
# What `helmet()` sets where its owner says nothing (helmetjs.github.io).
HELMET = {"default-src": ("'self'",), "script-src": ("'self'",), "img-src": ("'self'", "data:")}
HELMET |= {"style-src": ("'self'", "https:", "'unsafe-inline'"), "font-src": ("'self'", "https:", "data:")}


def find(project: Project) -> Iterator[Policy]:
    for source in project.holding(SCRIPTS, *WORDS):
        nodes = telling(source)
        yield from _texts(source, nodes)
        objects = list(_objects(source, nodes))
        yield from objects
        yield from [] if objects else _helmets(source, nodes)


def _texts(source: Source, every: list[Node]) -> Iterator[Policy]:
    nodes = [node for node in every if node.type in ("string", "template_string")]
    if not any(text_of(node)[1:-1].lower() == HEADER for node in nodes):
        return
    found = [written for node in nodes if is_policy((written := _literal(source, node)).text) and not _is_in_list(node)]
    if found:
        yield of_texts(source, found)


def _literal(source: Source, node: Node) -> Written:
    """A template string stays as it is: in its holes backticks are code, and what is added never has one."""
    quote = "" if node.type == "template_string" else text_of(node)[:1]
    return literal(source, node.start_byte + 1, node.end_byte - 1, quote)


def _is_in_list(node: Node) -> bool:
    """Whether each directive is an item by itself that a framework checks: there is no place for a second one."""
    above = node.parent
    pair = above.parent if above is not None and above.type == "array" else None
    return pair is not None and pair.type == "pair" and key_of(pair) == "directives"


def _objects(source: Source, every: list[Node]) -> Iterator[Policy]:
    for node in every:
        if node.type not in ("object", "array"):
            continue
        lists = dict(_by_directive(node)) if node.type == "object" else dict(_items(node))
        if "default-src" in lists or len(lists) > 1:
            yield _of_lists(source, node, lists)


def _by_directive(node: Node) -> Iterator[tuple[str, Node]]:
    for member in node.named_children:
        value = member.child_by_field_name("value")
        name = re.sub(r"(?=[A-Z])", "-", key_of(member) or "").lower()
        if name in DIRECTIVES and value is not None and value.type == "array":
            yield name, value


def _items(node: Node) -> Iterator[tuple[str, Node]]:
    """Astro's form: `directives: ["default-src 'self'", …]`."""
    for item in node.named_children:
        words = text_of(item)[1:-1].split() if item.type == "string" and _is_in_list(item) else []
        if words and words[0] in DIRECTIVES:
            yield words[0], item


def _of_lists(source: Source, node: Node, lists: dict[str, Node]) -> Policy:
    directives = {name: tuple(_said(value)) for name, value in lists.items()}

    def widen(lacks: Sequence[Lack]) -> Edit:
        changes: list[Splice] = []
        for lack in lacks:
            array = lists.get(lack.directive)
            if array is None or array.type != "array" or "'none'" in directives[lack.directive]:
                return told(source, line_of(node), lacks)
            changes += append(source, array, ", ".join(f'"{each}"' for each in lack.sources).encode())
        return tuple(changes)

    return Policy(source.file, line_of(node), directives, widen)


def _said(value: Node) -> Iterator[str]:
    if value.type == "string":
        yield from text_of(value)[1:-1].split()[1:]
    for item in value.named_children if value.type == "array" else ():
        text = text_of(item)[1:-1] if item.type in ("string", "template_string") else text_of(item)
        yield text.replace("\\", "") if text.startswith(("\\'", "'")) else f"'{text}'" if text in _KEYWORDS else text


_KEYWORDS = frozenset({"self", "none", "unsafe-inline", "unsafe-eval", "strict-dynamic"})  # SvelteKit's spelling


def _helmets(source: Source, every: list[Node]) -> Iterator[Policy]:
    """`app.use(helmet())`, with no policy of its own and the usual one not switched off."""
    names = names_of(source, "helmet", "default")
    for node in every:
        if node.type != "call_expression" or text_of(node.child_by_field_name("function")) not in names:
            continue
        given = text_of(node.child_by_field_name("arguments"))
        if "contentSecurityPolicy" in given:
            continue
        line = line_of(node)

        def widen(lacks: Sequence[Lack], line: int = line) -> Edit:
            return told(source, line, lacks)

        yield Policy(source.file, line, HELMET, widen)


PLACE = Place("javascript", find)
