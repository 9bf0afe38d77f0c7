"""The judge: documents and events are read by the official SDK's own types, and nothing may be left over.

`chatkit` takes more than a second of CPU to import, so it is imported when the first document is judged.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from chatgraft.conformance.checks import require

_HIDDEN = frozenset({"hidden_context_item", "sdk_hidden_context"})
_TIMES = frozenset({"created_at", "expires_at"})
_OFFSET = re.compile(r"(Z|[+-]\d\d:?\d\d)$")


@cache
def _adapter(kind: str) -> Any:
    from chatkit import types as sdk  # noqa: PLC0415 - heavy
    from pydantic import TypeAdapter  # noqa: PLC0415 - comes with it

    kinds: dict[str, Any] = {
        "event": sdk.ThreadStreamEvent,
        "thread": sdk.Thread,
        "threads": sdk.Page[sdk.Thread],
        "items": sdk.Page[sdk.ThreadItem],
        "item": sdk.ThreadItem,
        "changed": sdk.SyncCustomActionResponse,
        "transcript": sdk.TranscriptionResult,
        "attachment": sdk.Attachment,
    }
    return TypeAdapter(kinds[kind])


def judge(kind: str, document: dict[str, Any]) -> dict[str, Any]:
    """The same document, if it is a valid `event`, `thread`, `threads`, `items` or `item` that a visitor may see."""
    _require_official(kind, document)
    _require_fit_for_visitors(document, kind)
    return document


def _require_official(kind: str, document: dict[str, Any]) -> None:
    from pydantic import ValidationError  # noqa: PLC0415 - comes with the SDK

    try:
        known = _adapter(kind).validate_python(document)
    except ValidationError as error:
        raise AssertionError(f"the official types refuse this {kind}: {document}\n{error}") from None
    _require_no_more(document, _adapter(kind).dump_python(known, mode="json"), kind)


def _require_no_more(came: Any, known: Any, where: str) -> None:
    """What came holds no key that the official type does not have: such keys are leaks."""
    if isinstance(came, dict) and isinstance(known, dict):
        extra = came.keys() - known.keys()
        require(not extra, f"{where} holds {sorted(extra)}, which the official type does not have")
        for key, value in came.items():
            _require_no_more(value, known[key], f"{where}.{key}")
    elif isinstance(came, list) and isinstance(known, list):
        for number, (one, other) in enumerate(zip(came, known, strict=True)):
            _require_no_more(one, other, f"{where}[{number}]")


def _require_fit_for_visitors(value: Any, where: str) -> None:
    if isinstance(value, list):
        for number, one in enumerate(value):
            _require_fit_for_visitors(one, f"{where}[{number}]")
    elif isinstance(value, dict):
        require(value.get("type") not in _HIDDEN, f"{where} is a hidden item: these never leave the service")
        for key, inner in value.items():
            require(inner is not None, f"{where}.{key} is null: on this wire an absent key says that")
            require(key != "metadata" or not inner, f"{where}.metadata is what the service notes for itself: {inner}")
            if key in _TIMES:
                _require_instant(inner, f"{where}.{key}")
            _require_fit_for_visitors(inner, f"{where}.{key}")


def _require_instant(value: str, where: str) -> None:
    require(_OFFSET.search(value), f"{where} is {value!r}: without an offset a browser reads it as its own local time")
    instant = datetime.fromisoformat(value.replace("Z", "+00:00"))
    require(instant.utcoffset() is not None, f"{where} is {value!r}, which is not an instant")
