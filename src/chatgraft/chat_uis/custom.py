"""A chat that the project has written itself, in React, Vue, Svelte, or a page's own script.

What makes one: turns of both sides are told apart in the code (`{ role: 'user', content }` and `{ role: 'bot', … }`,
`addMessage('user', …)` and `addMessage('bot', …)`, `{ isUser: true, text }`), there is a field to type in, and a
request is sent. Names of files, components and classes say nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from chatgraft.chat_uis import ChatUi
from chatgraft.chat_uis.library import mounted_at
from chatgraft.core.asides import is_aside
from chatgraft.core.facts import ChatUiFact, Evidence
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import key_of
from chatgraft.edits.html import elements
from chatgraft.edits.imports import (
    CODE,
    PAGES,
    SCRIPTS,
    find_use,
    imports,
    leads_to,
    line_of,
    programs,
    telling,
)
from chatgraft.edits.syntax import tag_of, text_of, walk

VISITOR = frozenset({"user", "human", "me", "you", "visitor", "customer", "client", "sent", "outgoing"})
MACHINE = frozenset({"assistant", "bot", "ai", "model", "agent", "chatbot", "gpt", "gemini", "received", "incoming"})
SPEAKER_KEYS = frozenset({"role", "sender", "from", "type", "author", "who", "speaker"})
SIDE_KEYS = frozenset({"isUser", "isBot", "fromUser", "isAI", "isAi", "isMe"})
TEXT_KEYS = frozenset({"content", "text", "message", "body", "parts"})
FIELDS = frozenset({"input", "textarea", "textfield", "contenteditable"})
SENDERS = re.compile(
    r"(?:\w+\.)*(?:fetch|\$fetch|axios|ofetch|ky)(?:\.(?:post|get|request))?|(?:api|http|client)\.post"
)
STREAMS = frozenset({"EventSource", "WebSocket"})
WORDS = (b"isUser", b"isBot", b"fromUser", b"isAI", b"isMe", *(word.encode() for word in MACHINE))
_TURNS = re.compile(
    rb"['\"](?:%b)['\"]|\b(?:%b)\b" % ("|".join(MACHINE).encode(), "|".join(SIDE_KEYS).encode()), re.IGNORECASE
)
"""What the code of both sides has in it: a look before parsing."""
KINDS = {".vue": "custom-vue", ".svelte": "custom-svelte", ".astro": "custom-html", ".html": "custom-html"}


@dataclass(frozen=True, slots=True)
class Signs:
    """What one file shows, each as lines: where turns are told apart, a field, a request and the address it goes to."""

    turns: int | None
    field: int | None
    request: int | None
    address: str = ""
    is_react: bool = False


def detect(project: Project) -> Iterator[ChatUiFact]:
    for source in project.holding(CODE, *WORDS):
        if not _TURNS.search(source.data) or (found := _signs(source)).turns is None:
            continue
        shown = _shown_in(project, source, found)
        request = _requested(project, source, found)
        if shown and request:
            yield _fact(project, source, shown, request)


def _fact(project: Project, source: Source, shown: tuple[str, Signs], request: tuple[str, Signs]) -> ChatUiFact:
    (file, field), (asking, asked) = shown, request
    turns, address = _signs(source).turns or 1, f" to {asked.address}" if asked.address else ""
    return ChatUiFact(
        kind=_kind(file, field),
        file=file,
        evidence=(
            Evidence(source.file, turns, "tells the visitor's messages from the answers"),
            Evidence(asking, asked.request or 1, f"sends a request{address}"),
            Evidence(file, field.field or 1, "has a field to type in"),
        ),
        mounted_at=mounted_at(project, file, field.field or 1),
        confidence=(0.3 if is_aside(file) else 1) * (0.9 if file == source.file == asking else 0.7),
    )


def _kind(file: str, signs: Signs) -> str:
    usual = "custom-react" if signs.is_react else "custom-html"
    return KINDS.get(posixpath.splitext(file)[1], usual)


def _shown_in(project: Project, source: Source, signs: Signs) -> tuple[str, Signs] | None:
    """The file with the field: this one, or the one that takes this one up, as a component does with a hook."""
    if signs.field is not None:
        return source.file, signs
    use = find_use(project, source.file)
    other = project.find_source(use.file) if use else None
    found = _signs(other) if other else None
    if not other or not found or found.field is None:
        return None
    # A page's own script speaks through the page's fields, and is what one would look for.
    return (source.file, found) if other.file.endswith(PAGES) else (other.file, found)


def _requested(project: Project, source: Source, signs: Signs) -> tuple[str, Signs] | None:
    """The file that sends the request: this one, or one that it imports from the project."""
    if signs.request is not None:
        return source.file, signs
    local = [each.module for each in imports(source) if each.module.startswith((".", "@/", "~/", "src/", "$lib/"))]
    for module in local:
        stem = posixpath.splitext(posixpath.basename(module))[0]
        names = (f"{name}{ending}" for name in (stem, "index") for ending in SCRIPTS)
        for file in project.named(*names):
            other = project.find_source(file) if leads_to(project, source.file, module, file) else None
            if other is not None and (found := _signs(other)).request is not None:
                return other.file, found
    return None


def _signs(source: Source) -> Signs:
    return source.parsed(_read_signs)


def _read_signs(source: Source) -> Signs:
    speakers: dict[str, set[str]] = defaultdict(set)
    turns = field = request = None
    address, is_react = "", False
    for node in telling(source):
        for group, side in _sides(node):
            speakers[group].add(side)
            if turns is None and speakers[group] >= {"visitor", "machine"}:
                turns = line_of(node)
        is_react = is_react or node.type.startswith("jsx_")
        if field is None and _is_field(tag_of(node).lower()):
            field = line_of(node)
        if request is None and (sent := _sent(node)) is not None:
            request, address = line_of(node), sent
    if field is None and turns is not None and not is_react:
        field = _read_field(source)
    if field is None and not source.file.endswith(SCRIPTS):
        field = next((source.line_at(each.start) for each in elements(source) if _is_field(each.name)), None)
    return Signs(turns, field, request, address, is_react)


def _is_field(tag: str) -> bool:
    return bool(tag) and any(tag.rsplit(".", 1)[-1].endswith(each) for each in FIELDS)


def _read_field(source: Source) -> int | None:
    """Where a page's own script reads what was typed: `input.value` of an element that it has looked up."""
    nodes = [node for root in programs(source) for node in walk(root)]
    variables = [node for node in nodes if node.type == "variable_declarator"]
    found = {text_of(node.child_by_field_name("name")) for node in variables if _is_looked_up(node)}
    values = [f"{name}.value" for name in found]
    return next((line_of(node) for node in nodes if node.type == "member_expression" and text_of(node) in values), None)


