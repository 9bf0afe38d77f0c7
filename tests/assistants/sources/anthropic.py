"""Anthropic's Messages API."""

from __future__ import annotations

from typing import Any

from tests.assistants.source import KEY, Said, Source, in_messages, refused, text_in


def _error(status: int, kind: str, message: str) -> Any:
    """Anthropic's error document (docs.anthropic.com/en/api/errors)."""
    return refused(status, {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"})


def _said(body: dict[str, Any]) -> Said:
    return [("system", text_in(body["system"])), *in_messages(body)]


ANTHROPIC = Source(
    name="anthropic",
    assistant="anthropic",
    environ=lambda url: {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": url, "ANTHROPIC_MODEL": "a-model"},
    said=_said,
    too_long=_error(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"),
    wrong_key=_error(401, "authentication_error", "invalid x-api-key"),
    declined="declined in so many words",
    looks_at=("image/png", "application/pdf"),
)
