"""The protocol's words: what types of requests, events, updates and items there are, and which of them a document uses.

Requests, events and updates are written as they are; types of items and of what items hold have a prefix that says
where they stand: `item.widget`, `task.web_search`, `source.url`, `input.freeform`, `status.locked`,
`content.input_tag`, `attachment.image`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

# What never leaves a service; the scenario that names one of these sees that it does not come.
HIDDEN = frozenset({"item.hidden_context_item", "item.sdk_hidden_context"})
# By the key under which a value stands; the values under `data` of a page are threads or items.
_PREFIXES = {
    "item": "item.",
    "updated_item": "item.",
    "data": "item.",
    "tasks": "task.",
    "task": "task.",
    "source": "source.",
    "inputs": "input.",
    "status": "status.",
    "content": "content.",
    "attachments": "attachment.",
    "update": "",
}


def words_of(document: dict[str, Any]) -> set[str]:
    """The words that a document from the service uses: an event, a thread, a page, or an answer with an item."""
    words = {document["type"]} if isinstance(document.get("type"), str) else set()
    return words | set(_inner(document))


def official_words() -> frozenset[str]:
    """Every word of the installed SDK, read off its unions."""
    from chatkit import types as sdk  # noqa: PLC0415 - heavy

    unions: dict[str, tuple[Any, ...]] = {
        "": (sdk.StreamingReq, sdk.NonStreamingReq, sdk.ThreadStreamEvent, sdk.ThreadItemUpdate),
        "item.": (sdk.ThreadItem,),
        "task.": (sdk.Task,),
        "source.": (sdk.Source,),
        "input.": (sdk.StructuredInput,),
        "status.": (sdk.ThreadStatus,),
        "content.": (sdk.UserMessageContent, sdk.AssistantMessageContent),
        "attachment.": (sdk.Attachment,),
    }
    found = ((prefix, member) for prefix, several in unions.items() for union in several for member in _members(union))
    return frozenset(prefix + member.model_fields["type"].default for prefix, member in found)


def _inner(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _inner(one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            for one in inner if isinstance(inner, list) else [inner]:
                if key in _PREFIXES and isinstance(one, dict) and isinstance(one.get("type"), str):
                    yield _PREFIXES[key] + one["type"]
            if key != "widget":  # its nodes have types of their own, which are not the protocol's
                yield from _inner(inner)


def _members(union: Any) -> Iterator[Any]:
    """The classes of a union, through whatever annotations are around it."""
    if isinstance(union, type):
        yield union
    for inner in get_args(union):
        yield from _members(inner)