def _is_looked_up(variable: Node) -> bool:
    value = variable.child_by_field_name("value")
    called = value.child_by_field_name("function") if value is not None and value.type == "call_expression" else None
    return text_of(called).endswith((".getElementById", ".querySelector"))


def _sides(node: Node) -> Iterator[tuple[str, str]]:
    """Whose turn an expression tells, and in which way: two of the same way must come together."""
    if node.type == "object":
        values = {key_of(member): member.child_by_field_name("value") for member in node.named_children}
        if not TEXT_KEYS & {key or "" for key in values}:
            return
        for key, value in values.items():
            if key in SPEAKER_KEYS and (side := _side(value)):
                yield "object", side
            elif key in SIDE_KEYS and text_of(value) in ("true", "false"):
                yield key or "", "visitor" if text_of(value) == "true" else "machine"
    elif node.type == "call_expression":
        called, arguments = text_of(node.child_by_field_name("function")), node.child_by_field_name("arguments")
        given = arguments.named_children if arguments is not None else []
        for value in given if len(given) > 1 else ():
            if side := _side(value):
                yield f"{called}()", side


def _side(value: Node | None) -> str | None:
    said = text_of(value)[1:-1].lower() if value is not None and value.type == "string" else ""
    return "visitor" if said in VISITOR else "machine" if said in MACHINE else None


def _sent(node: Node) -> str | None:
    """The address that a request goes to, as it is written, empty where it is computed; None for no request."""
    if node.type == "call_expression":
        is_request = SENDERS.fullmatch(text_of(node.child_by_field_name("function"))) is not None
    else:
        is_request = node.type == "new_expression" and text_of(node.child_by_field_name("constructor")) in STREAMS
    if not is_request:
        return None
    arguments = node.child_by_field_name("arguments")
    first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
    return text_of(first)[1:-1] if first is not None and first.type in ("string", "template_string") else ""


OWN = ("custom", "own", "current", "existing", "old", "homegrown", "in-house", "present")
CHAT_UI = ChatUi(
    "custom",
    detect,
    rank=0,
    words=tuple(f"{own} * {chat}" for own in OWN for chat in ("chat", "chatbot", "chat component", "chat interface")),
)
