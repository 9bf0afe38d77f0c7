"""The judge: what the official types take and a visitor may see passes, everything else is named."""

from __future__ import annotations

from typing import Any

import pytest

from chatgraft.conformance.official import judge

_ITEM: dict[str, Any] = {
    "id": "msg_1",
    "thread_id": "thr_1",
    "created_at": "2026-11-24T03:30:00Z",
    "type": "assistant_message",
    "content": [{"type": "output_text", "text": "Herons", "annotations": []}],
}
_THREAD: dict[str, Any] = {
    "id": "thr_1",
    "created_at": "2026-11-24T03:30:00+00:00",
    "status": {"type": "active"},
    "metadata": {},
    "items": {"data": [], "has_more": False},
}


def test_good_documents_come_back_as_they_are() -> None:
    assert judge("item", _ITEM) == _ITEM
    assert judge("thread", _THREAD) == _THREAD
    assert judge("event", {"type": "thread.item.done", "item": _ITEM})
    assert judge("items", {"data": [_ITEM], "has_more": True, "after": "msg_1"})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"created_at": "2026-11-24T03:30:00"}, "offset"),
        ({"owner": "ann"}, "owner"),
        ({"content": None}, "refuse"),
        ({"type": "a_new_kind"}, "refuse"),
        ({"type": "hidden_context_item", "content": "secret"}, "hidden"),
    ],
)
def test_bad_items_are_named(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        judge("event", {"type": "thread.item.added", "item": _ITEM | change})


def test_null_is_said_by_leaving_the_key_out() -> None:
    with pytest.raises(AssertionError, match="title is null"):
        judge("thread", _THREAD | {"title": None})


def test_what_the_service_notes_about_a_thread_stays_there() -> None:
    with pytest.raises(AssertionError, match="metadata"):
        judge("thread", _THREAD | {"metadata": {"account": "ann"}})
