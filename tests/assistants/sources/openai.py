"""OpenAI's Responses API."""

from __future__ import annotations

from typing import Any

from tests.assistants.source import KEY, Said, Source, refused, streamed, text_in

_RESPONSE = {"id": "r", "object": "response", "created_at": 1, "model": "m", "output": [], "tools": []}
_RESPONSE |= {"parallel_tool_calls": True, "tool_choice": "auto"}
_USED = {"input_tokens": 3, "output_tokens": 0, "total_tokens": 3}
_FILTERED = {
    **_RESPONSE,
    "status": "incomplete",
    "incomplete_details": {"reason": "content_filter"},
    "usage": {**_USED, "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}},
}


def error(status: int, code: str, message: str) -> Any:
    """OpenAI's error document (platform.openai.com/docs/guides/error-codes)."""
    return refused(status, {"error": {"message": message, "type": "invalid_request_error", "code": code}})


TOO_LONG = error(400, "context_length_exceeded", "Your input exceeds the context window of this model.")
WRONG_KEY = error(401, "invalid_api_key", f"Incorrect API key provided: {KEY}.")


def _said(body: dict[str, Any]) -> Said:
    return [("system", body["instructions"]), *((one["role"], text_in(one["content"])) for one in body["input"])]


OPENAI = Source(
    name="openai",
    assistant="openai",
    environ=lambda url: {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{url}/v1", "OPENAI_MODEL": "a-model"},
    said=_said,
    too_long=TOO_LONG,
    wrong_key=WRONG_KEY,
    declined=streamed([{"type": "response.incomplete", "sequence_number": 1, "response": _FILTERED}]),
    looks_at=("image/png", "application/pdf"),
)
