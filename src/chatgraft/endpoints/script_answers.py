"""What a JavaScript handler gives: `res.json({ answer })`, `Response.json(…)`, a stream, or what it returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tree_sitter import Node

from chatgraft.calls.script_code import FUNCTIONS, arguments, called, plain, string
from chatgraft.core.source import Source
from chatgraft.edits.exports import key_of
from chatgraft.edits.syntax import ancestors, text_of, walk
from chatgraft.endpoints.routes import Answer, Field

_JSON = ("Response.json", "NextResponse.json", "json", "data", "jsonResponse")
_SENDS = ("json", "send", "end")
_RESPONSES = frozenset({"Response", "NextResponse", "StreamingTextResponse"})
# Of the AI SDK: what each of its streams looks like (ai-sdk.dev/docs/ai-sdk-ui/stream-protocol).
_AI_SDK = {
    "toTextStreamResponse": Answer("text", whole=True, streams=True),
    "toDataStreamResponse": Answer("text", whole=True, streams=True),
    "toUIMessageStreamResponse": Answer("sse", {"delta": Field("unknown")}, streams=True),
    "createUIMessageStreamResponse": Answer("sse", {"delta": Field("unknown")}, streams=True),
    "createDataStreamResponse": Answer("text", whole=True, streams=True),
    "pipeTextStreamToResponse": Answer("text", whole=True, streams=True),
    "pipeDataStreamToResponse": Answer("text", whole=True, streams=True),
    "pipeUIMessageStreamToResponse": Answer("sse", {"delta": Field("unknown")}, streams=True),
    "JsonToSseTransformStream": Answer("sse", {"delta": Field("unknown")}, streams=True),
}
_REFUSES = 400


@dataclass(frozen=True, slots=True)
class Rules:
    """`response` is what the handler calls its response object; `returns`: what it returns is sent as JSON."""

    response: str = ""
    returns: bool = False


def answer_of(source: Source, function: Node, rules: Rules) -> Answer | None:
    found: Answer | None = None
    for node in walk(function):
        shown = _shown(source, node, rules)
        if shown and (found is None or (shown.streams and not found.streams)):
            found = shown
        elif shown and found and shown.streams is found.streams:
            fields = {**shown.fields, **{name: each for name, each in found.fields.items() if not each.constant}}
            found = replace(found, fields=fields, whole=found.whole or shown.whole)
    if found is None and rules.returns:
        found = _returned(source, function)
    return _written(source, function, rules, found)


def _shown(source: Source, node: Node, rules: Rules) -> Answer | None:
    if node.type not in ("call_expression", "new_expression"):
        return None
    name = called(node)
    last = name.rpartition(".")[2]
    if last in _AI_SDK:
        return _AI_SDK[last]
    if rules.response and name.startswith(f"{rules.response}.") and last in _SENDS and not _refuses_before(node):
        return _sent(source, node, last)
    if name in _JSON and arguments(node) and not _refuses(arguments(node)[1:]):
        return Answer(fields=dict(_fields(source, arguments(node)[0])))
    if node.type == "new_expression" and last in _RESPONSES and arguments(node):
        return _response(source, node, last)
    return None


def _sent(source: Source, node: Node, last: str) -> Answer | None:
    """Of Express: `res.json(value)`, `res.send(value)`."""
    given = plain(arguments(node)[0]) if arguments(node) else None
    if given is None or given.type in ("string", "number"):
        return None
    fields = dict(_fields(source, given))
    if fields or last == "json":
        return Answer(fields=fields)
    return Answer("text", whole=True) if last == "send" and given.type != "object" else None


def _response(source: Source, node: Node, last: str) -> Answer | None:
    body, options = plain(arguments(node)[0]), arguments(node)[1:]
    if body is None or body.type in ("string", "null") or _refuses(options):
        return None
    if last == "StreamingTextResponse":
        return Answer("text", whole=True, streams=True)
    kind = _content_type(source, node)
    if called(body) == "JSON.stringify" if body.type == "call_expression" else False:
        return Answer(fields=dict(_fields(source, arguments(body)[0]))) if arguments(body) else None
    if "event-stream" in kind:
        return Answer("sse", whole=True, streams=True)
    if "ndjson" in kind or "jsonl" in kind:
        return Answer("ndjson", whole=True, streams=True)
    streams = "stream" in text_of(body).lower() or "readable" in text_of(body).lower() or "chunked" in text_of(node)
    return Answer("text", whole=True, streams=streams) if streams or "text/plain" in kind else None


def _written(source: Source, function: Node, rules: Rules, found: Answer | None) -> Answer | None:
    """What is written to a stream piece by piece: `res.write(…)`, `controller.enqueue(…)`."""
    calls = [node for node in walk(function) if node.type == "call_expression" and arguments(node)]
    writes = [node for node in calls if rules.response and called(node) == f"{rules.response}.write"]
    pieces = [arguments(node)[0] for node in writes or [n for n in calls if called(n).endswith((".enqueue", ".write"))]]
    if not (writes or (found and found.streams and found.whole)):
        return found
    shown = [each for piece in pieces if (each := _piece(source, piece))]
    kind = "sse" if "text/event-stream" in text_of(function) else found.format if found else "text"
    fields = {name: each for one in shown for name, each in one.fields.items() if not each.constant}
    if writes or fields:
        kind = next((one.format for one in shown if one.format == "sse"), kind)
        unsure = not fields and any(one.unsure for one in shown)
        return Answer(kind, fields, not fields, streams=True, unsure=unsure)
    return replace(found, unsure=kind != "text" and (not shown or any(one.unsure for one in shown))) if found else None


def _piece(source: Source, node: Node) -> Answer | None:
    r"""`encoder.encode(`data: ${JSON.stringify({ text })}\n\n`)`; None for a text that is written out."""
    holes = [each for each in walk(node) if each.type == "template_substitution"]
    if not holes and node.type in ("string", "template_string"):
        return None
    dumps = [each for each in walk(node) if each.type == "call_expression" and called(each) == "JSON.stringify"]
    fields = dict(_fields(source, arguments(dumps[0])[0])) if dumps and arguments(dumps[0]) else {}
    if "error" in fields:
        return None
    kind = "sse" if "data:" in text_of(node) else "text"
    return Answer(kind, fields, whole=not fields, unsure=bool(dumps) and not fields)


def _returned(source: Source, function: Node) -> Answer | None:
    """Of Nuxt and Remix: an object is sent as JSON, a text as it is."""
    found: dict[str, Field] = {}
    for node in walk(function):
        if node.type == "return_statement" and node.named_children and _owner(node) == function.id:
            found |= dict(_fields(source, node.named_children[0]))
    body = function.child_by_field_name("body")
    if body is not None and body.type != "statement_block":
        found |= dict(_fields(source, body))
    return Answer(fields=found) if found else None


def _owner(node: Node) -> int | None:
    return next((each.id for each in ancestors(node) if each.type in FUNCTIONS), None)


def _fields(source: Source, node: Node | None) -> Iterator[tuple[str, Field]]:
    node = plain(node)
    for member in node.named_children if node is not None and node.type == "object" else ():
        name = key_of(member)
        value = plain(member.child_by_field_name("value"))
        if name is None:
            continue
        if value is not None and value.type == "object":
            yield from ((f"{name}.{inner}", each) for inner, each in _fields(source, value))
        else:
            yield name, _value(value)


def _value(node: Node | None) -> Field:
    kinds = {"number": "float", "true": "bool", "false": "bool", "array": "list", "arrow_function": "object"}
    if node is None:
        return Field("unknown")
    if node.type == "string" or (node.type == "template_string" and not node.named_children):
        return Field("str", constant=True)
    return Field(kinds.get(node.type, "unknown"), constant=node.type in kinds)


def _refuses(options: list[Node]) -> bool:
    """`{ status: 401 }`, or the number itself. A status that the code works out is that of a fault."""
    for node in options:
        pairs = [each for each in walk(node) if each.type == "pair" and key_of(each) == "status"]
        for value in (
            *(each.child_by_field_name("value") for each in pairs),
            *([node] if node.type == "number" else []),
        ):
            if not text_of(value).isdigit() or int(text_of(value)) >= _REFUSES:
                return True
    return False


def _refuses_before(node: Node) -> bool:
    """`res.status(400).json(…)`."""
    for each in walk(node.child_by_field_name("function") or node):
        if each.type == "call_expression" and called(each).endswith(".status") and _refuses(arguments(each)):
            return True
    return False


def _content_type(source: Source, node: Node) -> str:
    for each in walk(node):
        if each.type == "pair" and (key_of(each) or "").lower() == "content-type":
            return string(source, each.child_by_field_name("value")) or ""
    return ""
