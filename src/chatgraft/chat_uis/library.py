"""How a chat that comes as a package, a custom element or a script is recognised. No library by itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from tree_sitter import Node

from chatgraft.chat_uis import ChatUi
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import ChatUiFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.html import elements
from chatgraft.edits.imports import CODE, SCRIPTS, find_use, home_of, imports, line_of, telling
from chatgraft.edits.syntax import tag_of, text_of

MOST = 5  # places that are shown as evidence


@dataclass(frozen=True, slots=True)
class Library:
    """`modules` are packages, of which `names` count (none given: any); `tags` are custom elements, `scripts`
    beginnings of the addresses that its script is loaded from, `calls` functions that only such a script defines."""

    kind: str
    modules: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()

    @property
    def pattern(self) -> re.Pattern[bytes]:
        """What a file must hold to speak of the library: a look before parsing."""
        plain = "|".join(map(re.escape, (*self.tags, *self.scripts, *self.calls)))
        quoted = rf"""['"`](?:{"|".join(map(re.escape, self.modules))})['"`/]""" if self.modules else ""
        return re.compile("|".join(filter(None, (quoted, plain))).encode())

    def said_of(self, address: str) -> str | None:
        """The beginning that an address has."""
        return next((each for each in self.scripts if address.startswith(each)), None)


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that speaks for the library, and what of it: a package, an element, an address."""

    file: str
    line: int
    what: str
    why: str
    shown: int | None = None


def chat_ui(library: Library) -> ChatUi:
    return ChatUi(library.kind, partial(detect, library))


def detect(library: Library, project: Project) -> Iterator[ChatUiFact]:
    """One fact for each app of the project."""
    words = (*library.modules, *library.tags, *library.scripts, *library.calls)
    signs: dict[str, list[Sign]] = defaultdict(list)
    for source in project.holding(CODE, *(word.encode() for word in words)):
        for sign in _signs(library, source) if library.pattern.search(source.data) else ():
            signs[home_of(project, source.file)].append(sign)
    yield from (_fact(library, project, home, found) for home, found in signs.items())


def _fact(library: Library, project: Project, home: str, signs: list[Sign]) -> ChatUiFact:
    first = min(signs, key=lambda sign: (is_aside(sign.file), sign.what in library.scripts, sign.file.count("/")))
    own = [sign for sign in signs if sign.file == first.file]
    others = [sign for sign in signs if sign.file != first.file]
    manifest = next((found for found in project.packages if str(found.folder) == home), None)
    shown = [Evidence(sign.file, sign.line, sign.why) for sign in [*own, *others][:MOST]]
    if manifest is not None and (wanted := next((name for name in library.modules if name in manifest.wants), None)):
        shown.append(Evidence(manifest.source.file, manifest.line_of(wanted), f"depends on {wanted}"))
    return ChatUiFact(
        kind=library.kind,
        file=first.file,
        evidence=tuple(shown),
        library=first.what,
        mounted_at=mounted_at(project, first.file, next((sign.shown for sign in own if sign.shown), first.line)),
        confidence=0.3 if is_aside(first.file) else 0.95,
    )


def mounted_at(project: Project, file: str, line: int) -> str:
    """Who shows the file; where nobody is seen to, it is loaded by itself, and the place is in it."""
    use = find_use(project, file)
    return f"{use.file}:{use.line}" if use else f"{file}:{line}"


def _signs(library: Library, source: Source) -> Iterator[Sign]:
    nodes = telling(source)
    for each in imports(source):
        package = next((module for module in library.modules if each.is_of(module)), None)
        names = [(name, here) for name, here in each.names if not library.names or name in library.names]
        if package and (names or not (library.names or each.names)):
            here = {local for _, local in names}
            shown = next((line_of(node) for node in nodes if tag_of(node).split(".")[0] in here), None)
            yield Sign(source.file, each.line, package, f"imports {each.module}", shown)
    for node in nodes:
        yield from _said(library, source, node)
    if not source.file.endswith(SCRIPTS):
        for element in elements(source):
            yield from _marked_up(library, source.file, source.line_at(element.start), element.name, element.attributes)


def _said(library: Library, source: Source, node: Node) -> Iterator[Sign]:
    """What an expression says: a custom element's tag, a script's address, a call."""
    if library.tags and (tag := tag_of(node)) in library.tags and tag:
        yield Sign(source.file, line_of(node), f"<{tag}>", f"shows <{tag}>", line_of(node))
    elif node.type in ("string", "template_string"):
        said = text_of(node)[1:-1]
        if (address := library.said_of(said)) is not None:
            yield Sign(source.file, line_of(node), address, f"loads {address}")
        elif said in library.tags and text_of(_callee(node)).endswith("createElement"):
            yield Sign(source.file, line_of(node), f"<{said}>", f"makes <{said}>", line_of(node))
    elif node.type == "call_expression":
        called = text_of(node.child_by_field_name("function")).rsplit(".", 1)[-1]
        if called in library.calls:
            yield Sign(source.file, line_of(node), called, f"calls {called}", line_of(node))


def _callee(node: Node) -> Node | None:
    """The function that takes the node as an argument."""
    call = node.parent.parent if node.parent is not None and node.parent.type == "arguments" else None
    return call.child_by_field_name("function") if call is not None else None


def _marked_up(library: Library, file: str, line: int, name: str, attributes: dict[str, str]) -> Iterator[Sign]:
    if name in library.tags:
        yield Sign(file, line, f"<{name}>", f"shows <{name}>", line)
    elif name == "script" and (address := library.said_of(attributes.get("src", ""))) is not None:
        yield Sign(file, line, address, f"loads {address}")
